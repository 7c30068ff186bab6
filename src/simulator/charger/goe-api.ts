import { HOUR_MS } from '../../time-spans.js';
import { type DeviceApi, disturb, HANG, RESET, response } from '../answer.js';
import type { ChargerFault } from '../faults.js';
import type { World } from '../world.js';
import { reboot } from './charger-events.js';
import { isBooting } from './charger-state.js';
import { keySet } from './key-set.js';
import type { Moment } from './live-values.js';
import type { ChargerQuirks } from './quirks.js';
import { answerSet } from './set-request.js';
import { createStatusRequests } from './status-request.js';

export interface GoeApiOptions {
  readonly world: World;
  /** Time of the charger in whole ms since 1970. */
  readonly now: () => number;
  readonly quirks: ChargerQuirks;
  readonly faults: Set<ChargerFault>;
  readonly slowMs: number;
}

const NO_SUCH_PATH = response(
  404,
  { 'Content-Type': 'text/html', Connection: 'close' },
  'Nothing matches the given URI',
);

/** The HTTP API v2 of a go-e charger. */
export function createGoeApi({ world, now, quirks, faults, slowMs }: GoeApiOptions): DeviceApi {
  const { charger } = world;
  const answerStatus = createStatusRequests(quirks, faults);

  return ({ path, query }) => {
    const nowMs = now();
    world.advanceTo(nowMs);
    if (faults.delete('reboot')) reboot(charger, world.second);
    if (isBooting(charger, world.second) || faults.has('reset')) return RESET;
    if (faults.has('hang')) return HANG;
    if (faults.has('http_disabled') || !charger.settings.hai) return NO_SUCH_PATH;
    const keys = keySet(quirks.firmware, quirks.lacking, faults);
    if (path === '/api/set') return disturb(answerSet(query, charger, keys, faults), faults, slowMs);
    if (path !== '/api/status') return NO_SUCH_PATH;
    const clockErrorMs = faults.has('future_timestamp') ? HOUR_MS : 0;
    const moment: Moment = { world, charger, nowMs, clockErrorMs };
    const answer = answerStatus(query.get('filter'), moment, keys);
    return answer === undefined ? RESET : disturb(answer, faults, slowMs);
  };
}
