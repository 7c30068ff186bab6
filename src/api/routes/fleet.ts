import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { BUCKETS, type Bucket, bucketsOf, percent } from '../../ledger/charge-point/online-times.js';
import { createZone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import type { OnlineTimes, Period } from '../../ledger/store/port.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../time-spans.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { liveOf } from '../charge-point-schema.js';
import { readPeriod, wholePeriodQuery } from '../period.js';
import { SITE_ID } from '../session-schema.js';
import { refusalAnswer } from '../wire.js';
import { requireChargePoint } from './charge-points.js';

/** All charge points together. Days, weeks and months are those of UTC here, as the CSMS documentation has it. */

const PATH = '/api/v1/cpo/fleet';
const config = { access: ['read:charge_points'] as const };
const tags = ['fleet'];
const UTC = createZone('UTC');
const MOST_BUCKETS = 2000;
/** No bucket is shorter. */
const SHORTEST_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 28 * DAY_MS } as const;

const fleetQuery = {
  ...wholePeriodQuery,
  charge_point_id: z.string().optional(),
  site_id: z.string().optional(),
};
type FleetQuery = z.output<z.ZodObject<typeof fleetQuery>>;

type Times = Pick<OnlineTimes, 'onlineMs' | 'offlineMs' | 'chargingMs'>;
const NO_TIME: Times = { onlineMs: 0, offlineMs: 0, chargingMs: 0 };

const period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
const minutes = z.int();
const share = z.number().nullable().meta({ description: 'null: nobody looked in that time.' });

const summaryAnswer = z.object({
  total_chargers: z.int(),
  online: z.int(),
  offline: z.int(),
  charging: z.int(),
  available: z.int(),
  faulted: z.int(),
  active_sessions: z.int(),
  total_energy_today_kwh: z.number(),
});

export const fleetRoutes: Routes = (api, ports) => {
  summaryRoute(api, ports);
  uptimeRoute(api, ports);
  utilisationRoute(api, ports);
};

function summaryRoute(api: Api, { store, devices, settings, clock }: ApiPorts): void {
  api.get(
    `${PATH}/summary`,
    {
      config,
      schema: {
        tags,
        summary: 'All charge points at a glance',
        description:
          '`available` is online and not charging; `faulted` ones are counted there too. Today begins at midnight UTC.',
        response: { 200: summaryAnswer },
      },
    },
    async () => {
      const total = settings.chargePoints.length;
      const live = settings.chargePoints.map((id) => devices.get(id)).filter((device) => device?.online);
      const connectors = live.map((device) => liveOf(device)?.connector);
      const charging = connectors.filter((status) => status === 'Charging').length;
      const nowMs = clock.now();
      const today = { fromMs: Math.floor(nowMs / DAY_MS) * DAY_MS, toMs: nowMs };
      const energy = await store.energy.slots(today, 'quarter');
      return {
        total_chargers: total,
        online: live.length,
        offline: total - live.length,
        charging,
        available: live.length - charging,
        faulted: connectors.filter((status) => status === 'Faulted').length,
        active_sessions: (await store.sessions.active()).length,
        total_energy_today_kwh: kwh(energy.reduce((sum, { energyWh }) => sum + energyWh, 0)),
      };
    },
  );
}

function uptimeRoute(api: Api, ports: ApiPorts): void {
  const charger = z.object({
    charge_point_id: z.string(),
    site_id: z.literal(SITE_ID),
    uptime_percent: share,
    downtime_minutes: minutes,
    observed_minutes: minutes.meta({ description: 'Time of the period in which wattbridge looked.' }),
  });
  api.get(
    `${PATH}/uptime`,
    {
      config,
      schema: {
        tags,
        summary: 'How much of the time charge points were online',
        description:
          'Of the time that was observed: time in which wattbridge did not run is neither up nor down. Dates are days of UTC.',
        querystring: z.strictObject(fleetQuery),
        response: { 200: z.object({ period, chargers: z.array(charger) }), 404: refusalAnswer('not_found') },
      },
    },
    async ({ query }) => {
      const asked = askedPeriod(query, ports);
      const chargers = await timesOf(query, [asked], ports);
      return {
        period: shownPeriod(asked),
        chargers: chargers.map(({ id, times }) => {
          const { onlineMs, offlineMs } = sumOf(times);
          return {
            charge_point_id: id,
            site_id: SITE_ID,
            uptime_percent: percent(onlineMs, onlineMs + offlineMs),
            downtime_minutes: inMinutes(offlineMs),
            observed_minutes: inMinutes(onlineMs + offlineMs),
          };
        }),
      };
    },
  );
}

