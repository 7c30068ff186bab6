import { createKey, keyLifetime, keyName, readScopes } from '../api/new-key.js';
import type { Clock } from '../clock.js';
import { isoTime } from '../iso-time.js';
import type { ApiKey } from '../ledger/api-key.js';
import { newId } from '../ledger/new-id.js';
import { ledgerFile } from '../ledger/store/ledger-file.js';
import { IN_MEMORY } from '../ledger/store/open-database.js';
import type { ApiKeyStore } from '../ledger/store/port.js';
import { createSqliteStore } from '../ledger/store/sqlite-store.js';
import { systemClock } from '../system-clock.js';
import { findConfig } from './config-file.js';
import { UsageError } from './usage-error.js';

export interface KeysLine {
  readonly config: string | undefined;
  /** What follows `keys`: `create`, `list` or `revoke ID`. */
  readonly args: readonly string[];
  readonly name: string | undefined;
  /** Separated by commas. */
  readonly scopes: string | undefined;
  readonly expiresInDays: string | undefined;
}

/** What a command has to say: `out` is what scripts read. */
export interface KeysAnswer {
  readonly out: string;
  readonly note?: string;
}

/** Makes, lists and revokes API keys in the ledger's file, whether or not wattbridge runs beside. */
export async function keys(line: KeysLine): Promise<number> {
  const config = findConfig(line.config);
  if (config === undefined) {
    throw new UsageError('keys needs the configuration, to find the ledger: name it with --config');
  }
  const file = ledgerFile(config.data_dir);
  if (file === IN_MEMORY) throw new UsageError('without data_dir there is no ledger that could keep keys');
  const store = await createSqliteStore({ file });
  try {
    const { out, note = '' } = await runKeys(line, store.apiKeys, systemClock);
    process.stdout.write(out);
    process.stderr.write(note);
    return 0;
  } finally {
    await store.close();
  }
}

/**
 * @throws UsageError when the line makes no sense
 * @throws ApiError `invalid_scope`, `name_taken`
 */
export async function runKeys(line: KeysLine, store: ApiKeyStore, clock: Clock): Promise<KeysAnswer> {
  const [action, id, ...rest] = line.args;
  if (action === 'create' && id === undefined) return create(line, store, clock);
  if (action === 'list' && id === undefined) return { out: table(await store.list()) };
  if (action === 'revoke' && id !== undefined && rest.length === 0) return revoke(id, store);
  throw new UsageError(
    'keys takes one of: create --name N --scopes A,B [--expires-in-days D], list, revoke ID',
  );
}

async function create(line: KeysLine, keys: ApiKeyStore, clock: Clock): Promise<KeysAnswer> {
  const name = keyName.safeParse(line.name);
  if (!name.success) throw new UsageError('--name takes 1 to 128 characters');
  if (line.scopes === undefined) throw new UsageError('--scopes takes scopes, separated by commas');
  const days = keyLifetime.optional().safeParse(line.expiresInDays && Number(line.expiresInDays));
  if (!days.success) throw new UsageError('--expires-in-days takes a whole number from 1 to 3650');
  const scopes = readScopes(line.scopes.split(',').map((scope) => scope.trim()));
  const { key, secret } = await createKey(
    { name: name.data, scopes, expiresInDays: days.data },
    { keys, clock, newId: (prefix) => newId(prefix, clock.now()) },
  );
  return { out: `${secret}\n`, note: `${key.id} "${key.name}": this key is shown only now.\n` };
}

async function revoke(id: string, store: ApiKeyStore): Promise<KeysAnswer> {
  if (!(await store.remove(id))) throw new UsageError(`there is no key ${id}; keys list shows them`);
  return { out: `revoked ${id}\n` };
}

const HEADINGS = ['ID', 'NAME', 'CREATED', 'LAST USED', 'EXPIRES', 'SCOPES'];

function table(keys: readonly ApiKey[]): string {
  const rows = keys.map(({ id, name, scopes, createdAtMs, lastUsedAtMs, expiresAtMs }) => [
    id,
    name,
    isoTime(createdAtMs),
    isoTime(lastUsedAtMs) ?? 'never',
    isoTime(expiresAtMs) ?? 'never',
    scopes.join(','),
  ]);
  const lines = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
