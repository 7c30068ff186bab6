import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/mosquitto.js';
import { bundle } from './child.js';
import { session } from './samples.js';
import { newFile, openStore, PLACES } from './support.js';

describe.each(PLACES)('a backup of a ledger %s', (_where, open) => {
  it('holds what the ledger holds, for this user alone', async () => {
    const store = await open();
    await store.record({ sessions: [session('1')] });
    const file = join(await temporaryDirectory(), "owner's copy.db");
    await store.backup(file);
    await store.record({ sessions: [session('2')] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { rows } = await (await openStore(file)).sessions.list({}, { limit: 9, offset: 0 });
    expect(rows.map(({ id }) => id)).toEqual(['sess_1']);
  });

  it.each([
    ['a file that exists', 'exists'],
    ['an empty file', ''],
  ])('does not overwrite %s', async (_what, content) => {
    const store = await open();
    const file = join(await temporaryDirectory(), 'copy.db');
    writeFileSync(file, content);
    await expect(store.backup(file)).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining('name another file'),
    });
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('says when there is no such folder', async () => {
    const store = await open();
    await expect(store.backup(join(await temporaryDirectory(), 'none', 'copy.db'))).rejects.toMatchObject({
      message: expect.stringContaining('folder that exists'),
    });
  });
});

describe('a backup while another process records', () => {
  it('is whole', async () => {
    const run = await bundle('record-for-ever');
    const file = await newFile();
    const child = run(file);
    await child.nextLine();
    const store = await openStore(file);
    const copies = join(dirname(file), 'copies');
    mkdirSync(copies);
    for (let copy = 0; copy < 5; copy++) {
      const before = Number(await child.nextLine());
      await store.backup(join(copies, `${copy}.db`));
      const copied = await openStore(join(copies, `${copy}.db`));
      const last = (await copied.checkpoints()).get('n') as number;
      expect(last).toBeGreaterThanOrEqual(before);
      expect((await copied.sessions.list({}, { limit: 1, offset: 0 })).total).toBe(last + 1);
      const [day] = await copied.energy.days('2026-06-15', '2026-06-15', 'day');
      expect(day).toMatchObject({ energyWh: last + 1, importWh: last + 1 });
    }
    await child.kill();
  });
});
