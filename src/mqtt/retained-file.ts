import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Logger } from '../logger.js';
import { matchesFilter } from './filter.js';
import type { RetainedMemory } from './retained-memory.js';

const messagesSchema = z.record(z.string(), z.string());

export interface RetainedFileOptions {
  readonly file: string;
  /** Topic filters of what is worth keeping over a restart; everything else is published anew anyway. */
  readonly filters: readonly string[];
}

/**
 * Retained messages in a JSON file: topic → payload. Every change is written at once and in whole (a new file that
 * takes the place of the old one), so that a kill at any instant leaves the old file or the new one.
 */
export function createRetainedFile({ file, filters }: RetainedFileOptions, log: Logger): RetainedMemory {
  const messages = new Map<string, string>();

  function write(): void {
    const text = `${JSON.stringify(Object.fromEntries(messages), undefined, 1)}\n`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    load() {
      for (const [topic, payload] of Object.entries(read(file, log))) messages.set(topic, payload);
      return [...messages].map(([topic, payload]) => ({ topic, payload }));
    },
    note(topic, payload) {
      if (!filters.some((filter) => matchesFilter(filter, topic)) || messages.get(topic) === payload) return;
      if (payload === '') messages.delete(topic);
      else messages.set(topic, payload);
      try {
        write();
      } catch (err) {
        log.error({ err, file }, 'What must survive a restart cannot be written');
      }
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
