import type { JsonObject } from '../../json.js';
import type { HttpResponse } from '../answer.js';
import type { ChargerFault } from '../faults.js';
import { jsonAnswer } from './json-answer.js';
import type { KeySet } from './key-set.js';
import type { Moment } from './live-values.js';
import type { ChargerQuirks } from './quirks.js';
import { distortStatus, readStatus } from './status.js';

/**
 * @param filter keys with commas between them; null: everything
 * @returns undefined when the filter is too long for the charger
 */
export type StatusRequests = (
  filter: string | null,
  moment: Moment,
  keys: KeySet,
) => HttpResponse | undefined;

/** Answers `/api/status`. */
export function createStatusRequests(
  quirks: ChargerQuirks,
  faults: ReadonlySet<ChargerFault>,
): StatusRequests {
  let frozen: JsonObject | undefined;

  /** Everything stands still from the first request after the fault was switched on. */
  function read(asked: readonly string[], moment: Moment, keys: KeySet): JsonObject {
    if (!faults.has('frozen_timestamp')) {
      frozen = undefined;
      return readStatus(moment, asked, keys);
    }
    frozen ??= readStatus(moment, keys.readable(), keys);
    return Object.fromEntries(Object.entries(frozen).filter(([key]) => asked.includes(key)));
  }

  return (filter, moment, keys) => {
    const asked = filter === null ? keys.readable() : filter.split(',').filter((key) => key !== '');
    if (filter !== null && asked.length > quirks.maxFilterKeys) return undefined;
    const status = read(asked, moment, keys);
    const lacksOne = quirks.unknownFilterIs400 && asked.some((key) => !Object.hasOwn(status, key));
    const body = distortStatus(status, faults, { full: filter === null, firmware: keys.firmware });
    return jsonAnswer(lacksOne || faults.has('status_400') ? 400 : 200, body);
  };
}
