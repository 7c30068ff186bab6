import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { followLive } from './follow-live.js';
import type { LiveState } from './live-device.js';

const NOTHING: LiveState = { connected: true, devices: new Map() };
const Context = createContext<LiveState>(NOTHING);

export const LiveProvider = Context.Provider;

export const useLive = (): LiveState => useContext(Context);

/** @param allowed whether the key may follow the devices; otherwise there are none */
export function useLiveState(allowed: boolean): LiveState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (!allowed) return;
    return followLive({
      onConnected: (connected) => setState((before) => ({ ...before, connected })),
      onDevice: (device) =>
        setState(({ devices }) => ({ connected: true, devices: new Map(devices).set(device.id, device) })),
    });
  }, [allowed]);
  return state;
}
