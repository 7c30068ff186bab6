import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackedReading } from '../../../src/ledger/tracking/charger-reading.js';
import { createMinuteTrace, type TraceLook, traceLook } from '../../../src/ledger/tracking/minute-trace.js';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 5, 21, 10);
const LOOK: TraceLook = { gridW: -200, carW: 4000, solarW: 4000, setPointA: 6, phases: 3 };
const SHARES = { solar: 0.75, grid: 0.25, battery: 0 };

const reading = (members: Partial<TrackedReading> = {}): TrackedReading => ({
  ...{ atMs: START_MS, car: 2, userId: null, powerW: 4000 },
  ...{ currentsA: [6, 6, 6], amp: 6, frc: 2, isAllowed: true },
  ...members,
});

describe('a look', () => {
  it.each([
    ['charging', {}, { carW: 4000, solarW: 3000, setPointA: 6, phases: 3 }],
    ['on one phase', { currentsA: [16, 0.1, 0], amp: 16 }, { setPointA: 16, phases: 1 }],
    ['on two phases', { currentsA: [16, 15.8, 0] }, { phases: 2 }],
    ['stopped', { frc: 1, powerW: 0, currentsA: [0.2, 0, 0] }, { carW: 0, setPointA: 0, phases: 0 }],
    ['not allowed by the charger', { frc: 0, isAllowed: false }, { setPointA: 0 }],
  ] as const)('at a car that is %s', (_what, members, wanted) => {
    expect(traceLook(reading(members), SHARES, 1000)).toMatchObject({ gridW: 1000, ...wanted });
  });

  it('tells what it cannot know', () => {
    const { amp: _, currentsA: __, ...bare } = reading();
    expect(traceLook(bare, SHARES, undefined)).toMatchObject({ gridW: null, setPointA: null, phases: 0 });
  });

  it('is none without a car, and without its power', () => {
    const { powerW: _, ...powerless } = reading();
    expect(traceLook(powerless, SHARES, 0)).toBeUndefined();
    expect(traceLook(reading({ car: 1 }), SHARES, 0)).toBeUndefined();
  });
});

describe('a minute', () => {
  it('has the means of its looks by their time, and the last set-point', () => {
    const trace = createMinuteTrace('garage');
    expect(trace.take(LOOK, START_MS)).toEqual([]);
    expect(trace.take({ ...LOOK, gridW: null, carW: 0, solarW: 0, setPointA: 8 }, START_MS + 45_000)).toEqual(
      [],
    );
    expect(trace.pass(START_MS + MINUTE_MS)).toEqual([
      {
        ...{ chargePointId: 'garage', minuteMs: START_MS },
        ...{ gridW: -200, carW: 3000, solarW: 3000, setPointA: 8, phases: 3 },
      },
    ]);
    expect(trace.pass(START_MS + MINUTE_MS)).toEqual([]);
  });

  it('keeps the phases on which current flowed last', () => {
    const trace = createMinuteTrace('garage');
    trace.take({ ...LOOK, phases: 1 }, START_MS);
    trace.take({ ...LOOK, phases: 0 }, START_MS + 10_000);
    expect(trace.pass(START_MS + MINUTE_MS)).toMatchObject([{ phases: 1 }]);
    expect(trace.pass(START_MS + 2 * MINUTE_MS)).toMatchObject([{ phases: 0 }]);
  });

  it('is left out when nobody looked, and when no car was there', () => {
    const trace = createMinuteTrace('garage');
    trace.take(LOOK, START_MS);
    const minutes = trace.take(LOOK, START_MS + 10 * MINUTE_MS).map(({ minuteMs }) => minuteMs);
    expect(minutes).toEqual([START_MS]);
    trace.take(undefined, START_MS + 10 * MINUTE_MS + 1000);
    expect(trace.pass(START_MS + 20 * MINUTE_MS)).toHaveLength(1);
    expect(trace.pass(START_MS + 30 * MINUTE_MS)).toEqual([]);
  });

  it('follows a clock that is set back', () => {
    const trace = createMinuteTrace('garage');
    trace.take(LOOK, START_MS + 90_000);
    trace.take(LOOK, START_MS + 100_000);
    trace.take(LOOK, START_MS);
    const minutes = trace.pass(START_MS + MINUTE_MS).map(({ minuteMs }) => minuteMs);
    expect(minutes).toEqual([START_MS + MINUTE_MS, START_MS]);
  });

  it('lies between the least and the most that was seen, in order and each once', () => {
    const looks = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 150_000 }), watts: fc.integer() }));
    fc.assert(
      fc.property(looks, (seen) => {
        const trace = createMinuteTrace('garage');
        let nowMs = START_MS;
        const points = seen.flatMap(({ afterMs, watts }) => {
          nowMs += afterMs;
          return trace.take({ ...LOOK, carW: watts }, nowMs);
        });
        const all = [...points, ...trace.pass(nowMs + 2 * MINUTE_MS)];
        const minutes = all.map(({ minuteMs }) => minuteMs);
        expect(minutes).toEqual([...new Set(minutes)].sort((a, b) => a - b));
        const watts = seen.map((each) => each.watts);
        for (const { carW } of all) {
          expect(carW).toBeGreaterThanOrEqual(Math.min(...watts));
          expect(carW).toBeLessThanOrEqual(Math.max(...watts));
        }
      }),
    );
  });
});
