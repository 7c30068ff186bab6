import { describe, expect, it } from 'vitest';
import { createContractClient } from '../../src/surplus/contract-client.js';
import { createSurplusCore } from '../../src/surplus/core.js';
import { DEFAULT_SETTINGS } from '../../src/surplus/settings.js';
import { START_MS } from './fixtures.js';

const NRG = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const time = (ms: number) => new Date(ms).toISOString();

function createClient() {
  const core = createSurplusCore({ ...DEFAULT_SETTINGS, mode: 'fast' });
  return createContractClient({ base: 'wattbridge', meter: 'meter', charger: 'charger' }, core);
}

function state(values: object, ms = START_MS): string {
  return JSON.stringify({
    car: 3,
    frc: 1,
    amp: 6,
    psm: 1,
    ama: 16,
    var: 11,
    nrg: NRG,
    measured_at: time(ms),
    ...values,
  });
}

describe('the controller as a client of the contract', () => {
  it('writes several keys in one request and one key to its own topic', () => {
    const client = createClient();
    client.take('wattbridge/charger/state', state({}), START_MS);
    expect(client.step(START_MS).command).toEqual({
      topic: 'wattbridge/charger/set',
      payload: '{"psm":2,"amp":16,"frc":2}',
    });
    const other = createClient();
    other.take('wattbridge/charger/state', state({ frc: 2, psm: 2, amp: 8 }), START_MS);
    expect(other.step(START_MS).command).toEqual({ topic: 'wattbridge/charger/amp/set', payload: '16' });
  });

  it('writes nothing while the charger is offline, and tells failures in words', () => {
    const client = createClient();
    client.take('wattbridge/charger/state', state({}), START_MS);
    client.take('wattbridge/charger/availability', 'offline', START_MS);
    expect(client.step(START_MS).decision.reason.code).toBe('charger_unreachable');
    client.take('wattbridge/charger/availability', 'online', START_MS);
    expect(client.step(START_MS + 1000).command).toBeDefined();
    const refusal = { ok: false, error: { code: 'rejected', message: 'too hot' } };
    client.take('wattbridge/charger/result', JSON.stringify(refusal), START_MS + 2000);
    expect(client.step(START_MS + 2000).decision.reason.words).toContain('too hot');
  });

  it.each(['', 'null', '[]', '{"nrg":[1]}', '{"1.7.0":"12"}', '{'])('ignores the payload %j', (payload) => {
    const client = createClient();
    client.take('wattbridge/charger/state', payload, START_MS);
    client.take('wattbridge/meter/state', payload, START_MS);
    client.take('wattbridge/charger/amp/result', payload, START_MS);
    expect(client.step(START_MS).decision.reason.code).toBe('no_charger');
  });
});
