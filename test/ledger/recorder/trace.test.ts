import { expect, it } from 'vitest';
import { NOW, startLedger, wakeUp } from './house.js';

const MINUTE_MS = 60_000;
const CHARGING = [230, 230, 230, 0, 10, 0, 0, 0, 0, 0, 0, 2300, 0, 0, 0, 0];
const IDLE = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const DAY = { fromMs: NOW, toMs: NOW + 86_400_000 };

it('minutes with a car are kept with grid, sun and what the charger is told', async () => {
  const ledger = await startLedger();
  await wakeUp(ledger);
  for (let second = 0; second < 150; second++) {
    await ledger.clock.advance(1000);
    ledger.meter({ '1.7.0': 575 });
    const isPaused = second >= 60;
    ledger.charger({
      ...{ car: isPaused ? 3 : 2, trx: 0, amp: 10, frc: isPaused ? 1 : 2, alw: !isPaused },
      nrg: isPaused ? IDLE : CHARGING,
    });
  }
  ledger.charger({ car: 1 });
  await ledger.clock.advance(5 * MINUTE_MS);
  const trace = await ledger.store.energy.trace(DAY);
  expect(trace.length).toBeGreaterThanOrEqual(3);
  expect(trace.length).toBeLessThanOrEqual(4);
  const [first] = trace;
  expect(first).toMatchObject({ chargePointId: 'charger', gridW: 575, setPointA: 10, phases: 1 });
  expect(first?.solarW).toBe(Math.round((first?.carW ?? 0) * 0.75));
  expect(trace.at(-1)).toMatchObject({ carW: 0, solarW: 0, setPointA: 0, phases: 0 });
  expect(trace.map(({ minuteMs }) => minuteMs % MINUTE_MS)).toEqual(trace.map(() => 0));
});

it('a snapshot that is old is no minute of now', async () => {
  const ledger = await startLedger();
  await wakeUp(ledger);
  const received_at = new Date(ledger.clock.now() - 2 * MINUTE_MS).toISOString();
  ledger.charger({ car: 2, trx: 0, nrg: CHARGING, received_at });
  await ledger.clock.advance(3 * MINUTE_MS);
  expect(await ledger.store.energy.trace(DAY)).toEqual([]);
});
