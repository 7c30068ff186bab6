import * as z from 'zod';
import type { JsonValue } from '../json.js';
import { HOUR_MS } from '../time-spans.js';
import type { ChangeKind } from './response.js';
import { GRID } from './surplus-model.js';

/** What the readings of a day have taught, as far as it is not learned again within minutes. */
export interface Learned {
  /** Usual time from command to effect, s. */
  readonly responseS: Readonly<Record<ChangeKind, number>>;
  readonly ways: LearnedWays;
}

export interface LearnedWays {
  /** Counted jumps of the surplus from minute to minute, a row for each class of `GRID.offsets`; null: none seen. */
  readonly jumps: readonly (readonly number[] | null)[];
  /** How long the house's last dips lasted, s. */
  readonly dipsS: readonly number[];
  /** The highest surplus that the roof was seen to make of a light of 1 kW/m², W. */
  readonly roofW: number;
}

/** Key of the retained topic by which it goes on after a restart. */
export const LEARNED_KEY = 'learned';

/** To be raised when a member means something else, `GRID` included. */
const VERSION = 1;
/** What is older says little about this day. */
const LONGEST_MS = 6 * HOUR_MS;

/** Longer than anything that is ever counted or waited for. */
const LONGEST_RESPONSE_S = 120;
const LONGEST_DIP_S = 7200;
const MOST_JUMPS = 1000;
const HIGHEST_W = 1e6;

const response = z.number().min(0).max(LONGEST_RESPONSE_S);
const row = z
  .array(z.number().min(0).max(MOST_JUMPS))
  .length(GRID.jumps)
  .refine((counts) => counts.some((count) => count > 0));

const schema = z.strictObject({
  version: z.literal(VERSION),
  at: z.iso.datetime(),
  response_s: z.strictObject({ current: response, start: response, stop: response, phases: response }),
  jumps: z.array(row.nullable()).length(GRID.offsets),
  dips_s: z.array(z.number().min(0).max(LONGEST_DIP_S)).max(20),
  roof_w: z.number().min(0).max(HIGHEST_W),
});

/** What an earlier run has learned; undefined when it is of another version, of somebody else's hand, or too old. */
export function readLearned(value: JsonValue | undefined, nowMs: number): Learned | undefined {
  const { data } = schema.safeParse(value);
  if (data === undefined || Math.abs(nowMs - Date.parse(data.at)) > LONGEST_MS) return undefined;
  return {
    responseS: data.response_s,
    ways: { jumps: data.jumps, dipsS: data.dips_s, roofW: data.roof_w },
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** The same on the wire, up to 6 kB. */
export function payloadOfLearned({ responseS, ways }: Learned, nowMs: number): string {
  const wire: z.input<typeof schema> = {
    version: VERSION,
    at: new Date(nowMs).toISOString(),
    response_s: {
      current: tenth(responseS.current),
      start: tenth(responseS.start),
      stop: tenth(responseS.stop),
      phases: tenth(responseS.phases),
    },
    jumps: ways.jumps.map((counts) => counts?.map(hundredth) ?? null),
    dips_s: ways.dipsS.map(Math.round),
    roof_w: Math.round(ways.roofW),
  };
  return JSON.stringify(wire);
}
