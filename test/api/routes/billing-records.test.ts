import { describe, expect, it } from 'vitest';
import type { TestApi } from '../../support/api.js';
import { ACTIVE, chargedHouse, MORNING, NOON, type Refused } from './charged-house.js';

const RECORDS = '/api/v1/billing/records';
const correctionsOf = (id: string): string => `/api/v1/billing/sessions/${id}/corrections`;
const GOODWILL = { amount: -1.1, note: 'Goodwill' };

interface Listed {
  readonly records: readonly { record_id: string; session_id: string; kind: string; amount: number }[];
  readonly total: number;
}

async function costOf(api: TestApi, id: string): Promise<unknown> {
  return (await api.request<{ total_cost: unknown }>(`/api/v1/billing/sessions/${id}`)).json.total_cost;
}

describe('GET /api/v1/billing/records', () => {
  it('lists entries, newest first', async () => {
    const api = await chargedHouse();
    const { json } = await api.request<Listed>(RECORDS);
    expect(json).toMatchObject({ total: 2, limit: 50, offset: 0 });
    expect(json.records.map(({ session_id }) => session_id)).toEqual([NOON.id, MORNING.id]);
    expect(json.records[1]).toEqual({
      ...{ record_id: 'bill_1', session_id: MORNING.id, kind: 'charge', amount: 3, currency: 'EUR' },
      tariff_id: 'tariff_1',
      lines: [{ type: 'energy', label: 'Energy', quantity: 10, unit: 'kWh', price: 0.3, amount: 3 }],
      note: null,
      created_at: '2026-06-21T08:00:00Z',
    });
  });

  it.each([
    ['to=2026-06-20', 0],
    ['from=2026-06-21&to=2026-06-21', 2],
    ['from=2026-06-21T08:00:01Z', 1],
    ['limit=1&offset=1', 2],
  ])('filters by %s', async (query, total) => {
    const api = await chargedHouse();
    expect((await api.request<Listed>(`${RECORDS}?${query}`)).json.total).toBe(total);
  });

  it('wants read:billing', async () => {
    const api = await chargedHouse({ scopes: ['read:sessions'] });
    expect((await api.request(RECORDS)).status).toBe(403);
  });
});

describe('POST /api/v1/billing/sessions/{session_id}/corrections', () => {
  it('adds an entry and leaves the bill as it was written', async () => {
    const api = await chargedHouse();
    const { status, json } = await api.request(correctionsOf(MORNING.id), { body: GOODWILL });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      record_id: expect.stringMatching(/^bill_/),
      ...{ session_id: MORNING.id, kind: 'correction', amount: -1.1, currency: 'EUR', note: 'Goodwill' },
      lines: [{ type: 'correction', label: 'Goodwill', amount: -1.1 }],
      created_at: '2026-06-22T10:00:00Z',
    });
    expect(await costOf(api, MORNING.id)).toBe(1.9);
    const { records } = (await api.request<Listed>(RECORDS)).json;
    expect(records.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['correction', -1.1],
      ['charge', 6],
      ['charge', 3],
    ]);
  });

  it('shows sums without the dust of binary fractions', async () => {
    const api = await chargedHouse();
    for (const amount of [0.1, 0.2, -3]) {
      await api.request(correctionsOf(MORNING.id), { body: { amount, note: 'Again' } });
    }
    expect(await costOf(api, MORNING.id)).toBe(0.3);
  });

  it.each([
    ['an amount of 0', { amount: 0 }, 400],
    ['parts of a cent', { amount: 0.125 }, 400],
    ['an amount as text', { amount: '1' }, 400],
    ['no note', { note: ' ' }, 400],
  ])('refuses %s', async (_name, members, expected) => {
    const api = await chargedHouse();
    const { status } = await api.request(correctionsOf(MORNING.id), { body: { ...GOODWILL, ...members } });
    expect(status).toBe(expected);
    expect(await costOf(api, MORNING.id)).toBe(3);
  });

  it('is refused for an open session and one that is not there', async () => {
    const api = await chargedHouse();
    const open = await api.request<Refused>(correctionsOf(ACTIVE.id), { body: GOODWILL });
    expect([open.status, open.json.error.code]).toEqual([409, 'conflict']);
    expect((await api.request(correctionsOf('sess_none'), { body: GOODWILL })).status).toBe(404);
  });

  it('wants write:billing', async () => {
    const api = await chargedHouse({ scopes: ['read:billing'] });
    expect((await api.request(correctionsOf(MORNING.id), { body: GOODWILL })).status).toBe(403);
  });
});
