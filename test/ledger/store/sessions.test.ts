import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/ledger/session.js';
import type { SessionFilter, SessionWithCost } from '../../../src/ledger/store/port.js';
import { chargeOf, entry, QUARTER_MS, session } from './samples.js';
import { newFile, openStore, PLACES } from './support.js';

const free = (each: Session): SessionWithCost => ({ ...each, totalCost: null, currency: null });
const ids = (rows: readonly Session[]): readonly string[] => rows.map(({ id }) => id);

describe.each(PLACES)('sessions %s', (_where, open) => {
  it('come back as they went in, number for number', async () => {
    const { sessions, record } = await open();
    const whole = session('1', { userId: 'Anna', endedAtMs: 5, lastEnergyAtMs: 4, status: 'completed' });
    await record({ sessions: [whole, session('2')] });
    expect(await sessions.get('sess_1')).toEqual(free(whole));
    expect(await sessions.findByTransaction('txn_2')).toEqual(free(session('2')));
    expect(await sessions.get('txn_1')).toBeUndefined();
    expect(await sessions.findByTransaction('sess_1')).toBeUndefined();
  });

  it('are replaced whole, and keep their cost', async () => {
    const { sessions, record } = await open();
    await record({ sessions: [session('1', { userId: 'Anna' })], entries: [entry('1')] });
    const ended = session('1', { endedAtMs: 9, status: 'stopped', energyWh: 2 });
    await record({ sessions: [ended] });
    expect(await sessions.get('sess_1')).toEqual({ ...ended, totalCost: 5.52, currency: 'EUR' });
  });

  it('cost what their entries add up to', async () => {
    const { sessions, record } = await open();
    await record({ sessions: [session('1'), session('2')], entries: [entry('1', { amount: 0.1 })] });
    await record({
      entries: [
        entry('2', { kind: 'correction', amount: 0.2 }),
        entry('3', { kind: 'correction', amount: -0.05 }),
      ],
    });
    expect((await sessions.get('sess_1'))?.totalCost).toBeCloseTo(0.25, 12);
    expect(await sessions.get('sess_2')).toEqual(free(session('2')));
  });

  it('are listed newest first, a page at a time, with the total of all', async () => {
    const { sessions, record } = await open();
    const all = Array.from({ length: 7 }, (_, n) => session(`${n}`, { startedAtMs: 1_000 + n }));
    await record({ sessions: all });
    const page = await sessions.list({}, { limit: 3, offset: 2 });
    expect(ids(page.rows)).toEqual(['sess_4', 'sess_3', 'sess_2']);
    expect(page.total).toBe(7);
    expect(await sessions.list({}, { limit: 3, offset: 7 })).toEqual({ rows: [], total: 7 });
    expect((await sessions.list({ userId: 'nobody' }, { limit: 3, offset: 0 })).total).toBe(0);
  });

  it('list the one that was added last first when they began at the same time', async () => {
    const { sessions, record } = await open();
    await record({ sessions: [session('b'), session('a'), session('c')] });
    await record({ sessions: [session('a')] });
    const { rows } = await sessions.list({}, { limit: 9, offset: 0 });
    expect(ids(rows)).toEqual(['sess_c', 'sess_a', 'sess_b']);
  });

  it('that are open are active', async () => {
    const { sessions, record } = await open();
    await record({
      sessions: [
        session('1', { startedAtMs: 1 }),
        session('2', { startedAtMs: 2, endedAtMs: 3, status: 'completed' }),
        session('3', { startedAtMs: 3 }),
      ],
      entries: [entry('1')],
    });
    expect((await sessions.active()).map(({ id, totalCost }) => [id, totalCost])).toEqual([
      ['sess_3', null],
      ['sess_1', 5.52],
    ]);
  });

  it('that ended in a period make a statement, oldest first', async () => {
    const { sessions, record } = await open();
    const endedAt = (id: string, endedAtMs: number, chargePointId = 'garage'): Session =>
      session(id, { endedAtMs, chargePointId, status: 'completed' });
    await record({
      sessions: [
        endedAt('late', 30),
        endedAt('last', 29),
        endedAt('first', 10),
        endedAt('early', 9),
        endedAt('street', 20, 'street'),
        session('open'),
      ],
    });
    const period = { fromMs: 10, toMs: 30 };
    expect(ids(await sessions.endedIn(period))).toEqual(['sess_first', 'sess_street', 'sess_last']);
    expect(ids(await sessions.endedIn(period, 'street'))).toEqual(['sess_street']);
  });

  it('that ended are summed between bounds, by currency', async () => {
    const { sessions, record } = await open();
    const ended = (id: string, endedAtMs: number, chargePointId = 'garage'): Session =>
      session(id, { endedAtMs, chargePointId, status: 'completed' });
    await record({
      sessions: [ended('1', 9), ended('2', 10), ended('3', 19), ended('4', 20, 'street'), ended('5', 30)],
      entries: [
        entry('2', { sessionId: 'sess_2' }),
        entry('3', { sessionId: 'sess_3' }),
        entry('4', { sessionId: 'sess_4', currency: 'GBP' }),
      ],
    });
    expect(await sessions.endedCosts([10, 20, 30])).toEqual([
      { fromMs: 10, currency: 'EUR', totalCost: 11.04, count: 2 },
      { fromMs: 20, currency: 'GBP', totalCost: 5.52, count: 1 },
    ]);
    expect(await sessions.endedCosts([0, 10, 20], 'garage')).toEqual([
      { fromMs: 0, currency: null, totalCost: null, count: 1 },
      { fromMs: 10, currency: 'EUR', totalCost: 11.04, count: 2 },
    ]);
  });

  it('have quarters of an hour of their own', async () => {
    const { sessions, record } = await open();
    const second = chargeOf({ sessionId: 'sess_1', slotMs: 2 * QUARTER_MS });
    const first = chargeOf({ sessionId: 'sess_1', slotMs: QUARTER_MS });
    await record({ charge: [second, first, chargeOf({ sessionId: 'sess_2' }), chargeOf()] });
    expect(await sessions.slots('sess_1')).toEqual([first, second]);
    expect(await sessions.slots('')).toEqual([]);
  });
});

