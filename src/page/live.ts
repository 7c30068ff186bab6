import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** A device as the last event of `/api/v1/live` told it. */
export interface LiveDevice {
  readonly id: string;
  readonly online: boolean;
  /** ISO time; null: no reading yet. */
  readonly received_at: string | null;
  /** Key → value of the device's snapshot. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LiveState {
  readonly connected: boolean;
  readonly devices: ReadonlyMap<string, LiveDevice>;
}

const NOTHING: LiveState = { connected: true, devices: new Map() };
const Context = createContext<LiveState>(NOTHING);

export const LiveProvider = Context.Provider;

export const useLive = (): LiveState => useContext(Context);

/** Follows the server's events; the browser connects again by itself. */
export function useLiveState(): LiveState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    source.addEventListener('open', () => setState((before) => ({ ...before, connected: true })));
    source.addEventListener('error', () => setState((before) => ({ ...before, connected: false })));
    source.addEventListener('device', ({ data }: MessageEvent<string>) => {
      const device = JSON.parse(data) as LiveDevice;
      setState(({ devices }) => ({ connected: true, devices: new Map(devices).set(device.id, device) }));
    });
    return () => source.close();
  }, []);
  return state;
}

/** A number of a device's snapshot; undefined when it is missing or no number. */
export function numberOf(device: LiveDevice | undefined, key: string): number | undefined {
  const value = device?.values[key];
  return typeof value === 'number' ? value : undefined;
}

export function textOf(device: LiveDevice | undefined, key: string): string | undefined {
  const value = device?.values[key];
  return typeof value === 'string' ? value : undefined;
}
