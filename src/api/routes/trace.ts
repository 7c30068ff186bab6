import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { addDays } from '../../ledger/analytics/calendar.js';
import { createZone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import type { TracePoint } from '../../ledger/session.js';
import type { Routes } from '../api.js';
import { day, timeText } from '../wire.js';

const querySchema = z.strictObject({
  day: day.optional().meta({ description: 'Local day. Default: today.', examples: ['2026-06-21'] }),
  charge_point_id: z.string().optional().meta({ description: 'Default: all, each by itself.' }),
});

const minute = z.object({
  start: timeText,
  grid_kw: z.number().nullable().meta({ description: 'At the grid connection, import positive.' }),
  car_kw: z.number(),
  solar_kw: z.number().meta({ description: "The part of the car's power that is sun." }),
  set_point_a: z.number().nullable().meta({
    description: 'What the car may draw on each phase at the end of the minute; 0: it may not charge.',
  }),
  phases: z.int().min(0).max(3).meta({ description: 'On which current flowed last; 0: none flowed.' }),
});

const answer = z.object({
  day: z.iso.date(),
  from: timeText,
  to: timeText.meta({ description: 'No longer part of it.' }),
  data: z.array(z.object({ charge_point_id: z.string(), minutes: z.array(minute) })),
});

/** What charge points did and were told, minute by minute. */
export const traceRoutes: Routes = (api, { store, clock, settings }) => {
  const zone = createZone(settings.timezone);
  api.get(
    '/api/v1/history/trace',
    {
      config: { access: ['read:analytics'] },
      schema: {
        tags: ['analytics'],
        summary: 'A day, minute by minute',
        description:
          'Power of the car with its part of sun, power of the grid, set-point and phases, as means of minutes. Minutes without a car are left out. Kept for 60 days.',
        querystring: querySchema,
        response: { 200: answer },
      },
    },
    async ({ query }) => {
      const asked = query.day ?? zone.localTime(clock.now()).day;
      const period = { fromMs: zone.dayStartMs(asked), toMs: zone.dayStartMs(addDays(asked, 1)) };
      const points = await store.energy.trace(period, query.charge_point_id);
      return {
        day: asked,
        from: isoTime(period.fromMs),
        to: isoTime(period.toMs),
        data: [...byChargePoint(points)].map(([id, minutes]) => ({
          charge_point_id: id,
          minutes: minutes.map(shownMinute),
        })),
      };
    },
  );
};

function byChargePoint(points: readonly TracePoint[]): ReadonlyMap<string, readonly TracePoint[]> {
  const ids = [...new Set(points.map(({ chargePointId }) => chargePointId))].sort();
  return new Map(ids.map((id) => [id, points.filter(({ chargePointId }) => chargePointId === id)]));
}

const shownMinute = ({ minuteMs, gridW, carW, solarW, setPointA, phases }: TracePoint) => ({
  start: isoTime(minuteMs),
  grid_kw: gridW === null ? null : kwh(gridW),
  car_kw: kwh(carW),
  solar_kw: kwh(solarW),
  set_point_a: setPointA,
  phases,
});
