import { describe, expect, it } from 'vitest';
import { bundle, type Child } from './child.js';
import { newFile, openStore } from './support.js';

/** The number of the last batch of which the child says that it is done, before `kill -9` hits it. */
async function killAfter(child: Child, batches: number): Promise<number> {
  let last = -1;
  for (let n = 0; n < batches; n++) last = Number(await child.nextLine());
  const killed = child.kill();
  for (let line = await child.nextLine(); line !== undefined; line = await child.nextLine())
    last = Number(line);
  await killed;
  return last;
}

describe('kill -9 while recording', () => {
  it('leaves whole batches, and every one that was done', async () => {
    const run = await bundle('record-for-ever');
    const file = await newFile();
    let next = 0;
    for (const batches of [1, 7, 30, 90]) {
      const done = await killAfter(run(file, `${next}`), batches);
      expect(done).toBeGreaterThanOrEqual(next + batches - 1);
      const store = await openStore(file);
      const last = (await store.checkpoints()).get('n') as number;
      expect(last).toBeGreaterThanOrEqual(done);
      next = last + 1;
      const { rows, total } = await store.sessions.list({ status: 'completed' }, { limit: next, offset: 0 });
      const ended = Array.from({ length: next }, (_, n) => n).filter((n) => n % 3 !== 0);
      expect(total).toBe(ended.length);
      expect(rows.every(({ totalCost }) => totalCost === 1)).toBe(true);
      const [quarter] = await store.energy.slots({ fromMs: 0, toMs: 2 ** 45 }, 'quarter');
      const [day] = await store.energy.days('2026-06-15', '2026-06-15', 'day');
      for (const sums of [quarter, day]) expect(sums).toMatchObject({ energyWh: next, importWh: next });
      expect(await store.chargePoints.onlineTimes([{ fromMs: 0, toMs: next }])).toMatchObject([
        { chargingMs: next },
      ]);
      await store.close();
    }
  });
});

describe('several processes', () => {
  it('may create the same ledger at the same time', async () => {
    const run = await bundle('open-once');
    const file = await newFile();
    const names = ['key_1', 'key_2', 'key_3', 'key_4'];
    const children = names.map((name) => run(file, name));
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0, 0]);
    const { apiKeys } = await openStore(file);
    expect((await apiKeys.list()).map(({ id }) => id).sort()).toEqual(names);
  });
});
