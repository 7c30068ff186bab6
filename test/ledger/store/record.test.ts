import { describe, expect, it } from 'vitest';
import { chargeOf, entry, eventOf, gridOf, session } from './samples.js';
import { newFile, openStore, PLACES } from './support.js';

const EVER = { fromMs: 0, toMs: 2 ** 45 };

describe.each(PLACES)('record %s', (_where, open) => {
  it('leaves the checkpoints that were recorded last', async () => {
    const { record, checkpoints } = await open();
    expect(await checkpoints()).toEqual(new Map());
    await record({
      checkpoints: new Map<string, unknown>([
        ['garage', { eto: 1.5, since: null }],
        ['house', [1, 'two', false]],
      ]),
    });
    await record({ checkpoints: new Map([['garage', 'new']]) });
    expect(await checkpoints()).toEqual(
      new Map<string, unknown>([
        ['garage', 'new'],
        ['house', [1, 'two', false]],
      ]),
    );
  });

  it('takes an empty batch', async () => {
    const { record } = await open();
    await expect(record({})).resolves.toBeUndefined();
  });

  it.each([
    ['a bill without a session', { entries: [entry('1', { sessionId: 'sess_none' })] }],
    ['energy that is no number', { charge: [chargeOf({ energyWh: Number.NaN })] }],
    ['energy without end', { grid: [gridOf({ importWh: Number.POSITIVE_INFINITY })] }],
    ['a fraction of a millisecond', { grid: [gridOf({ slotMs: 0.5 })] }],
  ])('writes nothing at all of a batch with %s', async (_what, bad) => {
    const { record, sessions, energy, checkpoints } = await open();
    await expect(
      record({ sessions: [session('1')], charge: [chargeOf()], checkpoints: new Map([['a', 1]]), ...bad }),
    ).rejects.toMatchObject({ name: 'StoreError', code: 'store_failed' });
    expect(await sessions.get('sess_1')).toBeUndefined();
    expect(await energy.slots(EVER, 'quarter')).toEqual([]);
    expect(await checkpoints()).toEqual(new Map());
    await record({ sessions: [session('1')] });
    expect(await sessions.get('sess_1')).toBeDefined();
  });

  it('is refused once the store is closed', async () => {
    const store = await open();
    await store.close();
    await store.close();
    await expect(store.record({ events: [eventOf('1')] })).rejects.toMatchObject({ code: 'store_failed' });
    await expect(store.sessions.get('sess_1')).rejects.toMatchObject({ code: 'store_failed' });
  });
});

describe('the size', () => {
  it('is that of the files, and none in memory', async () => {
    const [inMemory, inFile] = [await openStore(), await openStore(await newFile())];
    expect(await inMemory.sizeBytes()).toBe(0);
    const empty = await inFile.sizeBytes();
    await inFile.record({
      sessions: Array.from({ length: 2000 }, (_, n) =>
        session(`${n}`, { endedAtMs: 1, status: 'completed' }),
      ),
    });
    expect(await inFile.sizeBytes()).toBeGreaterThan(empty + 200_000);
  });
});
