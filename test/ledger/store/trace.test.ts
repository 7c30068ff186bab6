import { describe, expect, it } from 'vitest';
import { MONDAY_MS, traceOf } from './samples.js';
import { PLACES } from './support.js';

const MINUTE_MS = 60_000;
const at = (minute: number): number => MONDAY_MS + minute * MINUTE_MS;
const HOUR = { fromMs: MONDAY_MS, toMs: at(60) };

describe.each(PLACES)('the trace %s', (_where, open) => {
  it('is read by time, of all charge points or of one', async () => {
    const { record, energy } = await open();
    const points = [
      traceOf({ minuteMs: at(0) }),
      traceOf({ minuteMs: at(0), chargePointId: 'street', gridW: null, setPointA: null, phases: 0 }),
      traceOf({ minuteMs: at(59), setPointA: 0 }),
    ];
    await record({
      traces: [...points, traceOf({ minuteMs: at(-1) }), traceOf({ minuteMs: at(60) })].reverse(),
    });
    expect(await energy.trace(HOUR)).toEqual(points);
    expect(await energy.trace(HOUR, 'street')).toEqual([points[1]]);
    expect(await energy.trace(HOUR, 'nowhere')).toEqual([]);
  });

  it('has every minute once, as it was recorded last', async () => {
    const { record, energy } = await open();
    await record({ traces: [traceOf({ carW: 1 })] });
    const last = traceOf({ carW: 2, gridW: null });
    await record({ traces: [last] });
    expect(await energy.trace(HOUR)).toEqual([last]);
  });

  it('is deleted by its own limit', async () => {
    const { record, energy, prune } = await open();
    await record({ traces: [0, 1, 2].map((minute) => traceOf({ minuteMs: at(minute) })) });
    await prune({ slotsMs: at(60), tracesMs: at(1), deliveriesMs: 0 });
    expect((await energy.trace(HOUR)).map(({ minuteMs }) => minuteMs)).toEqual([at(1), at(2)]);
  });
});
