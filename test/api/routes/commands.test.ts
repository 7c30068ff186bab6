import { describe, expect, it } from 'vitest';
import type { CommandOutcome, LiveDevice } from '../../../src/api/api.js';
import type { JsonObject } from '../../../src/json.js';
import { sessionOf } from '../../ledger/costs/samples.js';
import { type ApiSetup, startApi } from '../../support/api.js';

const PATH = '/api/v1/cpo/commands';
const NRG = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const CAR = { car: 3, frc: 0, amp: 16, psm: 2, ama: 16, acs: 0, trx: 0, nrg: NRG };
const PV = { mode: 'pv', min_current: 6, max_current: 16, phase_policy: 'auto' };
const CONNECTOR = { connector_id: 1 };
const START = { command: 'start_session', parameters: { ...CONNECTOR, id_tag: 'Anna' } };

interface Command {
  readonly status: string;
  readonly message: string | null;
  readonly response: readonly { readonly device: string; readonly values: JsonObject }[];
}

/** A charger, and a controller if wanted, that take what they are told, unless `outcome` says otherwise. */
async function start(setup: ApiSetup = {}, controller?: JsonObject) {
  const values = new Map<string, LiveDevice['values']>([['charger', CAR]]);
  if (controller !== undefined) values.set('surplus/charger', { ...PV, ...controller });
  const sent: { readonly id: string; readonly values: JsonObject; readonly timeoutMs: number }[] = [];
  let outcome: ((id: string) => CommandOutcome) | undefined;
  const api = await startApi({
    ...setup,
    devices: {
      get(id) {
        const known = values.get(id);
        return known && { online: true, values: known, receivedAtMs: 0 };
      },
      async command(id, wanted, timeoutMs) {
        sent.push({ id, values: wanted, timeoutMs });
        const answer = outcome?.(id) ?? { status: 'Accepted', results: { ok: true }, tookMs: 1 };
        if (answer.status === 'Accepted') values.set(id, { ...values.get(id), ...wanted });
        return answer;
      },
    },
  });
  return {
    api,
    values,
    sent,
    answerWith(next: typeof outcome) {
      outcome = next;
    },
    command: async (body: object) => (await api.request<Command>(`${PATH}/charger`, { body })).json,
  };
}

describe('POST /api/v1/cpo/commands/{charge_point_id}', () => {
  it('writes, waits, and answers', async () => {
    const { api, sent } = await start();
    const { status, json } = await api.request(`${PATH}/charger`, { body: START });
    expect(status).toBe(200);
    expect(json).toEqual({
      command_id: expect.stringMatching(/^cmd_/),
      charge_point_id: 'charger',
      command: 'start_session',
      status: 'Accepted',
      message: null,
      response: [{ device: 'charger', values: { frc: 2 }, result: { ok: true } }],
      response_time_ms: 0,
      sent_at: '2026-06-21T10:00:00Z',
      api_key_id: expect.stringMatching(/^key_/),
    });
    expect(sent).toEqual([{ id: 'charger', values: { frc: 2 }, timeoutMs: 10_000 }]);
  });

  it.each<[object, JsonObject]>([
    [{ command: 'set_power_limit', parameters: { ...CONNECTOR, limit_watts: 7000 } }, { amp: 10 }],
    [{ command: 'clear_power_limit', parameters: CONNECTOR }, { amp: 16 }],
    [{ command: 'set_unavailable', parameters: CONNECTOR }, { frc: 1 }],
    [{ command: 'set_available', parameters: CONNECTOR }, { frc: 0 }],
    [{ command: 'hard_reset' }, { rst: true }],
    [{ command: 'soft_reset', parameters: {} }, { rst: true }],
  ])('%j', async (body, values) => {
    const { command, sent } = await start();
    expect(await command({ ...body, timeout_seconds: 3 })).toMatchObject({ status: 'Accepted' });
    expect(sent).toEqual([{ id: 'charger', values, timeoutMs: 3000 }]);
  });

  it('stops the session that is open, and no other', async () => {
    const { api, command, sent } = await start();
    await api.store.record({
      sessions: [sessionOf({ chargePointId: 'charger', endedAtMs: null, status: 'active' })],
    });
    const stop = (transaction_id: string) =>
      command({ command: 'stop_session', parameters: { transaction_id } });
    const refused = await stop('txn_2');
    expect(refused).toMatchObject({ status: 'Rejected', response: [] });
    expect(refused.message).toContain('txn_2');
    expect(sent).toEqual([]);
    expect(await stop('txn_1')).toMatchObject({ status: 'Accepted' });
    expect(sent).toMatchObject([{ values: { frc: 1 } }]);
  });

  it.each<[string, CommandOutcome, string, RegExp]>([
    [
      'refused',
      { status: 'Rejected', code: 'not_allowed', message: 'no', results: {}, tookMs: 1 },
      'Rejected',
      /not_allowed: no/,
    ],
    [
      'gone',
      { status: 'Rejected', code: 'unreachable', message: 'no', results: {}, tookMs: 1 },
      'Timeout',
      /unreachable/,
    ],
    ['silent', { status: 'Timeout', tookMs: 1 }, 'Timeout', /not known/],
    ['unsent', { status: 'Error', message: 'no broker', tookMs: 1 }, 'Error', /no broker/],
  ])('%s', async (_, outcome, status, message) => {
    const { command, answerWith } = await start();
    answerWith(() => outcome);
    const answer = await command({ command: 'hard_reset' });
    expect(answer.status).toBe(status);
    expect(answer.message).toMatch(message);
  });

  it('cannot command a charger that was never heard of', async () => {
    const { command, values, sent } = await start();
    values.delete('charger');
    expect(await command(START)).toMatchObject({ status: 'Error', response: [] });
    expect(sent).toEqual([]);
  });

  it.each(['unlock_connector', 'update_firmware', 'get_diagnostics', 'send_local_list'])(
    'has no %s',
    async (name) => {
      const { api } = await start();
      const body = { command: name, parameters: { connector_id: 1, firmware_url: 'https://example.com' } };
      const { status, json } = await api.request(`${PATH}/charger`, { body });
      expect(status).toBe(501);
      expect(json).toMatchObject({ error: { code: 'not_supported' } });
    },
  );

  it.each([
    [{}],
    [{ command: 'dance' }],
    [{ command: 'start_session' }],
    [{ command: 'start_session', parameters: { connector_id: 2, id_tag: 'Anna' } }],
    [{ command: 'start_session', parameters: { connector_id: 1 } }],
    [{ command: 'set_power_limit', parameters: { connector_id: 1, limit_watts: -1 } }],
    [{ command: 'set_power_limit', parameters: { connector_id: 1, limit_watts: '7000' } }],
    [{ ...START, timeout_seconds: 61 }],
    [{ ...START, timeout_seconds: 0 }],
    [{ ...START, force: true }],
  ])('refuses %j', async (body) => {
    const { api, sent } = await start();
    expect((await api.request(`${PATH}/charger`, { body })).status).toBe(400);
    expect(sent).toEqual([]);
  });

  it('knows the chargers of the configuration only, and asks for the scope', async () => {
    const { api } = await start();
    expect((await api.request(`${PATH}/other`, { body: START })).status).toBe(404);
    const key = await api.makeKey(['read:charge_points']);
    expect((await api.request(`${PATH}/charger`, { body: START, key })).status).toBe(403);
  });
});

