import { expect, it } from 'vitest';
import { runKills } from '../../bench/support/ledger-kill-run.js';
import { temporaryDirectory } from '../support/mosquitto.js';

/** bench/ledger-kill.ts kills more often. */
const KILLS = 30;

it('loses no session, doubles none and keeps every Wh, however often it is killed', async () => {
  const run = await runKills({
    kills: KILLS,
    seed: 20_260_621,
    folder: await temporaryDirectory(),
    child: new URL('../../bench/support/ledger-kill-child.ts', import.meta.url),
  });
  const { sessions, trueWh, slotsWh } = run;
  expect(run.complaints).toEqual([]);
  expect(trueWh.length).toBeGreaterThan(3);
  expect(sessions).toHaveLength(trueWh.length);
  for (const [index, { energyWh, status }] of sessions.entries()) {
    expect(status).toBe('completed');
    expect(Math.abs(energyWh - (trueWh[index] ?? Number.NaN))).toBeLessThanOrEqual(1);
    expect(slotsWh[index]).toBeCloseTo(energyWh, 6);
  }
  expect(run.bills).toEqual(sessions.map(() => 1));
  expect(run.events).toEqual(
    new Map([
      ['session.started', sessions.length],
      ['session.ended', sessions.length],
    ]),
  );
});
