import { describe, expect, it } from 'vitest';
import type { LiveDevice } from '../../../src/api/api.js';
import { liveDevices } from '../../support/api.js';
import { ACTIVE, charged, chargedHouse } from './charged-house.js';

const PATH = '/api/v1/sessions';

interface Sessions {
  readonly sessions: readonly { readonly session_id: string }[];
  readonly total: number;
}

describe('GET /api/v1/sessions', () => {
  it('lists the newest first, with where the energy came from and without cost', async () => {
    const api = await chargedHouse({ settings: { chargePoints: ['charger', 'yard'] } });
    const { json } = await api.request<Sessions>(PATH);
    expect(json.total).toBe(3);
    expect(json.sessions.map(({ session_id }) => session_id)).toEqual([
      'sess_active',
      'sess_noon',
      'sess_morning',
    ]);
    expect(json.sessions[2]).toEqual({
      ...{ session_id: 'sess_morning', transaction_id: 'txn_morning', user_id: 'Anna', status: 'completed' },
      ...{ charge_point_id: 'charger', connector_id: 1 },
      ...{ started_at: '2026-06-21T06:00:00Z', ended_at: '2026-06-21T08:00:00Z' },
      ...{ duration_minutes: 120, charging_minutes: 60, max_power_kw: 11 },
      ...{ energy_kwh: 10, solar_kwh: 6, grid_kwh: 3, battery_kwh: 1 },
    });
    expect(json.sessions[0]).toMatchObject({ ended_at: null, duration_minutes: 60, status: 'active' });
  });

  it.each([
    ['from=2026-06-22', ['sess_active']],
    ['to=2026-06-21', ['sess_noon', 'sess_morning']],
    ['from=2026-06-21T12:00:00Z&to=2026-06-21T12:00:01Z', ['sess_noon']],
    ['charge_point_id=yard', ['sess_noon']],
    ['user_id=Anna&status=completed', ['sess_morning']],
    ['status=active', ['sess_active']],
    ['limit=1&offset=1', ['sess_noon']],
  ])('finds by %s', async (query, ids) => {
    const api = await chargedHouse();
    const { json } = await api.request<Sessions>(`${PATH}?${query}`);
    expect(json.sessions.map(({ session_id }) => session_id)).toEqual(ids);
  });

  it.each([
    'from=2026-13-01',
    'from=2026-06-21T10:00',
    'status=open',
    'limit=201',
    'from=2026-06-22&to=2026-06-21',
  ])('refuses %s', async (query) => {
    const api = await chargedHouse();
    expect((await api.request(`${PATH}?${query}`)).status).toBe(400);
  });
});

describe('GET /api/v1/sessions/{id}', () => {
  it('has its quarters of an hour', async () => {
    const api = await chargedHouse();
    const sessionId = 'sess_morning';
    await api.store.record({
      charge: [
        charged('2026-06-21T08:15', { sessionId }),
        charged('2026-06-21T08:00', { sessionId, solarWh: 500 }),
      ],
    });
    expect((await api.request(`${PATH}/${sessionId}`)).json).toMatchObject({
      session_id: sessionId,
      site_id: 'site_home',
      slots: [
        { from: '2026-06-21T06:00:00Z', energy_kwh: 1, solar_kwh: 0.5, grid_kwh: 0.3, battery_kwh: 0.1 },
        { from: '2026-06-21T06:15:00Z', energy_kwh: 1, solar_kwh: 0.6 },
      ],
    });
    expect((await api.request(`${PATH}/sess_other`)).status).toBe(404);
  });
});

describe('GET /api/v1/sessions/live', () => {
  const charging = (counterWh: number): LiveDevice['values'] => ({
    ...{ car: 2, eto: counterWh },
    nrg: [230, 230, 230, 0, 16, 16, 16, 3680, 3680, 3680, 0, 11_040, 0, 0, 0, 0],
  });
  const live = (counterWh: number) => ({
    devices: liveDevices({ charger: charging(counterWh) }, 0),
  });

  it('adds what the charger has counted since the ledger wrote', async () => {
    const api = await chargedHouse(live((ACTIVE.counterWh ?? 0) + 1000));
    expect((await api.request(`${PATH}/live`)).json).toEqual({
      sessions: [
        expect.objectContaining({
          session_id: 'sess_active',
          ...{ energy_kwh: 11, solar_kwh: 6.6, grid_kwh: 3.3, battery_kwh: 1.1 },
          ...{ power_kw: 11.04, car_state: 'Charging', total_cost: 3.3, currency: 'EUR' },
        }),
      ],
      total: 1,
    });
  });

  it('counts the first energy as bought, because nobody knows yet', async () => {
    const api = await chargedHouse(live((ACTIVE.counterWh ?? 0) + 200));
    const none = { energyWh: 0, solarWh: 0, gridWh: 0, batteryWh: 0 };
    await api.store.record({ sessions: [{ ...ACTIVE, ...none }] });
    const { json } = await api.request<Sessions>(`${PATH}/live`);
    expect(json.sessions[0]).toMatchObject({ energy_kwh: 0.2, solar_kwh: 0, grid_kwh: 0.2 });
  });

  it('shows what the ledger knows while the charger is away, or its counter is behind', async () => {
    const away = await chargedHouse();
    const { json } = await away.request<Sessions>(`${PATH}/live`);
    expect(json.sessions[0]).toMatchObject({ energy_kwh: 10, power_kw: null, car_state: null });
    const behind = await chargedHouse(live(5));
    expect((await behind.request<Sessions>(`${PATH}/live`)).json.sessions[0]).toMatchObject({
      energy_kwh: 10,
    });
  });

  it('tells no cost to whoever may not read bills', async () => {
    const api = await chargedHouse({ ...live(0), scopes: ['read:sessions'] });
    const { json } = await api.request<Sessions>(`${PATH}/live`);
    expect(json.sessions[0]).toMatchObject({ total_cost: null, currency: null });
  });
});

it('asks for the scope', async () => {
  const api = await chargedHouse({ scopes: ['read:billing', 'read:charge_points'] });
  for (const end of ['', '/live', '/sess_morning'])
    expect((await api.request(`${PATH}${end}`)).status).toBe(403);
});
