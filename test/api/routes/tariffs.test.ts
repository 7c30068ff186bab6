import { describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import type { Refused } from './charged-house.js';

const PATH = '/api/v1/billing/tariffs';
const BODY = {
  name: 'Standard AC Rate',
  currency: 'GBP',
  tax_rate_percent: 20,
  components: [
    { type: 'flat', price: 0.5 },
    { type: 'energy', price: 0.28, step_size: 0.1 },
  ],
};
const SHOWN = {
  tariff_id: expect.stringMatching(/^tariff_[0-9a-z]{26}$/),
  name: 'Standard AC Rate',
  currency: 'GBP',
  tax_rate_percent: 20,
  components: [
    { type: 'flat', price: 0.5, step_size: null, min_duration_minutes: null, source: null },
    { type: 'energy', price: 0.28, step_size: 0.1, min_duration_minutes: null, source: 'any' },
  ],
  created_at: '2026-06-21T10:00:00Z',
};

interface Shown {
  readonly tariff_id: string;
}

describe('tariffs', () => {
  it('are created, read, listed, replaced and deleted', async () => {
    const api = await startApi();
    const created = await api.request<Shown>(PATH, { body: BODY });
    expect(created.status).toBe(201);
    expect(created.json).toEqual(SHOWN);
    const one = `${PATH}/${created.json.tariff_id}`;

    expect((await api.request(one)).json).toEqual(created.json);
    expect((await api.request(PATH)).json).toEqual({ tariffs: [created.json], total: 1 });

    await api.clock.advance(60_000);
    const components = [{ type: 'energy', price: 0, source: 'solar' }];
    const replaced = await api.request(one, {
      method: 'PUT',
      body: { name: 'Sun', currency: 'EUR', components },
    });
    expect(replaced.status).toBe(200);
    expect(replaced.json).toEqual({
      ...created.json,
      name: 'Sun',
      currency: 'EUR',
      tax_rate_percent: 0,
      components: [
        { type: 'energy', price: 0, step_size: null, min_duration_minutes: null, source: 'solar' },
      ],
    });
    expect((await api.request(one)).json).toEqual(replaced.json);

    const deleted = await api.request(one, { method: 'DELETE' });
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await api.request(one)).status).toBe(404);
  });

  it('take their own components back', async () => {
    const api = await startApi();
    const created = await api.request<typeof BODY>(PATH, { body: BODY });
    const { name, currency, components } = created.json;
    const again = await api.request<typeof BODY>(PATH, { body: { name, currency, components } });
    expect(again.status).toBe(201);
    expect(again.json.components).toEqual(components);
  });

  it('are filtered by currency, oldest first', async () => {
    const api = await startApi();
    for (const [name, currency] of [
      ['a', 'EUR'],
      ['b', 'GBP'],
      ['c', 'EUR'],
    ]) {
      await api.request(PATH, { body: { ...BODY, name, currency } });
      await api.clock.advance(1_000);
    }
    const { json } = await api.request<{ tariffs: { name: string }[]; total: number }>(
      `${PATH}?currency=EUR`,
    );
    expect(json.tariffs.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(json.total).toBe(2);
  });

  const energy = { type: 'energy', price: 0.3 };
  it('refuse what is none', async () => {
    const api = await startApi();
    for (const [name, members, message] of [
      ['no name', { name: undefined }, /name/],
      ['an empty name', { name: ' ' }, /name/],
      ['a currency that is none', { currency: 'XQX' }, /currency/],
      ['a currency in small letters', { currency: 'eur' }, /currency/],
      ['no component', { components: [] }, /components/],
      ['an unknown component', { components: [{ type: 'water', price: 1 }] }, /components/],
      ['a negative price', { components: [{ ...energy, price: -0.1 }] }, /price/],
      ['a price as text', { components: [{ ...energy, price: '0.3' }] }, /price/],
      ['too many decimals', { components: [{ ...energy, price: 0.12345678 }] }, /decimals/],
      ['a step of nothing', { components: [{ ...energy, step_size: 0 }] }, /step_size/],
      ['a source of minutes', { components: [{ type: 'time', price: 1, source: 'solar' }] }, /source/],
      ['free minutes of energy', { components: [{ ...energy, min_duration_minutes: 5 }] }, /min_duration/],
      ['a tax of more than all', { tax_rate_percent: 101 }, /tax/],
      ['a member that is not known', { colour: 'red' }, /colour/],
    ] as const) {
      const { status, json } = await api.request<Refused>(PATH, { body: { ...BODY, ...members } });
      expect([status, json.error.code], name).toEqual([400, 'invalid_request']);
      expect(json.error.message, name).toMatch(message);
    }
  });

  it.each(['GET', 'PUT', 'DELETE'])('answer 404 to %s of one that is not there', async (method) => {
    const api = await startApi();
    const body = method === 'PUT' ? BODY : undefined;
    const { status, json } = await api.request<Refused>(`${PATH}/tariff_none`, { method, body });
    expect([status, json.error.code]).toEqual([404, 'not_found']);
  });

  it('want a scope for reading and one for writing', async () => {
    const api = await startApi();
    const reader = await api.makeKey(['read:billing']);
    const writer = await api.makeKey(['write:billing']);
    expect((await api.request(PATH, { key: reader })).status).toBe(200);
    expect((await api.request(PATH, { key: reader, body: BODY })).status).toBe(403);
    expect((await api.request(PATH, { key: writer })).status).toBe(403);
    expect((await api.request(PATH, { key: writer, body: BODY })).status).toBe(201);
    expect((await api.request(PATH, { key: null })).status).toBe(401);
  });
});
