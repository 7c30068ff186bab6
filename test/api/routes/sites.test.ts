import { describe, expect, it } from 'vitest';
import type { CommandOutcome, LiveDevice } from '../../../src/api/api.js';
import type { JsonObject } from '../../../src/json.js';
import { startApi } from '../../support/api.js';

const SITES = '/api/v1/sites';
const CONFIG = '/api/v1/smart-charging/sites/site_home/config';
const settings = { chargePoints: ['charger', 'carport'] };

async function start(values: Readonly<Record<string, LiveDevice['values']>>, outcome?: CommandOutcome) {
  const sent: [string, JsonObject][] = [];
  const api = await startApi({
    settings,
    devices: {
      get: (id) => {
        const known = values[id];
        return known && { online: true, values: known, receivedAtMs: 0 };
      },
      async command(id, wanted) {
        sent.push([id, wanted]);
        return outcome ?? { status: 'Accepted', results: {}, tookMs: 1 };
      },
    },
  });
  return { api, sent };
}

const TWO = {
  'surplus/charger': { priority: 2, house_limit: 17_000 },
  'surplus/carport': { priority: 1, house_limit: 17_000 },
};

describe('the site', () => {
  it('is the house', async () => {
    const { api } = await start(TWO);
    const location = { latitude: 48.2, longitude: 16.37, address: 'Ring 1, Wien' };
    await api.request('/api/v1/cpo/charge-points', { body: { charge_point_id: 'carport', location } });
    const site = {
      ...{ site_id: 'site_home', name: 'Home', address: 'Ring 1, Wien', lat: 48.2, lng: 16.37 },
      ...{ max_power_kw: 17, created_at: null, charger_count: 2 },
    };
    expect((await api.request(SITES)).json).toEqual({ sites: [site], total: 1, limit: 50, offset: 0 });
    expect((await api.request(`${SITES}/site_home`)).json).toEqual(site);
    expect((await api.request(`${SITES}?offset=1`)).json).toMatchObject({ sites: [], total: 1 });
    expect((await api.request(`${SITES}/site_other`)).status).toBe(404);
  });

  it('knows no more than it was told', async () => {
    const { api } = await start({});
    expect((await api.request(`${SITES}/site_home`)).json).toMatchObject({
      ...{ address: null, lat: null, lng: null, max_power_kw: null },
    });
  });
});

describe('smart charging', () => {
  it('shows how the chargers share', async () => {
    const { api } = await start(TWO);
    expect((await api.request(CONFIG)).json).toEqual({
      site_id: 'site_home',
      max_power_kw: 17,
      strategy: 'priority',
      priority_order: ['carport', 'charger'],
      updated_at: null,
    });
  });

  it('is written to the controllers', async () => {
    const { api, sent } = await start(TWO);
    const body = { max_power_kw: 11.04, strategy: 'priority', priority_order: ['charger', 'carport'] };
    const { status, json } = await api.request(CONFIG, { method: 'PUT', body });
    expect(status).toBe(200);
    expect(json).toEqual({ site_id: 'site_home', ...body, updated_at: '2026-06-21T10:00:00Z' });
    expect(sent).toEqual([
      ['surplus/charger', { house_limit: 11_040, priority: 1 }],
      ['surplus/carport', { house_limit: 11_040, priority: 2 }],
    ]);
    await api.request(CONFIG, { method: 'PUT', body: { ...body, max_power_kw: null } });
    expect(sent.at(-1)).toEqual(['surplus/carport', { house_limit: null, priority: 2 }]);
  });

  it.each([
    [{ max_power_kw: 11, strategy: 'equal', priority_order: ['charger', 'carport'] }],
    [{ max_power_kw: 11, strategy: 'priority', priority_order: ['charger'] }],
    [{ max_power_kw: 11, strategy: 'priority', priority_order: ['charger', 'charger'] }],
    [{ max_power_kw: 0.5, strategy: 'priority', priority_order: ['charger', 'carport'] }],
    [{ max_power_kw: 11, strategy: 'priority' }],
  ])('refuses %j', async (body) => {
    const { api, sent } = await start(TWO);
    expect((await api.request(CONFIG, { method: 'PUT', body })).status).toBe(400);
    expect(sent).toEqual([]);
  });

  it.each<[CommandOutcome, string]>([
    [
      { status: 'Rejected', code: 'read_only', message: 'it is read-only', results: {}, tookMs: 1 },
      'read-only',
    ],
    [{ status: 'Timeout', tookMs: 1 }, 'in time'],
  ])('says what was not taken: %j', async (outcome, words) => {
    const { api } = await start(TWO, outcome);
    const body = { max_power_kw: 11, strategy: 'priority', priority_order: ['charger', 'carport'] };
    const { status, text } = await api.request(CONFIG, { method: 'PUT', body });
    expect(status).toBe(503);
    expect(text).toContain(words);
  });

  it('needs a controller', async () => {
    const { api } = await start({});
    expect((await api.request(CONFIG)).status).toBe(503);
    const other = CONFIG.replace('site_home', 'site_other');
    expect((await api.request(other)).status).toBe(404);
  });
});
