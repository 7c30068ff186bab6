import { describe, expect, it } from 'vitest';
import type { LiveDevice } from '../../../src/api/api.js';
import { liveDevices, startApi } from '../../support/api.js';

const PATH = '/api/v1/cpo/charge-points';
const RECEIVED_MS = Date.parse('2026-06-21T10:00:00.600Z');
const CHARGING: LiveDevice['values'] = {
  ...{ car: 2, err: 0, frc: 0, amp: 10, psm: 2, eto: 1_234_567, wh: 4321, modelStatus: 15 },
  ...{ fna: 'Garage', typ: 'go-eCharger_V4', oem: 'go-e', sse: '900001', fwv: '60.3' },
  nrg: [231, 230, 229, 0, 9.8, 9.9, 10, 2264, 2277, 2290, 0, 6831, 100, 100, 100, 0],
};
const CONTROLLER: LiveDevice['values'] = {
  ...{ mode: 'pv', reason: 'following_surplus', reason_text: 'A surplus of 7000 W is followed.' },
  ...{ target_current: 10, surplus: 7012 },
};
const LOCATION = { latitude: 48.2, longitude: 16.37, address: 'Ring 1, Wien' };

const startCharging = () =>
  startApi({ devices: liveDevices({ charger: CHARGING, 'surplus/charger': CONTROLLER }, RECEIVED_MS) });

const startOffline = () =>
  startApi({ devices: { get: () => ({ online: false, values: CHARGING, receivedAtMs: RECEIVED_MS }) } });

describe('reading charge points', () => {
  it('lists every charger of the configuration', async () => {
    const settings = { chargePoints: ['charger', 'carport'] };
    const api = await startApi({ devices: liveDevices({ charger: CHARGING }, RECEIVED_MS), settings });
    expect((await api.request(PATH)).json).toEqual({
      charge_points: [
        {
          charge_point_id: 'charger',
          name: 'Garage',
          site_id: 'site_home',
          model: 'go-eCharger_V4',
          vendor: 'go-e',
          serial_number: '900001',
          firmware_version: '60.3',
          status: 'online',
          connectors: [{ connector_id: 1, status: 'Charging' }],
          location: null,
          tariff_id: null,
          registered_at: null,
          last_seen: '2026-06-21T10:00:00Z',
        },
        expect.objectContaining({
          charge_point_id: 'carport',
          name: 'carport',
          status: 'registered',
          connectors: [{ connector_id: 1, status: null }],
          last_seen: null,
        }),
      ],
      total: 2,
      limit: 50,
      offset: 0,
    });
    const page = await api.request<{ charge_points: { charge_point_id: string }[] }>(
      `${PATH}?limit=1&offset=1`,
    );
    expect(page.json).toMatchObject({ charge_points: [{ charge_point_id: 'carport' }], total: 2, offset: 1 });
  });

  it('shows what one does now, and why', async () => {
    const api = await startCharging();
    expect((await api.request(`${PATH}/charger`)).json).toMatchObject({
      charge_point_id: 'charger',
      live: {
        power_kw: 6.831,
        energy_total_kwh: 1234.567,
        energy_car_kwh: 4.321,
        currents_a: [9.8, 9.9, 10],
        voltages_v: [231, 230, 229],
        offered_current_a: 10,
        phases: 3,
        car_state: 'Charging',
        error: null,
        reason: 'Charging: fallback default',
      },
      controller: {
        mode: 'pv',
        reason: 'following_surplus',
        reason_text: 'A surplus of 7000 W is followed.',
        target_current_a: 10,
        surplus_kw: 7.012,
      },
    });
  });

  it('does not tell what an offline one said before as what is so now', async () => {
    const api = await startOffline();
    expect((await api.request(`${PATH}/charger`)).json).toMatchObject({
      ...{
        status: 'offline',
        name: 'Garage',
        last_seen: '2026-06-21T10:00:00Z',
        live: null,
        controller: null,
      },
      connectors: [{ connector_id: 1, status: null }],
    });
    expect((await api.request(`${PATH}/charger/status`)).json).toEqual({
      charge_point_id: 'charger',
      status: 'offline',
      last_seen: '2026-06-21T10:00:00Z',
      connectors: [{ connector_id: 1, status: null, error_code: null, info: null }],
    });
  });

  it('tells errors in the words of OCPP and of the charger', async () => {
    const broken = { ...CHARGING, car: 5, err: 16 };
    const api = await startApi({ devices: liveDevices({ charger: broken }, RECEIVED_MS) });
    expect((await api.request(`${PATH}/charger/status`)).json).toMatchObject({
      status: 'online',
      connectors: [{ status: 'Faulted', error_code: 'HighTemperature', info: 'Overtemperature' }],
    });
  });

  it.each(['', '/status'])('knows no others: %s', async (end) => {
    const api = await startCharging();
    const { status, text } = await api.request(`${PATH}/CP-1${end}`);
    expect(status).toBe(404);
    expect(text).toContain('there is \\"charger\\"');
  });
});

