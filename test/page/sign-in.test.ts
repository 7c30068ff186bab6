import { expect, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

/** What Chromium says of an answer with status 401. */
const REFUSED = 'status of 401';

test('a wrong key is refused in words, the right one signs in', async () => {
  const window = await page.open({ key: null, expected: [REFUSED] });
  const key = window.getByLabel('API key');
  await key.fill('wb_wrong');
  await window.getByRole('button', { name: 'Sign in' }).click();
  await window.getByRole('alert').getByText('This key is not known.').waitFor();
  await key.fill(page.ownerKey);
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'Fast' }).waitFor();
  expect(await window.title()).toBe('Now – wattbridge');
});

test('the key is kept where no script and no other site can take it', async () => {
  const window = await page.open({ key: null });
  await window.getByLabel('API key').fill(page.ownerKey);
  await window.keyboard.press('Enter');
  await window.getByRole('navigation', { name: 'Places' }).waitFor();
  const [cookie] = await window.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await window.evaluate('document.cookie')).toBe('');
  expect(await window.evaluate('JSON.stringify(localStorage)')).not.toContain(page.ownerKey);
});

test('signing out forgets the key, also after loading again', async () => {
  const window = await page.open();
  await window.getByRole('button', { name: 'Sign out' }).click();
  await window.getByLabel('API key').waitFor();
  await window.reload();
  await window.getByLabel('API key').waitFor();
  expect(await window.context().cookies()).toEqual([]);
});

test('a change by cookie needs the header that only the page sends', async () => {
  const path = new URL('/api/v1/devices/charger/keys/amp', page.url);
  const change = (headers: Record<string, string>) =>
    fetch(path, {
      method: 'PUT',
      headers: { cookie: `wattbridge_key=${page.ownerKey}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ value: 8 }),
    });
  expect((await change({})).status).toBe(401);
  expect((await change({ 'x-wattbridge-page': '1' })).status).toBe(200);
});

test('only its own scripts and styles run', async () => {
  const response = await fetch(page.url);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});
