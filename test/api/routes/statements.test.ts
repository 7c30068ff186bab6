import { describe, expect, it } from 'vitest';
import { parseTable } from '../../ledger/statement/parse-csv.js';
import { liveDevices } from '../../support/api.js';
import { chargedHouse, MORNING, NOON, type Refused } from './charged-house.js';

const PATH = '/api/v1/billing/statements/2026-06';

interface Shown {
  readonly complete: boolean;
  readonly groups: readonly { charge_point_id: string; sessions: readonly { session_id: string }[] }[];
  readonly totals: object;
}

describe('GET /api/v1/billing/statements/{month}', () => {
  it('gathers the sessions that ended in the month, by charge point and user', async () => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Shown>(PATH);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{
        month: '2026-06',
        from: '2026-06-01',
        to: '2026-06-30',
        timezone: 'Europe/Berlin',
        complete: false,
      },
      groups: [
        { charge_point_id: 'charger', user_id: 'Anna', sessions: [{ session_id: MORNING.id }] },
        { charge_point_id: 'yard', user_id: null, sessions: [{ session_id: NOON.id }] },
      ],
      totals: {
        ...{ session_count: 2, energy_kwh: 30, solar_kwh: 26, grid_kwh: 3, battery_kwh: 1 },
        solar_share_percent: 86.7,
        costs: [{ currency: 'EUR', amount: 9 }],
      },
    });
    expect(json.groups[0]?.sessions[0]).toEqual({
      session_id: MORNING.id,
      started_at: '2026-06-21T06:00:00Z',
      ended_at: '2026-06-21T08:00:00Z',
      duration_minutes: 120,
      meter_start_kwh: 1_000,
      meter_end_kwh: 1_010,
      ...{ energy_kwh: 10, solar_kwh: 6, grid_kwh: 3, battery_kwh: 1, solar_share_percent: 60 },
      ...{ price_per_kwh: 0.3, total_cost: 3, currency: 'EUR' },
    });
  });

  it('names charge points in the words of their owner, else in their own', async () => {
    const live = { charger: { fna: 'Driveway', sse: '012345' }, yard: { fna: 'go-e', sse: '54321' } };
    const api = await chargedHouse({ devices: liveDevices(live, 0) });
    const rest = { model: null, vendor: null, serialNumber: null, location: null, tariffId: null };
    await api.store.chargePoints.put({ chargePointId: 'yard', name: 'Yard', registeredAtMs: 0, ...rest });
    const { json } = await api.request(PATH);
    expect(json).toMatchObject({
      groups: [
        { charge_point_name: 'Driveway', serial_number: '012345' },
        { charge_point_name: 'Yard', serial_number: '54321' },
      ],
    });
  });

  it.each([
    ['charge_point_id=yard', [NOON.id]],
    ['user_id=Anna', [MORNING.id]],
    ['user_id=Bert', []],
  ])('is of %s alone', async (query, expected) => {
    const api = await chargedHouse();
    const { json } = await api.request<Shown>(`${PATH}?${query}`);
    expect(json.groups.flatMap(({ sessions }) => sessions.map(({ session_id }) => session_id))).toEqual(
      expected,
    );
  });

  it('begins and ends its month on the local clock', async () => {
    const api = await chargedHouse();
    const ended = (id: string, at: string) => ({
      ...{ ...MORNING, id, transactionId: id, endedAtMs: Date.parse(at) },
    });
    const sessions = [ended('sess_may', '2026-05-31T21:59:59Z'), ended('sess_june', '2026-05-31T22:00:00Z')];
    await api.store.record({ sessions });
    const { json } = await api.request<Shown>(`${PATH}?charge_point_id=charger`);
    const ids = json.groups.flatMap((group) => group.sessions.map(({ session_id }) => session_id));
    expect(ids).toEqual(['sess_june', MORNING.id]);
  });

  it('is complete when the month is over', async () => {
    const api = await chargedHouse();
    expect((await api.request<Shown>('/api/v1/billing/statements/2026-05')).json).toMatchObject({
      ...{ complete: true, groups: [], totals: { session_count: 0, costs: [] } },
    });
  });

  it('is a table to download', async () => {
    const api = await chargedHouse();
    const { headers, text } = await api.request(`${PATH}?format=csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('attachment; filename="charging-statement-2026-06.csv"');
    const rows = parseTable(text);
    expect(rows.map((row) => [row['session_id'], row['total_cost']])).toEqual([
      [MORNING.id, '3'],
      [NOON.id, '6'],
    ]);
  });

  it('is a page to print', async () => {
    const api = await chargedHouse();
    const { headers, text } = await api.request(`${PATH}?format=html&lang=de`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('Ladeabrechnung 2026-06');
    expect(text).toContain('9,00\u00a0€');
    expect(text).toContain('@page');
  });

  it('lets no name of a card or a charge point become markup or a formula', async () => {
    const api = await chargedHouse();
    const evil = '=<script>alert(1)</script>';
    await api.store.record({
      sessions: [{ ...MORNING, id: 'sess_evil', transactionId: 'txn_evil', userId: evil }],
    });
    const page = await api.request(`${PATH}?format=html`);
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('=&lt;script&gt;');
    const table = await api.request(`${PATH}?format=csv`);
    expect(parseTable(table.text).map((row) => row['user_id'])).toContain(`'${evil}`);
  });

  it.each([
    ['text/csv', 'text/csv'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['application/pdf', 'application/json'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const api = await chargedHouse();
    const { headers } = await api.request(PATH, { headers: { accept } });
    expect(headers.get('content-type')?.split(';')[0]).toBe(type);
  });

  it('puts format before Accept', async () => {
    const api = await chargedHouse();
    const { headers } = await api.request(`${PATH}?format=json`, { headers: { accept: 'text/csv' } });
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  });

  it.each(['2026-13', '2026-6', 'june', '2026-06-01'])('refuses the month %s', async (month) => {
    const api = await chargedHouse();
    const { status, json } = await api.request<Refused>(`/api/v1/billing/statements/${month}`);
    expect([status, json.error.code]).toEqual([400, 'invalid_request']);
  });

  it.each(['format=pdf', 'lang=fr', 'year=2026'])('refuses %s', async (query) => {
    const api = await chargedHouse();
    expect((await api.request(`${PATH}?${query}`)).status).toBe(400);
  });

  it('wants read:billing', async () => {
    const api = await chargedHouse({ scopes: ['read:sessions', 'read:analytics'] });
    expect((await api.request(PATH)).status).toBe(403);
  });
});