describe('writing about charge points', () => {
  it('registers one, with what the owner says before what the charger says', async () => {
    const api = await startCharging();
    const body = {
      charge_point_id: 'charger',
      name: 'Carport left',
      location: LOCATION,
      project_id: 'proj_1',
    };
    const { status, json } = await api.request(PATH, { body });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      ...{ name: 'Carport left', model: 'go-eCharger_V4', location: LOCATION, tariff_id: null },
      registered_at: '2026-06-21T10:00:00Z',
    });
    expect((await api.request(PATH, { body })).status).toBe(409);
  });

  it('refuses one that is not configured', async () => {
    const api = await startApi({ settings: { chargePoints: [] } });
    const { status, text } = await api.request(PATH, { body: { charge_point_id: 'CP-001' } });
    expect(status).toBe(404);
    expect(text).toContain('There is no charger \\"CP-001\\" in the configuration; there is none.');
  });

  it('changes what is said, and keeps the rest', async () => {
    const api = await startCharging();
    const patch = (body: object) => api.request(`${PATH}/charger`, { method: 'PATCH', body });
    expect((await patch({ name: 'Left', vendor: 'Mine' })).json).toMatchObject({
      name: 'Left',
      vendor: 'Mine',
    });
    await api.clock.advance(3_600_000);
    const { json } = await patch({ vendor: null, model: 'Gemini', serial_number: '7' });
    expect(json).toMatchObject({
      ...{ name: 'Left', vendor: 'go-e', model: 'Gemini', serial_number: '7' },
      registered_at: '2026-06-21T10:00:00Z',
    });
    expect((await patch({})).json).toEqual(json);
  });

  it('takes a tariff that there is', async () => {
    const api = await startCharging();
    const tariff = {
      id: 'tariff_1',
      name: 'T',
      currency: 'EUR',
      taxRatePercent: 0,
      components: [],
      createdAtMs: 1,
    };
    await api.store.billing.putTariff(tariff);
    const patch = (tariff_id: string | null) =>
      api.request(`${PATH}/charger`, { method: 'PATCH', body: { tariff_id } });
    expect((await patch('tariff_1')).json).toMatchObject({ tariff_id: 'tariff_1' });
    const refused = await patch('tariff_2');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('tariff_id: there is no tariff');
    expect((await patch(null)).json).toMatchObject({ tariff_id: null });
  });

  it.each([
    [{ name: '' }],
    [{ name: 'x'.repeat(129) }],
    [{ location: { latitude: 91, longitude: 0, address: '' } }],
    [{ location: { latitude: 1 } }],
    [{ colour: 'red' }],
    [{ charge_point_id: 'other' }],
  ])('refuses %j', async (body) => {
    const api = await startCharging();
    expect((await api.request(`${PATH}/charger`, { method: 'PATCH', body })).status).toBe(400);
  });
});

it('asks for the scopes', async () => {
  const api = await startCharging();
  const reader = await api.makeKey(['read:charge_points']);
  const writer = await api.makeKey(['write:charge_points']);
  expect((await api.request(PATH, { key: reader })).status).toBe(200);
  expect((await api.request(PATH, { key: writer })).status).toBe(403);
  const body = { name: 'x' };
  expect((await api.request(`${PATH}/charger`, { method: 'PATCH', key: reader, body })).status).toBe(403);
  expect((await api.request(`${PATH}/charger`, { method: 'PATCH', key: writer, body })).status).toBe(200);
});
