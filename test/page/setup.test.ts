import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launch, STEP_TIMEOUT_MS } from '../support/browser.js';
import { type Demo, startDemo, startDevices } from '../support/first-run.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The demo in a window, signed in as its owner did it. */
async function openDemo({ url, key }: Demo, width = 1000): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  await page.goto(url.href);
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  return page;
}

const VIOLATIONS = 'axe.run().then((all) => all.violations.map(({ id }) => id))';

const section = (page: Page, name: string) => page.getByRole('region', { name });

test('the first run, from the simulated house to the own one', async () => {
  const [devices, demo] = await Promise.all([startDevices(), startDemo()]);
  const page = await openDemo(demo);
  await page.getByText('This house is simulated').waitFor();
  await page.getByRole('link', { name: 'Set up my own devices' }).click();

  const meter = section(page, '1. Meter');
  await meter.getByLabel('Address').fill(devices.meterHost);
  await meter.getByLabel('Key').fill('000000000000');
  await meter.getByRole('button', { name: 'Test now' }).click();
  await meter.getByRole('alert').getByText('API key').waitFor();
  await meter.getByLabel('Key').fill(devices.apiKey);
  await meter.getByRole('button', { name: 'Test now' }).click();
  await meter.getByText('It answers.').waitFor();

  const charger = section(page, '2. Charger');
  await charger.getByLabel('Address').fill(devices.chargerHost);
  await charger.getByRole('button', { name: 'Test now' }).click();
  await charger.getByText('60.3').waitFor();

  await section(page, '5. Save').getByRole('button', { name: 'Save and begin' }).click();
  await page.getByText('wattbridge runs with your devices.').waitFor();
  await page.getByRole('button', { name: 'Show my house' }).click();
  await page.getByRole('button', { name: 'Fast' }).waitFor();
  expect(await page.getByText('This house is simulated').count()).toBe(0);

  const { json, text } = await demo.call<{ setup: object }>('GET', 'setup');
  expect(json.setup).toMatchObject({
    ...{ demo: false, run: 2, problem: null },
    meters: [{ host: devices.meterHost, has_key: true }],
    chargers: [{ host: devices.chargerHost }],
  });
  expect(text).not.toContain(devices.apiKey);
  expect(readFileSync(join(demo.cli.folder, 'wattbridge.yaml'), 'utf8')).toContain(devices.apiKey);
});

test('what cannot be saved is said, and nothing is lost', async () => {
  const demo = await startDemo();
  const page = await openDemo(demo);
  await page.goto(`${demo.url.href}#setup`);
  const save = section(page, '5. Save').getByRole('button', { name: 'Save and begin' });
  await section(page, '1. Meter').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await section(page, '2. Charger').getByLabel('Address').fill('no address');
  await save.click();
  await page.getByRole('alert').getByText('chargers[0].host').waitFor();
  expect(await section(page, '2. Charger').getByLabel('Address').inputValue()).toBe('no address');
});

test('a port and a prefix that are none are said before they are sent', async () => {
  const demo = await startDemo();
  const page = await openDemo(demo);
  await page.getByRole('link', { name: 'Set up my own devices' }).click();
  await section(page, '2. Charger').getByLabel('Address').fill('192.168.1.60');
  const saving = section(page, '5. Save');
  const save = saving.getByRole('button', { name: 'Save and begin' });
  const [port, prefix] = [page.getByLabel('Port of the broker'), page.getByLabel('Discovery prefix')];
  expect(await save.isDisabled()).toBe(false);
  await port.fill('70000');
  await section(page, '3. Broker').getByText('Expected: a whole number from 0 to 65535').waitFor();
  await prefix.fill('home assistant');
  await section(page, '4. Home Assistant').getByText('a topic without blanks').waitFor();
  expect(await port.getAttribute('aria-invalid')).toBe('true');
  await saving.getByText('Not right yet: Port of the broker, Discovery prefix').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.evaluate(axe.source);
  expect(await page.evaluate<readonly string[]>(VIOLATIONS)).toEqual([]);

  await port.fill('1993');
  await prefix.fill('ha');
  await saving.getByText('Not right yet').waitFor({ state: 'detached' });
  await section(page, '4. Home Assistant').getByText('1993').waitFor();
  await section(page, '4. Home Assistant').getByText('3.1.1').waitFor();
  expect(await save.isDisabled()).toBe(false);
});

test('it speaks German, fits on a narrow phone, and axe finds nothing', async () => {
  const demo = await startDemo();
  const page = await openDemo(demo, 360);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.goto(`${demo.url.href}#setup`);
  await page.getByRole('heading', { name: 'Eigene Geräte einrichten' }).waitFor();
  await page.getByLabel('Ein eigener, zum Beispiel Mosquitto').check();
  await page.getByLabel('Adresse des Brokers').fill('mqtt://127.0.0.1:1');
  const broker = section(page, '3. Broker');
  await broker.getByRole('button', { name: 'Jetzt testen' }).click();
  await broker.getByRole('alert').waitFor();
  const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect(await page.evaluate(isTooWide)).toBe(false);
  await page.evaluate(axe.source);
  expect(await page.evaluate<readonly string[]>(VIOLATIONS)).toEqual([]);
});
