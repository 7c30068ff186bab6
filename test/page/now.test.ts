import { expect, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

/** What the simulated charger itself says. */
async function charger(key: string): Promise<unknown> {
  const response = await fetch(new URL(`/api/status?filter=${key}`, page.chargerUrl));
  return ((await response.json()) as Record<string, unknown>)[key];
}

test('figures follow the house by themselves', async () => {
  const window = await page.open();
  const flow = window.getByRole('img', { name: 'Energy flow now' });
  const described = () => flow.locator('desc').textContent();
  await flow.getByText(/k?W$/).first().waitFor();
  const before = await described();
  await expect.poll(described).not.toBe(before);
});

test('sun, house, car and grid have a figure each where the roof is known', async () => {
  const window = await page.open({ at: '#settings' });
  const event = (id: string, values: object): string =>
    `event: device\ndata: ${JSON.stringify({ id, online: true, received_at: null, values })}\n\n`;
  const house = [
    event('meter', { '1.7.0': -500 }),
    event('charger', { car: 2, nrg: [...Array(11).fill(0), 4140] }),
    event('surplus/charger', { pv_power: 5400, battery_power: null }),
  ];
  await window.route(/\/live$/, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: house.join('') }),
  );
  await window.goto(new URL('/#now', page.url).href);
  await window.reload();
  const flow = window.getByRole('img', { name: 'Energy flow now' });
  await flow.getByText('5.40 kW', { exact: true }).waitFor();
  expect(await flow.locator('.node .label').allTextContents()).toEqual([
    'Roof',
    'To the grid',
    'House',
    'Car',
  ]);
  expect(await flow.locator('desc').textContent()).toBe(
    'Roof: 5.40 kW. To the grid: 500 W. House: 760 W. Car: 4.14 kW.',
  );
});

test('a mode reaches the charger, and its acknowledgement shows', async () => {
  const window = await page.open();
  await window.getByRole('button', { name: 'Off', exact: true }).click();
  await window
    .getByRole('status')
    .getByText(/^mode: done/)
    .waitFor();
  await window.getByRole('button', { name: 'Off', exact: true, pressed: true }).waitFor();
  await window.getByTestId('reason').getByText('Charging is switched off').waitFor();
  await expect.poll(() => charger('frc')).toBe(1);
  await window.getByRole('button', { name: 'Fast' }).click();
  await window.getByTestId('reason').getByText('Charging as fast as the limits allow').waitFor();
  await expect.poll(() => charger('frc')).toBe(2);
  await window.getByRole('button', { name: 'Hands off' }).click();
  await window.getByRole('button', { name: 'Hands off', pressed: true }).waitFor();
  await window.getByTestId('reason').getByText('the charger is left alone').waitFor();
  expect(await window.getByRole('button', { name: 'Off', exact: true, pressed: true }).count()).toBe(0);
});

test('limits act, and a refused one says why', async () => {
  const window = await page.open();
  await window.getByText('Limits and profile').click();
  const least = window.getByLabel('Least current, A');
  await least.fill('8');
  await least.press('Tab');
  await window
    .getByRole('status')
    .getByText(/^min_current: done/)
    .waitFor();
  await least.fill('99');
  await least.press('Tab');
  await window
    .getByRole('alert')
    .getByText(/^min_current: .*6 to 32/)
    .waitFor();
  await least.fill('6');
  await least.press('Tab');
  await window
    .getByRole('status')
    .getByText(/^min_current: done/)
    .waitFor();
});

test('a plan of 40 kWh by seven is started', async () => {
  const window = await page.open();
  await window.getByText('Charge until a time').click();
  await window.getByLabel('Energy, kWh').fill('40');
  await window.getByLabel('Until').fill('07:00');
  await window.getByRole('button', { name: 'Start the plan' }).click();
  await window.getByRole('button', { name: 'Plan', exact: true, pressed: true }).waitFor();
  await window
    .getByTestId('reason')
    .getByText(/of 40.0 kWh are charged/)
    .waitFor();
});

test('a lost device shows, and its return too', async () => {
  const window = await page.open();
  const meter = window.getByRole('listitem').filter({ hasText: 'meter' });
  await meter.getByText('online').waitFor();
  page.house.faults.meter.add('reset');
  await meter.getByText('offline').waitFor();
  page.house.faults.meter.delete('reset');
  await meter.getByText('online').waitFor();
});

test('a key that may only look gets no knobs', async () => {
  const key = await page.makeKey('only looks', ['read:charge_points']);
  const window = await page.open({ key });
  await window.getByTestId('reason').waitFor();
  expect(await window.getByRole('button', { name: 'Fast' }).isDisabled()).toBe(true);
  expect(await window.getByText('Limits and profile').count()).toBe(0);
  expect(await window.getByRole('navigation', { name: 'Places' }).getByRole('link').allInnerTexts()).toEqual([
    'Now',
    'Devices',
    'Settings',
  ]);
});
