import * as z from 'zod';
import type { Platforms } from './config-messages.js';

/** What Home Assistant was told of one device, and where. */
export interface AnnouncedDevice {
  readonly prefix: string;
  readonly mode: 'device' | 'components';
  readonly components: Platforms;
}

/** Object id → what was announced. */
export type AnnouncedRecord = Readonly<Record<string, AnnouncedDevice>>;

// From these names topics are made, so they must not be able to mean anything else.
const id = z.string().regex(/^[A-Za-z0-9_-]+$/);
const prefix = z.string().regex(/^[^+#\s]+$/);

const recordSchema = z.record(
  id,
  z.strictObject({ prefix, mode: z.enum(['device', 'components']), components: z.record(id, id) }),
);

/** @returns undefined when the text is no record, for example that of another version */
export function readRecord(text: string): AnnouncedRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
