import { describe, expect, it } from 'vitest';
import { ACTIVE, chargedHouse, MORNING, NOON, type Refused } from './charged-house.js';

const PATH = '/api/v1/billing/sessions';

interface Listed {
  readonly sessions: readonly { session_id: string; total_cost: number | null; currency: string | null }[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}
const ids = ({ sessions }: Listed): readonly string[] => sessions.map(({ session_id }) => session_id);

describe('GET /api/v1/billing/sessions', () => {
  it('lists sessions as the CSMS documentation has them, with the energy mix', async () => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Listed>(PATH);
    expect(status).toBe(200);
    expect(json).toMatchObject({ total: 3, limit: 50, offset: 0 });
    expect(ids(json)).toEqual([ACTIVE.id, NOON.id, MORNING.id]);
    expect(json.sessions[2]).toEqual({
      session_id: 'sess_morning',
      transaction_id: 'txn_morning',
      charge_point_id: 'charger',
      connector_id: 1,
      user_id: 'Anna',
      started_at: '2026-06-21T06:00:00Z',
      ended_at: '2026-06-21T08:00:00Z',
      duration_minutes: 120,
      charging_minutes: 60,
      energy_kwh: 10,
      solar_kwh: 6,
      grid_kwh: 3,
      battery_kwh: 1,
      max_power_kw: 11,
      total_cost: 3,
      currency: 'EUR',
      status: 'completed',
    });
  });

  it('shows what an open session has come to', async () => {
    const api = await chargedHouse();
    const { json } = await api.request<Listed>(`${PATH}?status=active`);
    expect(json.sessions).toHaveLength(1);
    expect(json.sessions[0]).toMatchObject({
      ended_at: null,
      duration_minutes: 60,
      total_cost: 3,
      currency: 'EUR',
    });
  });

  it('filters', async () => {
    const api = await chargedHouse();
    for (const [query, expected] of [
      ['charge_point_id=yard', [NOON.id]],
      ['user_id=Anna', [ACTIVE.id, MORNING.id]],
      ['status=completed', [NOON.id, MORNING.id]],
      ['from=2026-06-22', [ACTIVE.id]],
      ['to=2026-06-21', [NOON.id, MORNING.id]],
      ['from=2026-06-21T07:00:00Z&to=2026-06-21T12:00:00Z', []],
      ['from=2026-06-21T12:00:00Z&to=2026-06-21T12:00:01Z', [NOON.id]],
      ['limit=1&offset=1', [NOON.id]],
      ['charge_point_id=nowhere', []],
    ] as const) {
      expect(ids((await api.request<Listed>(`${PATH}?${query}`)).json), query).toEqual(expected);
    }
  });

  it('refuses what is no filter', async () => {
    const api = await chargedHouse();
    const pages = ['limit=201', 'limit=0', 'offset=-1', 'page=2'];
    for (const query of [...pages, 'status=paid', 'from=yesterday', 'to=2026-06-21T12:00:00']) {
      const { status, json } = await api.request<Refused>(`${PATH}?${query}`);
      expect([status, json.error.code], query).toEqual([400, 'invalid_request']);
    }
  });

  it('shows sessions without their cost to those who may read sessions only', async () => {
    const api = await chargedHouse({ scopes: ['read:sessions'] });
    const { status, json } = await api.request<Listed>(PATH);
    expect(status).toBe(200);
    for (const session of json.sessions) expect(session).toMatchObject({ total_cost: null, currency: null });
    expect((await api.request(`${PATH}/${MORNING.id}`)).json).toMatchObject({
      ...{ total_cost: null, currency: null, tariff_id: null, cost_breakdown: null, energy_kwh: 10 },
    });
  });

  it('is closed to keys without either scope', async () => {
    const api = await chargedHouse({ scopes: ['read:analytics', 'write:billing'] });
    for (const path of ['', `/${MORNING.id}`, `/${MORNING.id}/receipt`, `/${ACTIVE.id}/cost-estimate`]) {
      expect((await api.request(`${PATH}${path}`)).status).toBe(403);
    }
  });

  it('shows no cost where there is no tariff', async () => {
    const api = await chargedHouse();
    await api.store.billing.removeTariff('tariff_1');
    const { json } = await api.request<Listed>(`${PATH}?status=active`);
    expect(json.sessions[0]).toMatchObject({ total_cost: null, currency: null });
    expect((await api.request(`${PATH}/${ACTIVE.id}`)).json).toMatchObject({
      total_cost: null,
      cost_breakdown: null,
    });
  });
});

describe('GET /api/v1/billing/sessions/{session_id}', () => {
  const line = { type: 'energy', label: 'Energy', quantity: 10, unit: 'kWh', price: 0.3, amount: 3 };

  it.each([MORNING.id, ACTIVE.id])('shows site, tariff and breakdown of %s', async (id) => {
    const api = await chargedHouse();
    const { status, json } = await api.request(`${PATH}/${id}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ session_id: id, site_id: 'site_home', tariff_id: 'tariff_1', total_cost: 3, currency: 'EUR' },
      cost_breakdown: [line],
    });
  });

  it.each(['', '/receipt', '/cost-estimate'])('answers 404 for one that is not there: %s', async (path) => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Refused>(`${PATH}/sess_none${path}`);
    expect([status, json.error.code]).toEqual([404, 'not_found']);
  });
});

describe('GET /api/v1/billing/sessions/{session_id}/cost-estimate', () => {
  it('tells what an open session costs so far, parking included', async () => {
    const api = await chargedHouse();
    const components = [
      { type: 'energy', price: 0.3 },
      { type: 'parking', price: 0.1 },
    ];
    const body = { name: 'With parking', currency: 'EUR', components };
    await api.request('/api/v1/billing/tariffs/tariff_1', { method: 'PUT', body });
    await api.clock.advance(10 * 60_000);
    const { json } = await api.request(`${PATH}/${ACTIVE.id}/cost-estimate`);
    expect(json).toMatchObject({
      session_id: ACTIVE.id,
      status: 'active',
      as_of: '2026-06-22T10:10:00Z',
      final: false,
      energy_kwh: 10,
      total_cost: 4,
      currency: 'EUR',
      cost_breakdown: [{ amount: 3 }, { type: 'parking', quantity: 10, amount: 1 }],
    });
  });

  it('is the bill once the session has ended', async () => {
    const api = await chargedHouse();
    const { json } = await api.request(`${PATH}/${MORNING.id}/cost-estimate`);
    expect(json).toMatchObject({ final: true, as_of: '2026-06-21T08:00:00Z', total_cost: 3 });
  });
});

describe('GET /api/v1/billing/sessions/{session_id}/receipt', () => {
  it('is a page that may load and run nothing', async () => {
    const api = await chargedHouse();
    const { status, headers, text } = await api.request(`${PATH}/${MORNING.id}/receipt?lang=de`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(text).toContain('Beleg sess_morning');
    expect(text).toContain('3,00\u00a0€');
  });

  it('comes with the end of the session', async () => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Refused>(`${PATH}/${ACTIVE.id}/receipt`);
    expect([status, json.error.code]).toEqual([409, 'conflict']);
  });
});
