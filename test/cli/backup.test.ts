import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backup } from '../../src/cli/backup.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { openStore } from '../ledger/store/support.js';
import { temporaryDirectory } from '../support/mosquitto.js';

const KEY = {
  id: 'key_1',
  name: 'phone',
  scopes: [],
  createdAtMs: 1,
  lastUsedAtMs: null,
  expiresAtMs: null,
} as const;

/** A configuration, and where a ledger and its copy belong. */
async function installation(dataDir?: null) {
  const folder = await temporaryDirectory();
  const config = join(folder, 'wattbridge.yaml');
  writeFileSync(config, `chargers: [{ host: 127.0.0.1 }]\ndata_dir: ${dataDir === null ? 'null' : folder}\n`);
  return { config, ledger: join(folder, 'ledger.db'), copy: join(folder, 'copy.db') };
}

describe('backup', () => {
  it('copies the ledger while it is in use', async () => {
    const { config, ledger, copy } = await installation();
    const store = await openStore(ledger);
    await store.apiKeys.insert(KEY, new Uint8Array(32));
    expect(await backup({ config, operands: [copy] })).toBe(0);
    await store.apiKeys.remove('key_1');
    expect(await (await openStore(copy)).apiKeys.list()).toEqual([KEY]);
  });

  it('overwrites nothing', async () => {
    const { config, ledger, copy } = await installation();
    await (await createSqliteStore({ file: ledger })).close();
    writeFileSync(copy, 'older');
    await expect(backup({ config, operands: [copy] })).rejects.toMatchObject({ name: 'StoreError' });
    expect(readFileSync(copy, 'utf8')).toBe('older');
  });

  it.each([[[]], [['one', 'two']]])('wants one file: %j', async (operands) => {
    const { config } = await installation();
    await expect(backup({ config, operands })).rejects.toMatchObject({ code: 'usage' });
  });

  it('says when there is no ledger yet, and makes none', async () => {
    const { config, ledger, copy } = await installation();
    await expect(backup({ config, operands: [copy] })).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringContaining(ledger),
    });
    for (const file of [ledger, copy]) expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  it('says when the ledger is kept in memory only', async () => {
    const { config, copy } = await installation(null);
    await expect(backup({ config, operands: [copy] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('memory'),
    });
  });
});
