import { describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import { ACTIVE, chargedHouse, type Refused } from './charged-house.js';

const PATH = '/api/v1/billing/rules';
const BODY = {
  name: 'Night',
  priority: 10,
  conditions: [
    { type: 'time_of_day', value: { start_time: '22:00', end_time: '06:00' } },
    { type: 'day_of_week', value: ['sat', 'sun'] },
  ],
  actions: [{ type: 'apply_discount', value: 20 }, { type: 'free_session' }],
};

interface Shown {
  readonly rule_id: string;
}

describe('billing rules', () => {
  it('are created, read, listed, replaced and deleted', async () => {
    const api = await startApi();
    const created = await api.request<Shown>(PATH, { body: BODY });
    expect(created.status).toBe(201);
    expect(created.json).toEqual({
      ...BODY,
      rule_id: expect.stringMatching(/^rule_[0-9a-z]{26}$/),
      actions: [
        { type: 'apply_discount', value: 20 },
        { type: 'free_session', value: null },
      ],
      active: true,
      created_at: '2026-06-21T10:00:00Z',
    });
    const one = `${PATH}/${created.json.rule_id}`;
    expect((await api.request(one)).json).toEqual(created.json);
    expect((await api.request(PATH)).json).toEqual({ rules: [created.json], total: 1 });

    const { rule_id, created_at, ...body } = created.json as Shown & { created_at: string };
    const replaced = await api.request(one, { method: 'PUT', body: { ...body, active: false } });
    expect(replaced.json).toEqual({ ...created.json, active: false });

    expect((await api.request(one, { method: 'DELETE' })).status).toBe(204);
    expect((await api.request(one)).status).toBe(404);
  });

  it('are listed in the order in which they apply', async () => {
    const api = await startApi();
    for (const priority of [3, 1, 2]) await api.request(PATH, { body: { ...BODY, priority } });
    const { json } = await api.request<{ rules: { priority: number }[] }>(PATH);
    expect(json.rules.map(({ priority }) => priority)).toEqual([1, 2, 3]);
  });

  it('change what a session costs', async () => {
    const api = await chargedHouse();
    const estimate = `/api/v1/billing/sessions/${ACTIVE.id}/cost-estimate`;
    const cost = async () => (await api.request<{ total_cost: number }>(estimate)).json.total_cost;
    expect(await cost()).toBe(3);
    const conditions = [{ type: 'user_type', value: 'Anna' }];
    await api.request(PATH, {
      body: { ...BODY, conditions, actions: [{ type: 'apply_discount', value: 50 }] },
    });
    expect(await cost()).toBe(1.5);
  });

  const timeOfDay = (start_time: string, end_time: string) => [
    { type: 'time_of_day', value: { start_time, end_time } },
  ];
  it('refuse what is none', async () => {
    const api = await startApi();
    for (const [name, members] of [
      ['no priority', { priority: undefined }],
      ['priority 0', { priority: 0 }],
      ['no action', { actions: [] }],
      ['an action that is not known', { actions: [{ type: 'double', value: 2 }] }],
      ['a discount of more than all', { actions: [{ type: 'apply_discount', value: 101 }] }],
      ['a discount of nothing', { actions: [{ type: 'apply_discount', value: 0 }] }],
      ['a discount without a value', { actions: [{ type: 'apply_discount' }] }],
      ['a component that is not known', { actions: [{ type: 'remove_component', value: 'water' }] }],
      ['a condition that is not known', { conditions: [{ type: 'weather', value: 'sun' }] }],
      ['a time that does not exist', { conditions: timeOfDay('24:30', '06:00') }],
      ['a time that ends when it begins', { conditions: timeOfDay('06:00', '06:00') }],
      ['a day that is none', { conditions: [{ type: 'day_of_week', value: ['sol'] }] }],
      ['energy as text', { conditions: [{ type: 'min_energy_kwh', value: '5' }] }],
      ['conditions as an object', { conditions: { time_of_day: {} } }],
    ] as const) {
      const { status, json } = await api.request<Refused>(PATH, { body: { ...BODY, ...members } });
      expect([status, json.error.code], name).toEqual([400, 'invalid_request']);
    }
  });

  it.each(['GET', 'PUT', 'DELETE'])('answer 404 to %s of one that is not there', async (method) => {
    const api = await startApi();
    const body = method === 'PUT' ? BODY : undefined;
    expect((await api.request(`${PATH}/rule_none`, { method, body })).status).toBe(404);
  });

  it('want a scope for reading and one for writing', async () => {
    const api = await startApi();
    const reader = await api.makeKey(['read:billing']);
    expect((await api.request(PATH, { key: reader })).status).toBe(200);
    expect((await api.request(PATH, { key: reader, body: BODY })).status).toBe(403);
  });
});
