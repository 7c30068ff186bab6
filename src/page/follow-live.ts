import type { LiveDevice } from './live-device.js';
import { confirmSession } from './session.js';

const AGAIN_MS = 3000;

export interface LiveListener {
  readonly onDevice: (device: LiveDevice) => void;
  readonly onConnected: (connected: boolean) => void;
}

/**
 * Follows the server's events. The browser connects again by itself after a broken connection, but gives up after a
 * refusal.
 * @returns ends it
 */
export function followLive({ onDevice, onConnected }: LiveListener): () => void {
  let source = open();
  let again: ReturnType<typeof setTimeout>;

  function open(): EventSource {
    const stream = new EventSource('/api/v1/live');
    stream.addEventListener('open', () => onConnected(true));
    stream.addEventListener('device', ({ data }: MessageEvent<string>) => onDevice(JSON.parse(data)));
    stream.addEventListener('error', () => {
      onConnected(false);
      // The stream of a revoked key is cut off.
      confirmSession().catch(() => undefined);
      if (stream.readyState !== EventSource.CLOSED) return;
      again = setTimeout(() => {
        source = open();
      }, AGAIN_MS);
    });
    return stream;
  }

  return () => {
    clearTimeout(again);
    source.close();
  };
}
