import type { JsonValue } from '../../json.js';
import { type HttpResponse, response } from '../answer.js';
import type { ChargerFault } from '../faults.js';
import type { ChargerState } from './charger-state.js';
import { checkWrite, type Verdict } from './check-write.js';
import { jsonAnswer } from './json-answer.js';
import type { KeySet } from './key-set.js';

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Takes a value over in the charger's next second, if nothing is wrong with it. */
function write(
  [key, text]: readonly [key: string, text: string],
  charger: ChargerState,
  keys: KeySet,
  faults: ReadonlySet<ChargerFault>,
): Verdict {
  if (faults.has('rejects_writes')) return 'value could not be saved';
  if (keys.firmware.readOnly.has(key)) return 'key is read only';
  const value = parse(text);
  if (value === undefined) return 'value is not JSON';
  const verdict = checkWrite(keys.row(key), value, charger.options.variant);
  if (verdict === true && !faults.has('ignores_writes')) charger.pending.push([key, value]);
  return verdict;
}

/** Answers `/api/set`: HTTP 200 and true for every key, or HTTP 500 and a reason for those that failed. */
export function answerSet(
  query: URLSearchParams,
  charger: ChargerState,
  keys: KeySet,
  faults: ReadonlySet<ChargerFault>,
): HttpResponse {
  if (faults.has('api_lock')) {
    return response(500, { 'Content-Type': 'text/html', Connection: 'close' }, "couldn't take api lock");
  }
  const verdicts = [...query].map((pair) => [pair[0], write(pair, charger, keys, faults)] as const);
  const allRight = verdicts.every(([, verdict]) => verdict === true);
  return jsonAnswer(allRight ? 200 : 500, Object.fromEntries(verdicts));
}
