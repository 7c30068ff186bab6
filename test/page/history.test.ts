import { expect, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

test('today has a chart, the same figures as a table, and a file', async () => {
  const window = await page.open({ at: '#history' });
  const energy = window.getByRole('region', { name: 'Energy over time' });
  await expect
    .poll(async () => {
      await window.reload();
      await energy.locator('.sums').waitFor();
      return energy.locator('canvas').count();
    })
    .toBe(1);
  await energy.getByText('As a table').click();
  await energy.getByRole('rowheader').first().waitFor();
  const download = window.waitForEvent('download');
  await energy.getByRole('link', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^energy-quarter-.*\.csv$/);
});

test('a set-point that changed is in the trace of the day', async () => {
  const window = await page.open();
  await window.getByRole('button', { name: 'Fast' }).click();
  await window.getByRole('button', { name: 'Fast', pressed: true }).waitFor();
  await window.goto(new URL('/#history', page.url).href);
  const trace = window.getByRole('region', { name: 'charger, minute by minute' });
  const charging = trace.getByRole('row', { name: / 16 3$/ });
  await expect
    .poll(
      async () => {
        await window.reload();
        await window.locator('.sums').waitFor();
        if ((await trace.count()) === 0) return 0;
        await trace.getByText('As a table').click();
        return charging.count();
      },
      { interval: 1000 },
    )
    .toBeGreaterThan(0);
  expect(await trace.locator('canvas').count()).toBe(1);
  await trace.locator('.u-legend').getByText('Set-point').waitFor();
  await window.getByRole('button', { name: 'Month' }).click();
  await trace.waitFor({ state: 'detached' });
});

test('a full day turns into a year, and back', async () => {
  const window = await page.open();
  const day = new Date().toISOString().slice(0, 10);
  const steps = Array.from({ length: 96 }, (_, n) => ({
    start: new Date(Date.parse(day) + n * 900_000).toISOString(),
    ...{
      day,
      energy_kwh: 1,
      solar_kwh: 0.8,
      grid_kwh: 0.2,
      battery_kwh: 0,
      import_kwh: 0.3,
      export_kwh: 0.1,
    },
  }));
  await window.route(/granularity=quarter/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), data: steps } });
  });
  // The former answer is drawn once more before the next one comes.
  await window.route(/granularity=month/, async (route) => {
    await window.evaluate(TWO_FRAMES);
    await route.continue();
  });
  await window.goto(new URL('/#history', page.url).href);
  const energy = window.getByRole('region', { name: 'Energy over time' });
  await energy.locator('canvas').waitFor();
  for (const [range, caption] of [
    ['Year', 'Energy, kWh'],
    ['Day', 'Mean power of each quarter of an hour, kW'],
  ] as const) {
    await window.getByRole('button', { name: range }).click();
    await energy.getByText(caption).waitFor();
    expect(await energy.locator('canvas').count()).toBe(1);
  }
});

test('months and years are looked at, and days before', async () => {
  const window = await page.open({ at: '#history' });
  const later = window.getByRole('button', { name: 'Later' });
  await window.getByRole('button', { name: 'Day', pressed: true }).waitFor();
  expect(await later.isDisabled()).toBe(true);
  for (const range of ['Year', 'Month']) {
    await window.getByRole('button', { name: range }).click();
    await window.getByRole('button', { name: range, pressed: true }).waitFor();
    await window.getByText('Energy, kWh').or(window.getByText('Nothing was recorded')).first().waitFor();
  }
  await window.getByRole('button', { name: 'Earlier' }).click();
  await window.getByText('Nothing was recorded in this time.').waitFor();
  expect(await later.isDisabled()).toBe(false);
});

test('the car that is plugged in now is a session, and the month has a statement to print', async () => {
  const window = await page.open({ at: '#history' });
  const sessions = window.getByRole('region', { name: 'Charging sessions' });
  await sessions.getByRole('cell', { name: 'plugged in now' }).waitFor();
  const statement = window.waitForEvent('popup');
  await sessions.getByRole('link', { name: /^Statement to print/ }).click();
  const printed = await statement;
  await printed.getByRole('heading').first().waitFor();
  expect(printed.url()).toMatch(/statements\/\d{4}-\d\d\?lang=en&format=html$/);
});

test('a key for the energy alone sees no sessions, and is told why', async () => {
  const key = await page.makeKey('energy', ['read:analytics']);
  const window = await page.open({ key });
  await window.getByText('it lacks the scope read:sessions').waitFor();
  expect(await window.getByRole('region', { name: 'Charging sessions' }).count()).toBe(0);
});