describe('with the surplus controller', () => {
  it('charges now, and gives the mode back when the car goes', async () => {
    const { api, command, sent, values } = await start({}, {});
    await command(START);
    expect(sent).toMatchObject([{ id: 'surplus/charger', values: { mode: 'fast' } }]);
    await api.clock.advance(60_000);
    expect(sent).toHaveLength(1);
    values.set('charger', { ...CAR, car: 1 });
    await api.clock.advance(2000);
    expect(sent[1]).toMatchObject({ id: 'surplus/charger', values: { mode: 'pv' } });
    await api.clock.advance(60_000);
    expect(sent).toHaveLength(2);
  });

  it('tries again when the controller does not take its mode back', async () => {
    const { api, command, sent, values, answerWith } = await start({}, {});
    await command(START);
    values.set('charger', { ...CAR, car: 1 });
    answerWith(() => ({ status: 'Timeout', tookMs: 1 }));
    await api.clock.advance(4000);
    expect(sent).toHaveLength(3);
    answerWith(undefined);
    await api.clock.advance(2000);
    expect(values.get('surplus/charger')?.['mode']).toBe('pv');
  });

  it('leaves a mode alone that the owner has chosen since', async () => {
    const { api, command, sent, values } = await start({}, {});
    await command(START);
    values.set('surplus/charger', { ...PV, mode: 'min_pv' });
    await api.clock.advance(2000);
    values.set('charger', { ...CAR, car: 1 });
    await api.clock.advance(60_000);
    expect(sent).toHaveLength(1);
  });

  it('forgets that it is out of service when the owner has chosen a mode since', async () => {
    const { api, command, sent, values } = await start({}, {});
    await command({ command: 'set_unavailable', parameters: CONNECTOR });
    expect(await command(START)).toMatchObject({ status: 'Rejected' });
    values.set('surplus/charger', { ...PV, mode: 'min_pv' });
    await api.clock.advance(2000);
    values.set('surplus/charger', { ...PV, mode: 'off' });
    expect(await command(START)).toMatchObject({ status: 'Accepted' });
    expect(sent.at(-1)).toMatchObject({ id: 'charger', values: { frc: 2 } });
  });

  it('gives the mode back after a restart too', async () => {
    const first = await start({}, {});
    await first.command(START);
    await first.api.stop();
    const { store, clock } = first.api;
    const second = await start({ store, clock }, { mode: 'fast' });
    second.values.set('charger', { ...CAR, car: 1 });
    await clock.advance(2000);
    expect(second.sent).toMatchObject([{ id: 'surplus/charger', values: { mode: 'pv' } }]);
  });

  it('tells how far it came', async () => {
    const { command, sent, answerWith } = await start({}, {});
    answerWith((id) =>
      id === 'charger'
        ? { status: 'Rejected', code: 'read_only', message: 'no', results: { ok: false }, tookMs: 1 }
        : { status: 'Accepted', results: { ok: true }, tookMs: 1 },
    );
    const answer = await command({ command: 'set_unavailable', parameters: CONNECTOR });
    expect(answer.status).toBe('Rejected');
    expect(answer.response.map(({ device }) => device)).toEqual(['surplus/charger', 'charger']);
    answerWith(undefined);
    await command({ command: 'set_available', parameters: CONNECTOR });
    expect(sent.at(-1)).toMatchObject({ id: 'surplus/charger', values: { mode: 'pv' } });
  });

  it('limits its current, and sets it back', async () => {
    const { command, values } = await start({}, {});
    await command({ command: 'set_power_limit', parameters: { ...CONNECTOR, limit_watts: 3000 } });
    expect(values.get('surplus/charger')).toMatchObject({ mode: 'pv', max_current: 13, phase_policy: 'one' });
    await command({ command: 'set_power_limit', parameters: { ...CONNECTOR, limit_watts: 500 } });
    expect(values.get('surplus/charger')).toMatchObject({ mode: 'off' });
    await command({ command: 'clear_power_limit', parameters: CONNECTOR });
    expect(values.get('surplus/charger')).toEqual(PV);
  });

  it('counts a controller without usable settings as none', async () => {
    const { command, sent, values } = await start({}, {});
    values.set('surplus/charger', { mode: 'pv', phase_policy: 'auto' });
    await command(START);
    values.set('surplus/charger', { reason: 'unplugged' });
    await command(START);
    expect(sent.map(({ id }) => id)).toEqual(['charger', 'charger']);
  });
});

