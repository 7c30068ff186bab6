import { describe, expect, it } from 'vitest';
import { parseTable } from '../../ledger/statement/parse-csv.js';
import type { TestApi } from '../../support/api.js';
import { charged, chargedHouse, metered, type Refused } from './charged-house.js';

const PATH = '/api/v1/history/energy';

async function houseWithHistory(): Promise<TestApi> {
  const api = await chargedHouse();
  await api.store.record({
    charge: [
      charged('2026-06-15T10:00'),
      charged('2026-06-22T08:00'),
      charged('2026-06-22T08:15', { chargePointId: 'yard' }),
      charged('2026-06-22T09:00'),
    ],
    grid: [metered('2026-06-22T08:00'), metered('2026-06-22T09:00', { productionWh: null })],
  });
  return api;
}

interface History {
  readonly from: string;
  readonly to: string;
  readonly data: readonly { start: string; day: string; energy_kwh: number; production_kwh: number | null }[];
}

describe('GET /api/v1/history/energy', () => {
  it.each([
    ['quarter', ['2026-06-22T06:00:00Z', '2026-06-22T06:15:00Z', '2026-06-22T07:00:00Z'], [1, 1, 1]],
    ['hour', ['2026-06-22T06:00:00Z', '2026-06-22T07:00:00Z'], [2, 1]],
    ['day', ['2026-06-14T22:00:00Z', '2026-06-21T22:00:00Z'], [1, 3]],
    ['week', ['2026-06-14T22:00:00Z', '2026-06-21T22:00:00Z'], [1, 3]],
    ['month', ['2026-05-31T22:00:00Z'], [4]],
  ])('comes in steps of a %s', async (granularity, starts, energies) => {
    const api = await houseWithHistory();
    const { status, json } = await api.request<History>(`${PATH}?granularity=${granularity}`);
    expect(status).toBe(200);
    expect(json.data.map(({ start }) => start)).toEqual(starts);
    expect(json.data.map(({ energy_kwh }) => energy_kwh)).toEqual(energies);
  });

  it.each([
    ['granularity=quarter', '2026-06-21T22:00:00Z', '2026-06-22T22:00:00Z'],
    ['granularity=day', '2026-05-31T22:00:00Z', '2026-06-22T22:00:00Z'],
    ['granularity=month', '2025-12-31T23:00:00Z', '2026-06-22T22:00:00Z'],
    [
      'granularity=month&from=1970-01-01T00:00:00Z&to=2026-06-22',
      '1970-01-01T00:00:00Z',
      '2026-06-22T22:00:00Z',
    ],
    ['granularity=hour&to=2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    [
      'granularity=hour&from=2026-06-22T06:00:00Z&to=2026-06-22T07:00:00Z',
      '2026-06-22T06:00:00Z',
      '2026-06-22T07:00:00Z',
    ],
  ])('for %s spans %s until %s', async (query, from, to) => {
    const api = await houseWithHistory();
    expect((await api.request<History>(`${PATH}?${query}`)).json).toMatchObject({ from, to });
  });

  it('shows the house beside the cars, and null where production is not known', async () => {
    const api = await houseWithHistory();
    const { json } = await api.request<History>(`${PATH}?granularity=quarter`);
    expect(json.data[0]).toEqual({
      ...{ start: '2026-06-22T06:00:00Z', day: '2026-06-22' },
      ...{ energy_kwh: 1, solar_kwh: 0.6, grid_kwh: 0.3, battery_kwh: 0.1 },
      ...{ import_kwh: 0.5, export_kwh: 2, production_kwh: 3.5 },
    });
    expect(json.data[2]?.production_kwh).toBeNull();
  });

  it('can be of one charge point', async () => {
    const api = await houseWithHistory();
    const { json } = await api.request<History>(
      `${PATH}?granularity=day&from=2026-06-22&charge_point_id=yard`,
    );
    expect(json).toMatchObject({ charge_point_id: 'yard', data: [{ energy_kwh: 1, import_kwh: 1 }] });
  });

  it.each([
    ['?granularity=quarter&format=csv', {}],
    ['?granularity=quarter', { accept: 'text/csv' }],
  ])('is a table to download: %s %j', async (query, headers) => {
    const api = await houseWithHistory();
    const answer = await api.request(`${PATH}${query}`, { headers });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toContain('energy-quarter-2026-06-22-2026-06-22.csv');
    const rows = parseTable(answer.text);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      ...{ start: '2026-06-22T06:00:00Z', day: '2026-06-22' },
      ...{ energy_kwh: '1', solar_kwh: '0.6', grid_kwh: '0.3', battery_kwh: '0.1' },
      ...{ import_kwh: '0.5', export_kwh: '2', production_kwh: '3.5' },
    });
    expect(rows[2]).toMatchObject({ production_kwh: '' });
  });

  it('has the same columns without a row', async () => {
    const api = await houseWithHistory();
    const { text } = await api.request(`${PATH}?format=csv&from=2020-01-01&to=2020-01-02`);
    expect(text).toMatch(/^start,day,energy_kwh,.*production_kwh\r\n$/);
  });

  it('refuses what it cannot answer', async () => {
    const api = await houseWithHistory();
    for (const [query, message] of [
      [
        'granularity=quarter&from=2026-01-01&to=2026-01-15',
        /14 days; from 2026-01-01 that is until 2026-01-14/,
      ],
      ['granularity=hour&from=2026-01-01', /31 days/],
      ['granularity=day&from=2010-01-01', /3660 days/],
      ['from=2026-07-01', /before/],
      ['from=2026-06-02&to=2026-06-01', /behind/],
      ['granularity=minute', /granularity/],
      ['format=html', /format/],
      ['from=today', /from/],
      ['granularity=month&from=1990-01-01&to=2200-01-01T00:00:00Z', /36600 days/],
      ['granularity=month&from=-000001-01-01T00:00:00Z', /must be a date/],
      ['granularity=month&to=%2B010000-01-01T00:00:00Z', /must be a date/],
    ] as const) {
      const { status, json } = await api.request<Refused>(`${PATH}?${query}`);
      expect([status, json.error.code], query).toEqual([400, 'invalid_request']);
      expect(json.error.message, query).toMatch(message);
    }
  });

  it('takes 14 days in quarters of an hour, also when clocks change', async () => {
    const api = await houseWithHistory();
    for (const from of ['2026-03-18', '2026-10-18']) {
      const to = `${from.slice(0, 8)}31`;
      expect((await api.request(`${PATH}?granularity=quarter&from=${from}&to=${to}`)).status).toBe(200);
    }
  });

  it('wants read:analytics', async () => {
    const api = await chargedHouse({ scopes: ['read:billing'] });
    expect((await api.request(PATH)).status).toBe(403);
  });
});