function utilisationRoute(api: Api, ports: ApiPorts): void {
  const used = { utilisation_percent: share, online_minutes: minutes, charging_minutes: minutes };
  const charger = z.object({
    charge_point_id: z.string(),
    site_id: z.literal(SITE_ID),
    ...used,
    data: z.array(z.object({ ...period.shape, ...used })),
  });
  const granularity = z.enum(BUCKETS);
  api.get(
    `${PATH}/utilisation`,
    {
      config,
      schema: {
        tags,
        summary: 'How much of their online time charge points spend charging',
        description: 'Of each charge point over the period, and bucket by bucket. Buckets are those of UTC.',
        querystring: z.strictObject({ ...fleetQuery, granularity: granularity.default('day') }),
        response: {
          200: z.object({ period, granularity, chargers: z.array(charger) }),
          404: refusalAnswer('not_found'),
        },
      },
    },
    async ({ query }) => {
      const asked = askedPeriod(query, ports);
      const buckets = requireBuckets(asked, query.granularity);
      const chargers = await timesOf(query, buckets, ports);
      return {
        period: shownPeriod(asked),
        granularity: query.granularity,
        chargers: chargers.map(({ id, times }) => {
          const byBegin = new Map(times.map((each) => [each.fromMs, each]));
          return {
            charge_point_id: id,
            site_id: SITE_ID,
            ...utilisation(sumOf(times)),
            data: buckets.map((bucket) => ({
              ...shownPeriod(bucket),
              ...utilisation(byBegin.get(bucket.fromMs) ?? NO_TIME),
            })),
          };
        }),
      };
    },
  );
}

/** What is asked for; time to come is cut off. */
function askedPeriod(query: FleetQuery, { clock }: ApiPorts): Period {
  const { fromMs, toMs } = readPeriod(query, UTC);
  const nowMs = clock.now();
  if (fromMs >= nowMs) throw new ApiError('invalid_request', '"from" lies in the future.');
  return { fromMs, toMs: Math.min(toMs, nowMs) };
}

/** The charge points that are asked for, with what was seen of them in each period. */
async function timesOf(query: FleetQuery, periods: readonly Period[], ports: ApiPorts) {
  const { charge_point_id: id, site_id } = query;
  if (id !== undefined) requireChargePoint(id, ports);
  const times = await ports.store.chargePoints.onlineTimes(periods, id);
  return ports.settings.chargePoints
    .filter((each) => (id === undefined || each === id) && (site_id === undefined || site_id === SITE_ID))
    .map((each) => ({ id: each, times: times.filter(({ chargePointId }) => chargePointId === each) }));
}

function requireBuckets(asked: Period, granularity: Bucket): readonly Period[] {
  if ((asked.toMs - asked.fromMs) / SHORTEST_MS[granularity] <= MOST_BUCKETS)
    return bucketsOf(asked, granularity);
  throw new ApiError(
    'invalid_request',
    `The period has more than ${MOST_BUCKETS} buckets; ask for a coarser granularity.`,
  );
}

function utilisation({ onlineMs, chargingMs }: Times) {
  return {
    utilisation_percent: percent(chargingMs, onlineMs),
    online_minutes: inMinutes(onlineMs),
    charging_minutes: inMinutes(chargingMs),
  };
}

function sumOf(times: readonly OnlineTimes[]): Times {
  let { onlineMs, offlineMs, chargingMs } = NO_TIME;
  for (const each of times) {
    onlineMs += each.onlineMs;
    offlineMs += each.offlineMs;
    chargingMs += each.chargingMs;
  }
  return { onlineMs, offlineMs, chargingMs };
}

const shownPeriod = ({ fromMs, toMs }: Period) => ({ from: isoTime(fromMs), to: isoTime(toMs) });

const inMinutes = (ms: number): number => Math.round(ms / MINUTE_MS);