describe('POST /api/v1/cpo/commands/bulk', () => {
  const chargePoints = ['charger', 'carport'];

  it('commands each once', async () => {
    const { api, sent, values } = await start({ settings: { chargePoints } });
    values.set('carport', { ...CAR, car: 1 });
    const body = { ...START, charge_point_ids: ['charger', 'carport', 'charger'] };
    const { json } = await api.request(`${PATH}/bulk`, { body });
    expect(json).toMatchObject({
      results: [
        { charge_point_id: 'charger', status: 'Accepted' },
        { charge_point_id: 'carport', status: 'Rejected', message: 'No car is plugged in.' },
      ],
      total: 2,
      accepted: 1,
    });
    expect(sent).toHaveLength(1);
  });

  it('does nothing when one of them does not exist', async () => {
    const { api, sent } = await start({ settings: { chargePoints } });
    const body = { ...START, charge_point_ids: ['charger', 'cellar'] };
    expect((await api.request(`${PATH}/bulk`, { body })).status).toBe(404);
    expect((await api.request(`${PATH}/bulk`, { body: { ...START, charge_point_ids: [] } })).status).toBe(
      400,
    );
    const unlock = { command: 'unlock_connector', charge_point_ids: ['charger'] };
    expect((await api.request(`${PATH}/bulk`, { body: unlock })).status).toBe(501);
    expect(sent).toEqual([]);
  });
});

describe('GET /api/v1/cpo/commands', () => {
  it('lists the newest first', async () => {
    const { api, command, values } = await start({ settings: { chargePoints: ['charger', 'carport'] } });
    values.set('carport', CAR);
    await command(START);
    await command({ command: 'hard_reset' });
    await api.request(`${PATH}/carport`, { body: { command: 'soft_reset' } });
    const names = async (query: string) => {
      const { json } = await api.request<{ commands: { command: string }[]; total: number }>(
        `${PATH}${query}`,
      );
      return [json.total, ...json.commands.map(({ command: name }) => name)];
    };
    expect(await names('')).toEqual([3, 'soft_reset', 'hard_reset', 'start_session']);
    expect(await names('?charge_point_id=charger')).toEqual([2, 'hard_reset', 'start_session']);
    expect(await names('?limit=1&offset=1')).toEqual([3, 'hard_reset']);
  });

  it('needs both scopes', async () => {
    const { api } = await start();
    for (const scope of ['read:charge_points', 'write:charge_points'] as const) {
      const key = await api.makeKey([scope]);
      expect((await api.request(PATH, { key })).status).toBe(403);
    }
    const key = await api.makeKey(['read:charge_points', 'write:charge_points']);
    expect((await api.request(PATH, { key })).status).toBe(200);
  });
});
