import { useState } from 'preact/hooks';
import { call, failureOf } from '../api.js';

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
  /** @returns whether it was carried out */
  readonly write: (key: string, value: unknown) => Promise<boolean>;
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
      const result = await answerTo(device, key, value);
      setBusy(undefined);
      setLast({ key, result });
      return result.ok;
    },
  };
}

async function answerTo(device: string, key: string, value: unknown): Promise<WriteResult> {
  const path = `/api/v1/devices/${encodeURIComponent(device)}/keys/${encodeURIComponent(key)}`;
  try {
    return await call<WriteResult>('PUT', path, { value });
  } catch (error) {
    const { code, message } = failureOf(error);
    return { ok: false, code, message, took_ms: 0 };
  }
}
