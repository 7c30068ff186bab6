import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiError } from '../../src/api/api-error.js';
import { isSecret } from '../../src/api/secrets.js';
import { type KeysLine, runKeys } from '../../src/cli/keys.js';
import { UsageError } from '../../src/cli/usage-error.js';
import type { LedgerStore } from '../../src/ledger/store/port.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { startApi } from '../support/api.js';
import { createManualClock } from '../support/manual-clock.js';
import { temporaryDirectory } from '../support/mosquitto.js';

const clock = createManualClock();

async function storeIn(file: string): Promise<LedgerStore> {
  const store = await createSqliteStore({ file });
  onTestFinished(() => store.close());
  return store;
}

const line = (args: readonly string[], more: Partial<KeysLine> = {}): KeysLine => ({
  config: undefined,
  args,
  name: undefined,
  scopes: undefined,
  expiresInDays: undefined,
  ...more,
});

it('works beside a running server on the same file', async () => {
  const file = join(await temporaryDirectory(), 'ledger.db');
  const [served, own] = [await storeIn(file), await storeIn(file)];
  const api = await startApi({ store: served });
  const asked = line(['create'], {
    name: ' CI ',
    scopes: 'write:api_keys, read:billing',
    expiresInDays: '7',
  });
  const { out, note } = await runKeys(asked, own.apiKeys, clock);
  expect(isSecret(out.trim())).toBe(true);
  expect(note).toMatch(/^key_\w+ "CI": /);
  const { status, json } = await api.request<{ keys: { id: string; name: string; expires_at: string }[] }>(
    '/api/v1/org/api-keys',
    { key: out.trim() },
  );
  expect(status).toBe(200);
  const made = json.keys.find(({ name }) => name === 'CI');
  expect(made).toMatchObject({
    scopes: ['read:billing', 'write:api_keys'],
    expires_at: '2026-06-28T10:00:00Z',
  });
  const revoked = await runKeys(line(['revoke', made?.id ?? '']), own.apiKeys, clock);
  expect(revoked).toEqual({ out: `revoked ${made?.id}\n` });
  expect((await api.request('/api/v1/org/api-keys', { key: out.trim() })).status).toBe(401);
});

it('lists keys as a table without secrets', async () => {
  const { apiKeys } = await storeIn(':memory:');
  const made = await runKeys(line(['create'], { name: 'Dashboard', scopes: 'read:billing' }), apiKeys, clock);
  const { out } = await runKeys(line(['list']), apiKeys, clock);
  const [heading, row, ...rest] = out.split('\n');
  expect(heading).toMatch(/^ID +NAME +CREATED +LAST USED +EXPIRES +SCOPES$/);
  expect(row).toMatch(/^key_\w{26} {2}Dashboard {2}2026-06-21T10:00:00Z {2}never {6}never {4}read:billing$/);
  expect(rest).toEqual(['']);
  expect(out).not.toContain(made.out.trim());
});

describe('a line that makes no sense', () => {
  const good = { name: 'x', scopes: 'read:billing' };
  it.each<[string, KeysLine]>([
    ['says nothing', line([])],
    ['says something else', line(['drop'])],
    ['says too much', line(['list', 'all'])],
    ['revokes nothing', line(['revoke'])],
    ['revokes what is not there', line(['revoke', 'key_x'])],
    ['has no name', line(['create'], { scopes: 'read:billing' })],
    ['has a blank name', line(['create'], { ...good, name: ' ' })],
    ['has no scopes', line(['create'], { name: 'x' })],
    ...['', '0', '3651', '1.5', 'x'].map((expiresInDays): [string, KeysLine] => [
      `lasts "${expiresInDays}" days`,
      line(['create'], { ...good, expiresInDays }),
    ]),
  ])('%s', async (_what, given) => {
    const { apiKeys } = await storeIn(':memory:');
    await expect(runKeys(given, apiKeys, clock)).rejects.toThrow(UsageError);
    expect(await apiKeys.list()).toEqual([]);
  });

  it('has an unknown scope, or a name that is taken', async () => {
    const { apiKeys } = await storeIn(':memory:');
    await runKeys(line(['create'], good), apiKeys, clock);
    for (const more of [good, { name: 'y', scopes: 'read:x' }, { name: 'y', scopes: '' }]) {
      await expect(runKeys(line(['create'], more), apiKeys, clock)).rejects.toThrow(ApiError);
    }
  });
});
