import { describe, expect, it } from 'vitest';
import type { ApiSetup, TestApi } from '../../support/api.js';
import { charged, chargedHouse, MORNING, metered, NOON, type Refused } from './charged-house.js';

const PATH = '/api/v1/analytics';
const JUNE = 'from=2026-06-01&to=2026-06-30';
const MAY_MIX = { energyWh: 4_000, solarWh: 0, gridWh: 4_000, batteryWh: 0 };

async function houseWithEnergy(setup: ApiSetup = {}): Promise<TestApi> {
  const api = await chargedHouse(setup);
  await api.store.record({
    charge: [
      charged('2026-05-31T23:45', MAY_MIX),
      charged('2026-06-14T12:00'),
      charged('2026-06-21T08:00', { sessionId: MORNING.id }),
      charged('2026-06-21T14:00', { sessionId: NOON.id, chargePointId: 'yard' }),
    ],
    grid: [metered('2026-06-14T12:00', { productionWh: null }), metered('2026-06-21T14:00')],
  });
  return api;
}

interface Report {
  readonly from: string;
  readonly to: string;
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly total: Readonly<Record<string, unknown>>;
}

describe('GET /api/v1/analytics/energy/by-charge-point', () => {
  it('is as the CSMS documentation has it', async () => {
    const api = await houseWithEnergy();
    const { status, json } = await api.request(`${PATH}/energy/by-charge-point?${JUNE}`);
    expect(status).toBe(200);
    const mix = { solar_share_percent: 60 };
    expect(json).toEqual({
      from: '2026-06-01',
      to: '2026-06-30',
      data: [
        {
          ...{ charge_point_id: 'charger', charge_point_name: 'charger', session_count: 1 },
          ...{ energy_kwh: 2, solar_kwh: 1.2, grid_kwh: 0.6, battery_kwh: 0.2, ...mix },
        },
        {
          ...{ charge_point_id: 'yard', charge_point_name: 'yard', session_count: 1 },
          ...{ energy_kwh: 1, solar_kwh: 0.6, grid_kwh: 0.3, battery_kwh: 0.1, ...mix },
        },
      ],
      ...{ total_energy_kwh: 3, total_solar_kwh: 1.8, total_grid_kwh: 0.9, total_battery_kwh: 0.3 },
      total_sessions: 2,
    });
  });

  it("shows the owner's names", async () => {
    const api = await houseWithEnergy();
    const rest = { model: null, vendor: null, serialNumber: null, location: null, tariffId: null };
    await api.store.chargePoints.put({ chargePointId: 'yard', name: 'Yard', registeredAtMs: 0, ...rest });
    const { json } = await api.request<Report>(`${PATH}/energy/by-charge-point?${JUNE}&charge_point_id=yard`);
    expect(json.data.map((row) => row['charge_point_name'])).toEqual(['Yard']);
  });
});

describe('GET /api/v1/analytics/energy/by-project', () => {
  it('takes the house for one project', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request(`${PATH}/energy/by-project?${JUNE}`);
    expect(json).toMatchObject({
      data: [{ project_id: 'proj_home', energy_kwh: 3, session_count: 2 }],
      ...{ total_energy_kwh: 3, total_sessions: 2 },
    });
    const other = await api.request(`${PATH}/energy/by-project?${JUNE}&project_id=proj_other`);
    expect(other.json).toMatchObject({ data: [], total_energy_kwh: 0 });
  });
});

