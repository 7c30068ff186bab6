import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { matchesFilter } from './filter.js';
import type { RetainedMemory } from './retained-memory.js';

const messagesSchema = z.record(z.string(), z.string());

export interface RetainedFileOptions {
  readonly file: string;
  /** Topic filters of what is worth keeping over a restart; everything else is published anew anyway. */
  readonly filters: readonly string[];
  /** Of what changes all day long, such as counters: written with the others, else once a minute and at the end. */
  readonly slowFilters?: readonly string[];
}

export interface RetainedFilePorts {
  readonly clock: Clock;
  readonly log: Logger;
}

const SLOW_MS = 60_000;

/**
 * Retained messages in a JSON file: topic → payload. Changes are written at once (slow ones later) and in whole (a new
 * file that takes the place of the old one), so that a kill at any instant leaves the old file or the new one.
 */
export function createRetainedFile(
  { file, filters, slowFilters = [] }: RetainedFileOptions,
  { clock, log }: RetainedFilePorts,
): RetainedMemory {
  const messages = new Map<string, string>();
  let writtenMs = clock.monotonic();
  let isWaiting = false;

  function write(): void {
    const text = `${JSON.stringify(Object.fromEntries(messages), undefined, 1)}\n`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  function save(): void {
    isWaiting = false;
    writtenMs = clock.monotonic();
    try {
      write();
    } catch (err) {
      log.error({ err, file }, 'What must survive a restart cannot be written');
    }
  }

  /** @returns how soon a change has to be written; undefined: it is not worth keeping, or no change */
  function change(topic: string, payload: string): 'now' | 'later' | undefined {
    const matches = (filter: string): boolean => matchesFilter(filter, topic);
    const isSlow = slowFilters.some(matches);
    if ((!isSlow && !filters.some(matches)) || messages.get(topic) === payload) return undefined;
    if (payload === '') messages.delete(topic);
    else messages.set(topic, payload);
    return isSlow ? 'later' : 'now';
  }

  return {
    load() {
      for (const [topic, payload] of Object.entries(read(file, log))) messages.set(topic, payload);
      return [...messages].map(([topic, payload]) => ({ topic, payload }));
    },
    note(topic, payload) {
      const due = change(topic, payload);
      if (due === 'later') isWaiting = true;
      // Snapshots come every second: no timer is needed.
      const isLate = isWaiting && clock.monotonic() - writtenMs >= SLOW_MS;
      if (due === 'now' || isLate) save();
    },
    close() {
      if (isWaiting) save();
    },
  };
}

/** A file that is not there is an empty memory; one that cannot be read is told of, and starts anew. */
function read(file: string, log: Logger): Readonly<Record<string, string>> {
  try {
    return messagesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (err) {
    const isNew = err instanceof Error && 'code' in err && err.code === 'ENOENT';
    if (!isNew) log.error({ err, file }, 'What an earlier run kept cannot be read; it starts anew');
    return {};
  }
}
