import { describe, expect, it } from 'vitest';
import type { SurplusMode } from '../../src/surplus/settings.js';
import { shareWordOf } from '../../src/surplus/share-word.js';
import { chargerReading } from './fixtures.js';
import { createSmallHouse } from './small-house.js';

/** How much of its power the charger gives way with, W, after it has charged in this mode for a while. */
function sharedIn(mode: SurplusMode, prepare: (house: ReturnType<typeof createSmallHouse>) => void) {
  const house = createSmallHouse(() => 5000, { mode });
  house.knobs.frc = 2;
  house.run(120);
  prepare(house);
  const { carW = 0, decision } = house.run(1)[0] ?? {};
  if (decision === undefined) return undefined;
  const reading = chargerReading({ frc: 2, car: 2, powerW: carW });
  const { yieldingW } = shareWordOf(decision, reading, house.core.settings);
  return { code: decision.reason.code, isCharging: carW > 0, share: yieldingW / carW };
}

describe('what a charger gives way with', () => {
  it.each([
    { what: 'follows the surplus', mode: 'pv', code: 'following_surplus', share: 1 },
    { what: 'charges as fast as it can', mode: 'fast', code: 'fast', share: 0 },
    { what: 'is left alone', mode: 'off', code: 'hands_off', share: 0 },
    { what: 'has no logic of its own to be told', mode: 'native', code: 'native_missing', share: 0 },
  ] as const)('is $share of its power when it $what', ({ mode, code, share }) => {
    const leaveAlone = () => undefined;
    expect(sharedIn(mode, leaveAlone)).toEqual({ code, isCharging: true, share });
  });

  it('is nothing when it cannot be reached', () => {
    const shared = sharedIn('pv', (house) => house.core.takeChargerOnline(false));
    expect(shared).toMatchObject({ code: 'charger_unreachable', share: 0 });
  });
});
