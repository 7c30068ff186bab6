import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCli } from '../support/cli.js';
import { startDemo, startDevices } from '../support/first-run.js';

/** The whole program, from nothing to the owner's devices, over its REST API. */

interface SetupAnswer {
  readonly problem: string | null;
}

it('goes from the demo to the real house, and its key stays', async () => {
  const { meterHost, chargerHost, apiKey } = await startDevices();
  const { cli, key, env, call } = await startDemo();
  const draft = { meters: [{ host: meterHost, api_key: apiKey }], chargers: [{ host: chargerHost }] };
  expect((await call('PUT', 'setup/config', draft)).status).toBe(202);
  await cli.says('announced to Home Assistant');
  await cli.says('"devices":2');
  const file = join(cli.folder, 'wattbridge.yaml');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain(meterHost);
  expect(cli.output.split(key)).toHaveLength(2);
  cli.signal('SIGTERM');
  expect(await cli.ended()).toBe(0);
  const check = startCli(['check', '--config', file], { env });
  expect(await check.ended()).toBe(0);
  expect(check.output).toContain('Everything works.');
  expect(check.output).not.toContain(apiKey);
});

it('goes back to the demo when the new configuration does not work, and says why', async () => {
  const { chargerHost } = await startDevices();
  const { cli, call } = await startDemo();
  const setup = async () => (await call<{ setup: SetupAnswer }>('GET', 'setup')).json.setup;
  expect(await setup()).toMatchObject({ demo: true, run: 1, problem: null });
  // The ledger wants to be in a folder of this name.
  writeFileSync(join(cli.folder, 'data'), '');
  expect((await call('PUT', 'setup/config', { chargers: [{ host: chargerHost }] })).status).toBe(202);
  await cli.says('back to the former one');
  await cli.says('Running with the former configuration');
  expect(await setup()).toMatchObject({ demo: true, run: 3, file: { exists: false } });
  expect((await setup()).problem).toContain('data');
});
