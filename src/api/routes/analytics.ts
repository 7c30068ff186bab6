import * as z from 'zod';
import { sumOf, sumOfMixes } from '../../ledger/analytics/buckets.js';
import { percentOfWhole } from '../../ledger/analytics/figures.js';
import { createZone, type Zone } from '../../ledger/costs/zone.js';
import type { ChargePointEnergy } from '../../ledger/store/port.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { chargePointNames } from '../charge-point-names.js';
import { dayRangeQuery, readDayRange } from '../day-range.js';
import { energyMembers, shownEnergy } from '../session-schema.js';

/** The one project that a house is. */
const PROJECT = { id: 'proj_home', name: 'Home' };

const config = { access: ['read:analytics'] as const };
const tags = ['analytics'];

const querySchema = z.strictObject({
  ...dayRangeQuery,
  charge_point_id: z.string().optional(),
  project_id: z
    .string()
    .optional()
    .meta({ description: `There is one: ${PROJECT.id}.` }),
});

const whole = { from: z.iso.date(), to: z.iso.date() };
const sums = {
  total_energy_kwh: z.number(),
  total_solar_kwh: z.number(),
  total_grid_kwh: z.number(),
  total_battery_kwh: z.number(),
  total_sessions: z.int(),
};
const count = { session_count: z.int().meta({ description: 'Sessions that took energy in the period.' }) };

/** Energy by charge point and project, as the CSMS documentation has it. */
export const analyticsRoutes: Routes = (api, ports) => {
  const zone = createZone(ports.settings.timezone);
  byChargePoint(api, ports, zone);
  byProject(api, ports, zone);
};

function byChargePoint(api: Api, ports: ApiPorts, zone: Zone): void {
  const point = z.object({
    charge_point_id: z.string(),
    charge_point_name: z.string(),
    ...energyMembers,
    solar_share_percent: z.number().nullable(),
    ...count,
  });
  api.get(
    '/api/v1/analytics/energy/by-charge-point',
    {
      config,
      schema: {
        tags,
        summary: 'Energy by charge point',
        querystring: querySchema,
        response: { 200: z.object({ ...whole, data: z.array(point), ...sums }) },
      },
    },
    async ({ query }) => {
      const { range, rows } = await chargePointRows(query, ports, zone);
      const nameOf = await chargePointNames(ports);
      const data = rows.map((row) => ({
        charge_point_id: row.chargePointId,
        charge_point_name: nameOf(row.chargePointId).name,
        ...shownEnergy(row),
        solar_share_percent: percentOfWhole(row.solarWh, row.energyWh),
        session_count: row.sessionCount,
      }));
      return { ...range, data, ...sumsOf(rows) };
    },
  );
}

function byProject(api: Api, ports: ApiPorts, zone: Zone): void {
  const project = z.object({
    project_id: z.string(),
    project_name: z.string(),
    ...energyMembers,
    solar_share_percent: z.number().nullable(),
    ...count,
  });
  api.get(
    '/api/v1/analytics/energy/by-project',
    {
      config,
      schema: {
        tags,
        summary: 'Energy by project',
        description: 'A house is one project.',
        querystring: querySchema,
        response: { 200: z.object({ ...whole, data: z.array(project), ...sums }) },
      },
    },
    async ({ query }) => {
      const { range, rows } = await chargePointRows(query, ports, zone);
      const mix = sumOfMixes(rows);
      const data = {
        project_id: PROJECT.id,
        project_name: PROJECT.name,
        ...shownEnergy(mix),
        solar_share_percent: percentOfWhole(mix.solarWh, mix.energyWh),
        session_count: sumOf(rows, ({ sessionCount }) => sessionCount),
      };
      return { ...range, data: rows.length === 0 ? [] : [data], ...sumsOf(rows) };
    },
  );
}

async function chargePointRows(query: z.output<typeof querySchema>, { store, clock }: ApiPorts, zone: Zone) {
  const { charge_point_id: point, project_id: project = PROJECT.id } = query;
  const range = readDayRange(query, clock, zone);
  const rows = await store.energy.byChargePoint(range.from, range.to);
  const isAsked = ({ chargePointId }: ChargePointEnergy): boolean =>
    project === PROJECT.id && (point === undefined || point === chargePointId);
  return { range, rows: rows.filter(isAsked) };
}

function sumsOf(rows: readonly ChargePointEnergy[]) {
  const { energy_kwh, solar_kwh, grid_kwh, battery_kwh } = shownEnergy(sumOfMixes(rows));
  return {
    total_energy_kwh: energy_kwh,
    total_solar_kwh: solar_kwh,
    total_grid_kwh: grid_kwh,
    total_battery_kwh: battery_kwh,
    total_sessions: sumOf(rows, ({ sessionCount }) => sessionCount),
  };
}
