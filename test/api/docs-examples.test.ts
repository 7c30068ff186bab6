import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { API_ERRORS } from '../../src/api/api-error.js';
import { SCOPES } from '../../src/ledger/api-key.js';
import { signatureOf } from '../../src/ledger/webhooks/signature.js';
import { liveDevices } from '../support/api.js';
import type { OpenApi } from '../support/api-contract.js';
import { temporaryDirectory } from '../support/mosquitto.js';
import { chargedHouse, MORNING } from './routes/charged-house.js';

/** docs/rest.md does what it says. */

const PAGE = readFileSync('docs/rest.md', 'utf8');
const run = promisify(execFile);

const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text]) => text ?? '',
  );

/** Each curl command, its continued lines included. */
const examples = blocks('sh').flatMap((block) => block.trim().split(/\n(?=curl )/));

async function house() {
  const values = {
    meter: {},
    charger: { car: 1, amp: 16 },
    'surplus/charger': { mode: 'off', house_limit: 22_000 },
  };
  const api = await chargedHouse({ devices: liveDevices(values, Date.parse('2026-06-22T09:59:59Z')) });
  const made = async (path: string, body?: object): Promise<Readonly<Record<string, string>>> => {
    const { json, status } = await api.request<Readonly<Record<string, string>>>(path, {
      method: 'POST',
      ...(body && { body }),
    });
    expect(status, path).toBeLessThan(300);
    return json;
  };
  const price = { type: 'energy', price: 0.3 };
  const tariff = await made('/api/v1/billing/tariffs', { name: 'x', currency: 'EUR', components: [price] });
  const rule = await made('/api/v1/billing/rules', {
    ...{ name: 'x', priority: 1 },
    conditions: [{ type: 'min_energy_kwh', value: 1 }],
    actions: [{ type: 'free_session' }],
  });
  const endpoint = await made('/api/v1/webhooks/endpoints', {
    url: 'https://hooks.example.org/',
    events: ['*'],
  });
  const delivery = await made(`/api/v1/webhooks/endpoints/${endpoint['id']}/test`);
  const key = await made('/api/v1/org/api-keys', { name: 'x', scopes: ['read:billing'] });
  return {
    ...{ WATTBRIDGE: api.url.origin, KEY: api.ownerKey, KEY_ID: key['id'], SESSION: MORNING.id },
    ...{
      TARIFF: tariff['tariff_id'],
      RULE: rule['rule_id'],
      ENDPOINT: endpoint['id'],
      DELIVERY: delivery['id'],
    },
  };
}

describe('docs/rest.md', () => {
  it('shows only commands that work, one after the other', async () => {
    const env = { ...(await house()), PATH: process.env['PATH'] };
    const cwd = await temporaryDirectory();
    expect(examples.length).toBeGreaterThan(60);
    for (const example of examples) {
      expect(example).toMatch(/^curl /);
      const command = example.replace('curl', 'curl --silent --show-error --fail-with-body');
      await run('sh', ['-c', command], { env, cwd }).catch((error: { readonly stdout: string }) => {
        expect.fail(`${example}\n${error.stdout}`);
      });
    }
  });

  it('shows every route', async () => {
    const api = await chargedHouse();
    const { json } = await api.request<OpenApi>('/openapi.json');
    const shown = [...examples, 'curl "$WATTBRIDGE/api/v1/live"'].map((example) => ({
      method: /-X (\w+)/.exec(example)?.[1] ?? (example.includes('-d ') ? 'POST' : 'GET'),
      path: /\$WATTBRIDGE([^"?]*)/.exec(example)?.[1] ?? '',
    }));
    const missing = Object.entries(json.paths).flatMap(([path, methods]) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
      const has = (method: string): boolean =>
        shown.some((each) => each.method === method.toUpperCase() && pattern.test(each.path));
      return Object.keys(methods).flatMap((method) => (has(method) ? [] : `${method} ${path}`));
    });
    // The page of wattbridge signs in and sets up by itself.
    const ofThePage = /\/page\/session$|\/api\/v1\/setup/;
    expect(missing.filter((each) => !ofThePage.test(each))).toEqual([]);
  });

  it('tells all scopes and all errors', () => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| '));
    for (const scope of SCOPES)
      expect(rows.filter((row) => row.startsWith(`| \`${scope}\` |`))).toHaveLength(1);
    for (const [code, { status, meaning }] of Object.entries(API_ERRORS)) {
      expect(rows).toContain(`| ${status} | \`${code}\` | ${meaning} |`);
    }
  });
});

describe('the check of a signature', () => {
  const body = '{"event":"session.ended","data":{"user":"Jörg"}}';
  const right = signatureOf(body, 'secret of the endpoint');
  const cases = [
    [right, true],
    [right.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')), false],
    [right.slice(0, -1), false],
    ['', false],
  ] as const;

  it.each(cases)('in JavaScript: %s is %s', async (signature, isRight) => {
    const file = join(await temporaryDirectory(), 'check.mjs');
    const call = `isFromWattbridge(Buffer.from(${JSON.stringify(body)}), process.argv[2], 'secret of the endpoint')`;
    writeFileSync(file, `${blocks('js')[0]}\nconsole.log(${call});\n`);
    const { stdout } = await run(process.execPath, [file, signature]);
    expect(stdout).toBe(`${isRight}\n`);
  });

  it.each(cases)('in Python: %s is %s', async (signature, isRight) => {
    const file = join(await temporaryDirectory(), 'check.py');
    const call = `is_from_wattbridge(${JSON.stringify(body)}.encode(), sys.argv[1], "secret of the endpoint")`;
    writeFileSync(file, `import sys\n${blocks('python')[0]}\nprint(str(${call}).lower())\n`);
    const { stdout } = await run('python3', [file, signature]);
    expect(stdout).toBe(`${isRight}\n`);
  });
});
