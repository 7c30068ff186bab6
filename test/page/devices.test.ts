import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

/** The line of a key and what belongs to it. */
const lineOf = (window: Page, key: string) =>
  window.getByRole('listitem').filter({ has: window.locator('code').getByText(key, { exact: true }) });

test('every key of the charger is there, and a search finds some', async () => {
  const window = await page.open({ at: '#devices/charger' });
  const lines = window.locator('.keys li');
  await lines.first().waitFor();
  expect(await lines.count()).toBeGreaterThan(260);
  await window.getByRole('searchbox').fill('requested current');
  await window
    .getByRole('status')
    .getByText(/^1 of /)
    .waitFor();
  expect(await lines.count()).toBe(1);
});

test('a value is written, and a refusal says why', async () => {
  const window = await page.open({ at: '#devices/charger' });
  const line = lineOf(window, 'amp');
  await line.getByRole('button').first().click();
  await line.getByText('used for display on LED ring').waitFor();
  await line.getByLabel('New value, A').fill('9');
  await line.getByRole('button', { name: 'Write' }).click();
  await line
    .getByRole('status')
    .getByText(/^amp: done/)
    .waitFor();
  await line.getByRole('button').first().getByText('9 A').waitFor();
  await line.getByLabel('New value, A').fill('31');
  await line.getByLabel('New value, A').press('Enter');
  await line
    .getByRole('alert')
    .getByText(/^amp: .*16/)
    .waitFor();
});

test('words of options are shown and chosen', async () => {
  const window = await page.open({ at: '#devices/surplus%2Fcharger' });
  const line = lineOf(window, 'profile');
  await line.getByRole('button').first().click();
  await line.getByLabel('New value').selectOption({ label: 'Gentle ("gentle")' });
  await line.getByRole('button', { name: 'Write' }).click();
  await line.getByRole('button').first().getByText('Gentle (gentle)').waitFor();
});

test('keys are told in German, and in English where there is no German', async () => {
  const window = await page.open({ at: '#devices/charger', locale: 'de-DE' });
  const state = lineOf(window, 'lmo');
  await state.getByRole('button').first().click();
  expect(await state.locator('.name').getAttribute('lang')).toBe('de');
  await state.getByText('Wonach sich die Wallbox richtet.').waitFor();
  await state.getByLabel('Neuer Wert').selectOption({ label: 'Standard (Basic) (3)' });
  const english = lineOf(window, 'ocppai').locator('.name');
  expect([await english.getAttribute('lang'), await english.textContent()]).toEqual([
    'en',
    'OCPP clock-aligned interval',
  ]);
  await window.getByRole('searchbox').fill('requested current');
  expect(await window.locator('.keys .name').allTextContents()).toEqual(['Eingestellter Strom']);
  await window.getByRole('button', { name: 'English' }).click();
  await window.locator('.keys .name').getByText('Requested current').waitFor();
});

test('the German texts are loaded for those who read German', async () => {
  const window = await page.open({ at: '#devices/meter' });
  const loaded = () =>
    window.evaluate<boolean>(
      "performance.getEntriesByType('resource').some(({ name }) => name.includes('german'))",
    );
  await lineOf(window, '1.8.0').getByText('Energy imported', { exact: true }).waitFor();
  expect(await loaded()).toBe(false);
  await window.getByRole('button', { name: 'Deutsch' }).click();
  await lineOf(window, '1.8.0').getByText('Netzbezug', { exact: true }).waitFor();
  expect(await loaded()).toBe(true);
});

test('what is no JSON is not sent', async () => {
  const window = await page.open({ at: '#devices/surplus%2Fcharger' });
  const line = lineOf(window, 'prices');
  await line.getByRole('button').first().click();
  await line.getByLabel('New value').fill('[{"start":');
  await line.getByRole('button', { name: 'Write' }).click();
  await line.getByRole('alert').getByText('not JSON').waitFor();
});

test('guarded keys and secrets are told apart', async () => {
  const window = await page.open({ at: '#devices/charger' });
  const guarded = lineOf(window, 'rst');
  await guarded.getByRole('button').first().click();
  await guarded.getByText('commands.allow').waitFor();
  await guarded.getByRole('button', { name: 'Write' }).click();
  await guarded
    .getByRole('alert')
    .getByText(/^rst: .*commands\.allow/)
    .waitFor();
  const secret = lineOf(window, 'cards');
  await secret.getByRole('button').first().click();
  await secret.getByText('publish_secrets').waitFor();
});

test('without the scope nothing can be written', async () => {
  const key = await page.makeKey('reader', ['read:charge_points']);
  const window = await page.open({ key, at: '#devices/charger' });
  const line = lineOf(window, 'amp');
  await line.getByRole('button').first().click();
  await line.getByText('lacks the scope write:charge_points').waitFor();
  expect(await line.getByRole('button', { name: 'Write' }).count()).toBe(0);
});

test('a device is chosen with the keyboard alone', async () => {
  const window = await page.open({ at: '#devices' });
  await window.getByRole('link', { name: 'Controller of charger' }).focus();
  await window.keyboard.press('Enter');
  await lineOf(window, 'reason_text').waitFor();
  expect(new URL(window.url()).hash).toBe('#devices/surplus%2Fcharger');
});