describe('reports over time', () => {
  it.each([
    ['day', ['2026-06-14', '2026-06-21'], [1, 2]],
    ['week', ['2026-06-08', '2026-06-15'], [1, 2]],
    ['month', ['2026-06-01'], [3]],
  ])('come in steps of a %s', async (granularity, starts, energies) => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/energy/trend?${JUNE}&granularity=${granularity}`);
    expect(json.data.map((row) => row['period_start'])).toEqual(starts);
    expect(json.data.map((row) => row['energy_kwh'])).toEqual(energies);
    expect(json.total).toEqual({ energy_kwh: 3, solar_kwh: 1.8, grid_kwh: 0.9, battery_kwh: 0.3 });
  });

  it('are of this month until today unless told', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/energy/trend`);
    expect(json).toMatchObject({
      from: '2026-06-01',
      to: '2026-06-22',
      granularity: 'day',
      total: { energy_kwh: 3 },
    });
    const may = await api.request<Report>(`${PATH}/energy/trend?to=2026-05-31`);
    expect(may.json).toMatchObject({ from: '2026-05-01', to: '2026-05-31', total: { energy_kwh: 4 } });
  });

  it('can be of one charge point', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/energy/trend?${JUNE}&charge_point_id=yard`);
    expect(json.total['energy_kwh']).toBe(1);
  });

  it('know shares of sun, grid and battery', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(
      `${PATH}/solar-share?from=2026-05-31&to=2026-06-30&granularity=month`,
    );
    expect(json.data).toMatchObject([
      { period_start: '2026-05-01', solar_percent: 0, grid_percent: 100, battery_percent: 0 },
      { period_start: '2026-06-01', solar_percent: 60, grid_percent: 30, battery_percent: 10 },
    ]);
    const none = await api.request<Report>(`${PATH}/solar-share?from=2026-01-01&to=2026-01-31`);
    expect(none.json).toMatchObject({ data: [], total: { energy_kwh: 0, solar_percent: null } });
  });

  it('know what the sun saved', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/savings?${JUNE}`);
    expect(json).toMatchObject({
      ...{ import_price: 0.32, feed_in_price: 0.08, currency: 'EUR' },
      total: { solar_kwh: 1.8, avoided_grid_cost: 0.58, lost_feed_in: 0.14, savings: 0.44 },
    });
  });

  it('know the CO₂, if they know that of the grid', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/co2?${JUNE}`);
    expect(json).toMatchObject({ grid_co2_g_per_kwh: 380, total: { emitted_kg: 0.342, avoided_kg: 0.684 } });

    const untold = await houseWithEnergy({ settings: { gridCo2: null } });
    const unknown = await untold.request<Report>(`${PATH}/co2?${JUNE}`);
    expect(unknown.status).toBe(200);
    expect(unknown.json).toMatchObject({
      grid_co2_g_per_kwh: null,
      total: { emitted_kg: null, avoided_kg: null },
    });
  });

  it('know own use and autarky where production is known', async () => {
    const api = await houseWithEnergy();
    const { json } = await api.request<Report>(`${PATH}/self-consumption?${JUNE}`);
    const known = {
      production_kwh: 3.5,
      own_use_kwh: 1.5,
      self_consumption_percent: 42.9,
      autarky_percent: 75,
    };
    const unknown = { production_kwh: null, self_consumption_percent: null, autarky_percent: null };
    expect(json.data).toMatchObject([
      { period_start: '2026-06-14', ...unknown },
      { period_start: '2026-06-21', ...known },
    ]);
    expect(json.total).toEqual(known);
  });

  it('know the revenue, corrections included, by the day of the end', async () => {
    const api = await houseWithEnergy();
    const correction = { amount: -1, note: 'Goodwill' };
    await api.request(`/api/v1/billing/sessions/${MORNING.id}/corrections`, { body: correction });
    const { json } = await api.request<Report>(`${PATH}/revenue?${JUNE}`);
    const figures = { session_count: 2, revenue: [{ currency: 'EUR', amount: 8, session_count: 2 }] };
    expect(json.data).toEqual([{ period_start: '2026-06-21', ...figures }]);
    expect(json.total).toEqual(figures);
    const yard = await api.request<Report>(`${PATH}/revenue?${JUNE}&charge_point_id=yard`);
    expect(yard.json.total).toMatchObject({ revenue: [{ amount: 6 }] });
  });
});

describe('every route of analytics', () => {
  const ROUTES = [
    ...['energy/by-charge-point', 'energy/by-project', 'energy/trend', 'solar-share', 'savings', 'co2'],
    ...['self-consumption', 'revenue'],
  ];

  it.each(ROUTES)('%s answers a ledger without anything', async (route) => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Report>(`${PATH}/${route}?from=2025-01-01&to=2025-01-31`);
    expect(status).toBe(200);
    expect(json.data).toEqual([]);
  });

  it.each(ROUTES)('%s wants read:analytics', async (route) => {
    const api = await chargedHouse({ scopes: ['read:billing', 'read:sessions', 'read:charge_points'] });
    expect((await api.request(`${PATH}/${route}`)).status).toBe(403);
  });

  it.each(ROUTES)('%s refuses periods that are none', async (route) => {
    const api = await chargedHouse();
    for (const [query, message] of [
      ['from=2026-06-02&to=2026-06-01', /before/],
      ['from=2010-01-01&to=2026-01-01', /3660 days/],
      ['from=2026-02-30', /from/],
      ['from=2026-06-01T00:00:00Z', /from/],
    ] as const) {
      const { status, json } = await api.request<Refused>(`${PATH}/${route}?${query}`);
      expect([status, json.error.code]).toEqual([400, 'invalid_request']);
      expect(json.error.message).toMatch(message);
    }
  });
});
