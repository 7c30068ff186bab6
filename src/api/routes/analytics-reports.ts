import * as z from 'zod';
import { inBuckets, sumOfMixes } from '../../ledger/analytics/buckets.js';
import { addDays, dayCount } from '../../ledger/analytics/calendar.js';
import {
  emissionsOf,
  houseFigures,
  percentOfWhole,
  savingsOf,
  sumsByCurrency,
} from '../../ledger/analytics/figures.js';
import { createZone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import type { EnergyMix } from '../../ledger/session.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { readDayRange } from '../day-range.js';
import { energyReport, houseQuery, pointQuery, reportOf } from '../energy-report.js';
import { energyMembers, shownEnergy } from '../session-schema.js';

const config = { access: ['read:analytics'] as const };
const tags = ['analytics'];
const PATH = '/api/v1/analytics';

const share = z.number().nullable();

/** Reports in steps of days, weeks or months. A step without a record is left out: nobody knows what happened in it. */
export const reportRoutes: Routes = (api, ports) => {
  trendRoute(api, ports);
  solarShareRoute(api, ports);
  savingsRoute(api, ports);
  co2Route(api, ports);
  selfConsumptionRoute(api, ports);
  revenueRoute(api, ports);
};

function trendRoute(api: Api, ports: ApiPorts): void {
  api.get(
    `${PATH}/energy/trend`,
    {
      config,
      schema: {
        tags,
        summary: 'Energy over time',
        querystring: pointQuery,
        response: { 200: reportOf({ ...energyMembers }) },
      },
    },
    async ({ query }) => energyReport(query, ports, (rows) => shownEnergy(sumOfMixes(rows))),
  );
}

function solarShareRoute(api: Api, ports: ApiPorts): void {
  const row = { solar_percent: share, grid_percent: share, battery_percent: share };
  const sharesOf = ({ energyWh, solarWh, gridWh, batteryWh }: EnergyMix) => ({
    solar_percent: percentOfWhole(solarWh, energyWh),
    grid_percent: percentOfWhole(gridWh, energyWh),
    battery_percent: percentOfWhole(batteryWh, energyWh),
  });
  api.get(
    `${PATH}/solar-share`,
    {
      config,
      schema: {
        tags,
        summary: 'Where the energy of the cars came from',
        description: 'Shares in percent; null where nothing was charged.',
        querystring: pointQuery,
        response: { 200: reportOf({ ...energyMembers, ...row }) },
      },
    },
    async ({ query }) =>
      energyReport(query, ports, (rows) => {
        const mix = sumOfMixes(rows);
        return { ...shownEnergy(mix), ...sharesOf(mix) };
      }),
  );
}

function savingsRoute(api: Api, ports: ApiPorts): void {
  const { importPrice, feedInPrice, currency } = ports.settings;
  const row = {
    solar_kwh: z.number(),
    avoided_grid_cost: z.number(),
    lost_feed_in: z.number(),
    savings: z.number(),
  };
  const prices = { import_price: z.number(), feed_in_price: z.number(), currency: z.string() };
  api.get(
    `${PATH}/savings`,
    {
      config,
      schema: {
        tags,
        summary: 'What sun in the car saved',
        description:
          "Solar energy at the price of the grid, less what it would have earned as feed-in. Energy out of the house's battery does not count.",
        querystring: pointQuery,
        response: { 200: reportOf(row).extend(prices) },
      },
    },
    async ({ query }) => {
      const report = await energyReport(query, ports, (rows) => {
        const mix = sumOfMixes(rows);
        const { avoidedGridCost, lostFeedIn, savings } = savingsOf(mix, ports.settings);
        return {
          solar_kwh: kwh(mix.solarWh),
          avoided_grid_cost: avoidedGridCost,
          lost_feed_in: lostFeedIn,
          savings,
        };
      });
      return { ...report, import_price: importPrice, feed_in_price: feedInPrice, currency };
    },
  );
}

function co2Route(api: Api, ports: ApiPorts): void {
  const { gridCo2 } = ports.settings;
  const row = { grid_kwh: z.number(), solar_kwh: z.number(), emitted_kg: share, avoided_kg: share };
  api.get(
    `${PATH}/co2`,
    {
      config,
      schema: {
        tags,
        summary: 'CO₂ of charging',
        description:
          "kg of CO₂ that the grid's part caused, and that the sun's part avoided. null as long as the settings do not tell the grid's CO₂ (g per kWh).",
        querystring: pointQuery,
        response: { 200: reportOf(row).extend({ grid_co2_g_per_kwh: z.number().nullable() }) },
      },
    },
    async ({ query }) => {
      const report = await energyReport(query, ports, (rows) => {
        const mix = sumOfMixes(rows);
        const { emittedKg, avoidedKg } = emissionsOf(mix, gridCo2);
        return {
          grid_kwh: kwh(mix.gridWh),
          solar_kwh: kwh(mix.solarWh),
          emitted_kg: emittedKg,
          avoided_kg: avoidedKg,
        };
      });
      return { ...report, grid_co2_g_per_kwh: gridCo2 };
    },
  );
}

function selfConsumptionRoute(api: Api, ports: ApiPorts): void {
  const row = {
    production_kwh: z.number().nullable(),
    own_use_kwh: z.number().nullable(),
    self_consumption_percent: share,
    autarky_percent: share,
  };
  const shown = (wh: number | null): number | null => (wh === null ? null : kwh(wh));
  api.get(
    `${PATH}/self-consumption`,
    {
      config,
      schema: {
        tags,
        summary: 'Own use and autarky of the house',
        description:
          'self_consumption: share of the production that stayed in the house. autarky: share of what the house used that came from its roof. Days whose production is not known do not count; null: there are no others.',
        querystring: houseQuery,
        response: { 200: reportOf(row) },
      },
    },
    async ({ query }) =>
      energyReport(query, ports, (rows) => {
        const { productionWh, ownUseWh, selfConsumption, autarky } = houseFigures(rows);
        return {
          production_kwh: shown(productionWh),
          own_use_kwh: shown(ownUseWh),
          self_consumption_percent: selfConsumption,
          autarky_percent: autarky,
        };
      }),
  );
}

function revenueRoute(api: Api, ports: ApiPorts): void {
  const { store, clock, settings } = ports;
  const zone = createZone(settings.timezone);
  const row = {
    session_count: z.int(),
    revenue: z
      .array(z.object({ currency: z.string(), amount: z.number(), session_count: z.int() }))
      .meta({ description: 'One sum a currency; empty: nothing was priced.' }),
  };
  api.get(
    `${PATH}/revenue`,
    {
      config: { access: ['read:analytics'] },
      schema: {
        tags,
        summary: 'What sessions came to',
        description: 'Sessions by the day of their end, corrections included, tax included.',
        querystring: pointQuery,
        response: { 200: reportOf(row) },
      },
    },
    async ({ query }) => {
      const range = readDayRange(query, clock, zone);
      const days = daysFrom(range.from, dayCount(range.from, range.to) + 1);
      const dayOf = new Map(days.map((day) => [zone.dayStartMs(day), day]));
      const costs = await store.sessions.endedCosts([...dayOf.keys()], query.charge_point_id);
      const figuresOf = (rows: typeof costs) => ({
        session_count: rows.reduce((sum, { count }) => sum + count, 0),
        revenue: sumsByCurrency(rows).map(({ count, ...sum }) => ({ ...sum, session_count: count })),
      });
      const buckets = inBuckets(costs, ({ fromMs }) => dayOf.get(fromMs) ?? range.from, query.granularity);
      const data = buckets.map(({ day, rows }) => ({ period_start: day, ...figuresOf(rows) }));
      return { ...range, granularity: query.granularity, data, total: figuresOf(costs) };
    },
  );
}

const daysFrom = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => addDays(first, n));
