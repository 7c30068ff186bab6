import { describe, expect, it } from 'vitest';
import { readTracked } from '../../../src/ledger/tracking/charger-reading.js';

const NOW = Date.UTC(2026, 5, 21, 10);
const nrg = [230, 230, 230, 0, 16, 16, 16, 3680, 3680, 3680, 0, 11_040, 100, 100, 100, 0];

describe('readTracked', () => {
  it('reads what the ledger needs', () => {
    const snapshot = {
      car: 2,
      eto: 1_234_567,
      wh: 812.5,
      rbc: 7,
      rbt: 9_563_735,
      lccfi: 9_000_000,
      sse: '900001',
      err: 0,
      modelStatus: 12,
      frc: 0,
      amp: 16,
      alw: true,
      trx: 0,
      nrg,
      received_at: '2026-06-21T09:59:58.000Z',
    };
    expect(readTracked(snapshot, NOW)).toEqual({
      atMs: NOW - 2000,
      car: 2,
      powerW: 11_040,
      currentsA: [16, 16, 16],
      counterWh: 1_234_567,
      carWh: 812.5,
      boots: 7,
      sinceBootMs: 9_563_735,
      pluggedInMs: 9_000_000,
      serial: '900001',
      err: 0,
      modelStatus: 12,
      frc: 0,
      amp: 16,
      isAllowed: true,
      userId: null,
    });
  });

  it('leaves out what cannot be read, and what the charger has stopped to send', () => {
    const missing = { wh: '2026-06-21T09:00:00.000Z' };
    expect(readTracked({ car: null, eto: 'many', wh: 12, nrg: [1], sse: '***', missing }, NOW)).toEqual({
      atMs: NOW,
      car: null,
      userId: null,
    });
  });

  it('takes nothing else for a charger', () => {
    expect(readTracked({ '1.7.0': 200 }, NOW)).toBeUndefined();
    expect(readTracked({ car: 'red' }, NOW)).toBeUndefined();
  });

  it.each([
    ['no transaction', { trx: null }, null],
    ['without a card', { trx: 0 }, null],
    ['a card with a name', { trx: 2, cards: [{ name: 'User 1' }, { name: ' Anna ' }] }, 'Anna'],
    ['a card of firmware 60', { trx: 2, c1n: 'Anna' }, 'Anna'],
    ['a card without a name', { trx: 3, cards: [{ name: 'User 1' }] }, '3'],
    ['a masked name', { trx: 1, cards: [{ name: '***' }] }, '1'],
  ])('knows who charges: %s', (_what, more, userId) => {
    expect(readTracked({ car: 2, ...more }, NOW)?.userId).toBe(userId);
  });
});
