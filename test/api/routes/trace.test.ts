import { describe, expect, it } from 'vitest';
import type { TracePoint } from '../../../src/ledger/session.js';
import { chargedHouse, type Refused } from './charged-house.js';

const PATH = '/api/v1/history/trace';

interface Trace {
  readonly data: readonly { charge_point_id: string; minutes: readonly { start: string }[] }[];
}

const point = (at: string, members: Partial<TracePoint> = {}): TracePoint => ({
  ...{ chargePointId: 'charger', minuteMs: Date.parse(`${at}:00+02:00`) },
  ...{ gridW: -1234, carW: 4140, solarW: 4000, setPointA: 6, phases: 3 },
  ...members,
});

async function tracedHouse() {
  const api = await chargedHouse();
  await api.store.record({
    traces: [
      point('2026-06-21T23:59'),
      point('2026-06-22T00:00'),
      point('2026-06-22T09:30', { gridW: null, setPointA: null, phases: 0 }),
      point('2026-06-22T09:30', { chargePointId: 'annex' }),
      point('2026-06-23T00:00'),
    ],
  });
  return api;
}

describe('GET /api/v1/history/trace', () => {
  it('shows today, each charge point by itself', async () => {
    const api = await tracedHouse();
    const { status, json } = await api.request<Trace>(PATH);
    expect(status).toBe(200);
    const known = { car_kw: 4.14, solar_kw: 4, set_point_a: 6, phases: 3 };
    expect(json).toEqual({
      ...{ day: '2026-06-22', from: '2026-06-21T22:00:00Z', to: '2026-06-22T22:00:00Z' },
      data: [
        {
          charge_point_id: 'annex',
          minutes: [{ start: '2026-06-22T07:30:00Z', grid_kw: -1.234, ...known }],
        },
        {
          charge_point_id: 'charger',
          minutes: [
            { start: '2026-06-21T22:00:00Z', grid_kw: -1.234, ...known },
            { start: '2026-06-22T07:30:00Z', grid_kw: null, ...known, set_point_a: null, phases: 0 },
          ],
        },
      ],
    });
  });

  it.each([
    ['day=2026-06-21', [['charger', 1]]],
    ['day=2026-06-22&charge_point_id=charger', [['charger', 2]]],
    ['charge_point_id=nowhere', []],
    ['day=2026-01-01', []],
  ])('answers %s', async (query, wanted) => {
    const api = await tracedHouse();
    const { json } = await api.request<Trace>(`${PATH}?${query}`);
    expect(json.data.map((each) => [each.charge_point_id, each.minutes.length])).toEqual(wanted);
  });

  it('knows how long the days are on which clocks change', async () => {
    const api = await tracedHouse();
    const { json } = await api.request(`${PATH}?day=2026-03-29`);
    expect(json).toMatchObject({ from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z' });
  });

  it.each(['day=today', 'day=2026-02-30', 'from=2026-06-22'])('refuses %s', async (query) => {
    const api = await tracedHouse();
    const { status, json } = await api.request<Refused>(`${PATH}?${query}`);
    expect([status, json.error.code]).toEqual([400, 'invalid_request']);
  });

  it('wants read:analytics', async () => {
    const api = await chargedHouse({ scopes: ['read:sessions'] });
    expect((await api.request(PATH)).status).toBe(403);
  });
});
