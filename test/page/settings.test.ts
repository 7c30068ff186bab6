import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

/** What Chromium says of the stream of a key that is revoked. */
const CUT_OFF = ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'status of 401'];

/** A receiver of webhooks on this machine, and the events that it got. */
async function startReceiver(): Promise<{ url: string; events: string[] }> {
  const events: string[] = [];
  const server = createServer((request, response) => {
    events.push(String(request.headers['x-dynamo-event'] ?? request.method));
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, events };
}

test('a key is made, used and revoked: the page that used it is signed out', async () => {
  const owner = await page.open({ at: '#settings' });
  const keys = owner.getByRole('region', { name: 'API keys' });
  await keys.getByText('New key').first().click();
  await keys.getByLabel('Name').fill('phone');
  await keys.getByLabel(/See devices/).check();
  await keys.getByRole('button', { name: 'New key' }).click();
  await keys.getByText('it is not shown again').waitFor();
  const secret = await keys.getByLabel('phone', { exact: true }).inputValue();
  await keys.getByRole('button', { name: 'Close' }).click();
  expect(await owner.content()).not.toContain(secret);

  const phone = await page.open({ key: secret, expected: CUT_OFF });
  await phone.getByTestId('reason').waitFor();
  await keys.getByRole('button', { name: 'Revoke: phone' }).click();
  await keys
    .getByRole('group', { name: 'Revoke "phone" for ever?' })
    .getByText('Revoke', { exact: true })
    .click();
  await phone.getByLabel('API key').waitFor();
  await keys.getByText('phone', { exact: true }).waitFor({ state: 'detached' });
});

test('a key that exists already is refused in words', async () => {
  const window = await page.open({ at: '#settings', expected: ['status of 400'] });
  const keys = window.getByRole('region', { name: 'API keys' });
  await keys.getByText('New key').first().click();
  await keys.getByLabel('Name').fill('Owner');
  await keys.getByLabel(/See charging sessions/).check();
  await keys.getByRole('button', { name: 'New key' }).click();
  await keys.getByRole('alert').getByText('There is a key with the name "Owner" already').waitFor();
});

test('a webhook is made, tested, paused and deleted', async () => {
  const receiver = await startReceiver();
  const window = await page.open({ at: '#settings' });
  const webhooks = window.getByRole('region', { name: 'Webhooks' });
  await webhooks.getByText('New webhook').first().click();
  await webhooks.getByLabel('Address (URL)').fill(receiver.url);
  await webhooks.getByRole('button', { name: 'New webhook' }).click();
  expect(await webhooks.getByLabel('Key of the signature').inputValue()).toMatch(/^whsec_/);

  await webhooks.getByRole('button', { name: 'Send a test' }).click();
  await webhooks.getByText('webhook.test').waitFor();
  await webhooks.getByText('delivered', { exact: true }).waitFor();
  await webhooks.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => receiver.events.length).toBe(2);

  await webhooks.getByRole('button', { name: 'Pause' }).click();
  await webhooks.getByText('paused').waitFor();
  await webhooks.getByRole('button', { name: /^Delete/ }).click();
  await webhooks.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  await webhooks.getByText('There is none.').waitFor();
});

test('a tariff with a price for the sun is made and deleted', async () => {
  const window = await page.open({ at: '#settings' });
  const tariffs = window.getByRole('region', { name: 'Tariffs' });
  await tariffs.getByText('New tariff').first().click();
  await tariffs.getByLabel('Name').fill('Home');
  await tariffs.getByLabel('Price per kWh').fill('0.32');
  await tariffs.getByLabel(/^Own energy/).fill('0.08');
  await tariffs.getByRole('button', { name: 'New tariff' }).click();
  await tariffs.getByText('kWh from the grid: 0.32 EUR; kWh of sun: 0.08 EUR').waitFor();
  await tariffs.getByRole('button', { name: 'Delete: Home' }).click();
  await tariffs.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  await tariffs.getByText('There is none').waitFor();
});

/** Makes a tariff and returns its id. */
async function makeTariff(name: string, price: number): Promise<string> {
  const body = { name, currency: 'EUR', components: [{ type: 'energy', price }] };
  const response = await fetch(new URL('/api/v1/billing/tariffs', page.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${page.ownerKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { tariff_id: string }).tariff_id;
}

/** Of the charger, as the API tells it. */
async function assignedTariff(): Promise<string | null> {
  const response = await fetch(new URL('/api/v1/cpo/charge-points/charger', page.url), {
    headers: { authorization: `Bearer ${page.ownerKey}` },
  });
  return ((await response.json()) as { tariff_id: string | null }).tariff_id;
}

test('a charger gets a tariff of its own, and loses it', async () => {
  await makeTariff('Home', 0.32);
  const night = await makeTariff('Night', 0.21);
  const window = await page.open({ at: '#settings' });
  const chargers = window.getByRole('group', { name: 'Tariff of each charger' });
  const choice = chargers.getByRole('combobox', { name: 'Simulated charger' });
  const words = ['None of its own (Home)', 'Home', 'Night'];
  await expect.poll(() => choice.locator('option').allInnerTexts()).toEqual(words);
  expect(await choice.inputValue()).toBe('');
  await choice.selectOption('Night');
  await chargers.getByRole('status').getByText('Simulated charger: Night, done').waitFor();
  expect(await assignedTariff()).toBe(night);
  await window.reload();
  await expect.poll(() => choice.inputValue()).toBe(night);

  const reader = await page.makeKey('reader of tariffs', ['read:billing', 'read:charge_points']);
  const other = await page.open({ key: reader, at: '#settings' });
  await other.getByRole('group', { name: 'Tariff of each charger' }).getByText('Night').waitFor();
  expect(await other.getByRole('combobox').count()).toBe(0);

  await choice.selectOption('None of its own (Home)');
  await chargers.getByRole('status').getByText('None of its own (Home), done').waitFor();
  expect(await assignedTariff()).toBeNull();
});

test('only what the key may is shown', async () => {
  const key = await page.makeKey('accountant', ['read:billing', 'read:sessions']);
  const window = await page.open({ key, at: '#settings' });
  await window.getByText('1.2.3').waitFor();
  expect(await window.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    'Tariffs',
    'Connect Home Assistant',
    'About wattbridge',
  ]);
  expect(await window.getByText('New tariff').count()).toBe(0);
  expect(await window.getByRole('navigation', { name: 'Places' }).getByRole('link').allInnerTexts()).toEqual([
    'History',
    'Settings',
  ]);
});
