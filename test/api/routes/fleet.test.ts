import { describe, expect, it } from 'vitest';
import type { LiveDevice } from '../../../src/api/api.js';
import type { ConnectorStatus, StatusStretch } from '../../../src/ledger/session.js';
import { sessionOf } from '../../ledger/costs/samples.js';
import { type ApiSetup, startApi } from '../../support/api.js';
import { createManualClock } from '../../support/manual-clock.js';
import { charged } from './charged-house.js';

const PATH = '/api/v1/cpo/fleet';
const NOW_MS = Date.parse('2026-06-21T10:00:00Z');
const settings = { chargePoints: ['charger', 'carport', 'cellar', 'roof'] };

const at = (text: string): number => Date.parse(`2026-06-${text}Z`);

const stretch = (
  chargePointId: string,
  from: string,
  to: string,
  connector: ConnectorStatus | null,
): StatusStretch => ({
  chargePointId,
  fromMs: at(from),
  toMs: at(to),
  online: connector !== null,
  connector,
});

const start = (setup: ApiSetup = {}) => startApi({ clock: createManualClock(NOW_MS), settings, ...setup });

describe('summary', () => {
  it('counts what is so now, and the energy since midnight UTC', async () => {
    const values: Readonly<Record<string, LiveDevice['values']>> = {
      charger: { car: 2 },
      carport: { car: 1, err: 3 },
      cellar: { car: 2 },
    };
    const get = (id: string): LiveDevice | undefined => {
      const known = values[id];
      return known && { online: id !== 'cellar', values: known, receivedAtMs: NOW_MS };
    };
    const api = await start({ devices: { get } });
    await api.store.record({
      sessions: [
        sessionOf({ endedAtMs: null, status: 'active' }),
        sessionOf({ id: 'sess_2', transactionId: 't2' }),
      ],
      charge: [
        charged('2026-06-21T01:45', { energyWh: 500 }),
        charged('2026-06-21T02:00', { energyWh: 1000 }),
        charged('2026-06-21T11:45', { energyWh: 842, chargePointId: 'carport' }),
      ],
    });
    expect((await api.request(`${PATH}/summary`)).json).toEqual({
      ...{ total_chargers: 4, online: 2, offline: 2, charging: 1, available: 1, faulted: 1 },
      ...{ active_sessions: 1, total_energy_today_kwh: 1.842 },
    });
  });
});

describe('uptime', () => {
  const stretches = [
    stretch('charger', '20T00:00', '20T18:00', 'Available'),
    stretch('charger', '20T18:00', '21T00:00', null),
    stretch('carport', '20T12:00', '20T18:00', 'Charging'),
  ];

  it('is the share of the observed time', async () => {
    const api = await start();
    await api.store.record({ statuses: stretches });
    expect((await api.request(`${PATH}/uptime?from=2026-06-20&to=2026-06-20`)).json).toEqual({
      period: { from: '2026-06-20T00:00:00Z', to: '2026-06-21T00:00:00Z' },
      chargers: [
        {
          charge_point_id: 'charger',
          site_id: 'site_home',
          uptime_percent: 75,
          downtime_minutes: 360,
          observed_minutes: 1440,
        },
        expect.objectContaining({ charge_point_id: 'carport', uptime_percent: 100, observed_minutes: 360 }),
        expect.objectContaining({ charge_point_id: 'cellar', uptime_percent: null, observed_minutes: 0 }),
        expect.objectContaining({ charge_point_id: 'roof', uptime_percent: null, downtime_minutes: 0 }),
      ],
    });
  });

  it('is of one charge point, or of the site, and ends now', async () => {
    const api = await start();
    await api.store.record({ statuses: stretches });
    const ids = async (query: string) => {
      const { json } = await api.request<{ period: { to: string }; chargers: { charge_point_id: string }[] }>(
        `${PATH}/uptime?from=2026-06-20T12:00:00Z&to=2027-01-01${query}`,
      );
      expect(json.period.to).toBe('2026-06-21T10:00:00Z');
      return json.chargers.map(({ charge_point_id }) => charge_point_id);
    };
    expect(await ids('&charge_point_id=carport')).toEqual(['carport']);
    expect(await ids('&site_id=site_home')).toEqual(settings.chargePoints);
    expect(await ids('&site_id=site_other')).toEqual([]);
  });

  it.each([
    ['', 400],
    ['?from=2026-06-20', 400],
    ['?from=2026-06-20&to=2026-06-19', 400],
    ['?from=yesterday&to=2026-06-20', 400],
    ['?from=2026-06-22&to=2026-06-23', 400],
    ['?from=2026-06-20&to=2026-06-20&charge_point_id=other', 404],
    ['?from=2026-06-20&to=2026-06-20&granularity=day', 400],
  ])('refuses %s', async (query, status) => {
    const api = await start();
    expect((await api.request(`${PATH}/uptime${query}`)).status).toBe(status);
  });
});

describe('utilisation', () => {
  it('is the share of the online time in which current flowed, bucket by bucket', async () => {
    const api = await start();
    await api.store.record({
      statuses: [
        stretch('charger', '19T22:00', '20T03:00', 'Charging'),
        stretch('charger', '20T03:00', '20T06:00', 'Finishing'),
        stretch('charger', '20T06:00', '20T12:00', null),
      ],
    });
    const query = 'from=2026-06-19&to=2026-06-20&charge_point_id=charger';
    expect((await api.request(`${PATH}/utilisation?${query}`)).json).toEqual({
      period: { from: '2026-06-19T00:00:00Z', to: '2026-06-21T00:00:00Z' },
      granularity: 'day',
      chargers: [
        {
          charge_point_id: 'charger',
          site_id: 'site_home',
          ...{ utilisation_percent: 62.5, online_minutes: 480, charging_minutes: 300 },
          data: [
            {
              ...{ from: '2026-06-19T00:00:00Z', to: '2026-06-20T00:00:00Z' },
              ...{ utilisation_percent: 100, online_minutes: 120, charging_minutes: 120 },
            },
            {
              ...{ from: '2026-06-20T00:00:00Z', to: '2026-06-21T00:00:00Z' },
              ...{ utilisation_percent: 50, online_minutes: 360, charging_minutes: 180 },
            },
          ],
        },
      ],
    });
  });

  it('has no more buckets than anybody reads', async () => {
    const api = await start();
    const status = async (query: string) => (await api.request(`${PATH}/utilisation?${query}`)).status;
    expect(await status('from=2026-01-01&to=2026-06-20&granularity=hour')).toBe(400);
    expect(await status('from=2026-01-01&to=2026-06-20&granularity=month')).toBe(200);
    expect(await status('from=2026-01-01&to=2026-06-20&granularity=quarter')).toBe(400);
  });
});

it('asks for the scope', async () => {
  const api = await start({ scopes: ['write:charge_points', 'read:analytics'] });
  for (const end of ['summary', 'uptime', 'utilisation'])
    expect((await api.request(`${PATH}/${end}`)).status).toBe(403);
});