const FILTER = fc.record(
  {
    fromMs: fc.integer({ min: 0, max: 8 }),
    toMs: fc.integer({ min: 0, max: 8 }),
    chargePointId: fc.constantFrom('garage', 'street'),
    userId: fc.constantFrom('Anna', 'Ben'),
    status: fc.constantFrom('active', 'completed', 'stopped'),
  },
  { requiredKeys: [] },
);

const SESSIONS = fc.array(
  fc.record({
    startedAtMs: fc.integer({ min: 0, max: 8 }),
    chargePointId: fc.constantFrom('garage', 'street'),
    userId: fc.constantFrom('Anna', 'Ben', null),
    status: fc.constantFrom('active', 'completed', 'stopped'),
  }),
  { maxLength: 12 },
);

function matches(each: Session, { fromMs = 0, toMs = 9, ...exact }: SessionFilter): boolean {
  if (each.startedAtMs < fromMs || each.startedAtMs >= toMs) return false;
  return Object.entries(exact).every(([name, value]) => each[name as keyof typeof exact] === value);
}

describe('a list of sessions', () => {
  it('holds those that a filter of the whole would leave, whatever was asked and written before', async () => {
    await fc.assert(
      fc.asyncProperty(
        SESSIONS,
        fc.array(FILTER, { minLength: 1, maxLength: 4 }),
        async (members, filters) => {
          const store = await openStore();
          const kept: Session[] = [];
          for (const [n, each] of members.entries()) {
            kept.push(session(`${n}`, each));
            await store.record({ sessions: kept.slice(-1) });
            const filter = filters[n % filters.length] ?? {};
            const wanted = kept
              .filter((one) => matches(one, filter))
              .reverse()
              .sort((a, b) => b.startedAtMs - a.startedAtMs);
            for (const limit of [2, 2, 9]) {
              const { rows, total } = await store.sessions.list(filter, { limit, offset: 1 });
              expect(ids(rows)).toEqual(ids(wanted.slice(1, 1 + limit)));
              expect(total).toBe(wanted.length);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is as new as what another process wrote', async () => {
    const file = await newFile();
    const [recorder, reader] = [await openStore(file), await openStore(file)];
    for (const total of [1, 2, 3]) {
      await recorder.record({ sessions: [session(`${total}`)] });
      expect(await reader.sessions.list({}, { limit: 1, offset: 0 })).toEqual({
        rows: [free(session(`${total}`))],
        total,
      });
    }
  });
});
