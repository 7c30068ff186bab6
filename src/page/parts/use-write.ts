import { useState } from 'preact/hooks';
import { ApiFailure, call } from '../api.js';

/** What became of a written key. */
export interface WriteResult {
  readonly ok: boolean;
  readonly code: string | null;
  readonly message: string | null;
  readonly took_ms: number;
}

export interface Writing {
  /** The key that is being written. */
  readonly busy: string | undefined;
  readonly last: { readonly key: string; readonly result: WriteResult } | undefined;
  readonly write: (key: string, value: unknown) => Promise<void>;
}

/** Writes keys of one device by the same commands as MQTT, and keeps the last answer. */
export function useWrite(device: string): Writing {
  const [busy, setBusy] = useState<string>();
  const [last, setLast] = useState<Writing['last']>();
  return {
    busy,
    last,
    async write(key, value) {
      setBusy(key);
      const path = `/api/v1/devices/${encodeURIComponent(device)}/keys/${encodeURIComponent(key)}`;
      try {
        setLast({ key, result: await call<WriteResult>('PUT', path, { value }) });
      } catch (error) {
        const { code, message } =
          error instanceof ApiFailure ? error : { code: 'internal', message: String(error) };
        setLast({ key, result: { ok: false, code, message, took_ms: 0 } });
      } finally {
        setBusy(undefined);
      }
    },
  };
}
