import { expect, test } from 'vitest';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';
import { renderKeys } from './render-keys.js';

test('docs/keys.md is what the catalogues say', async () => {
  await expect(renderKeys()).toMatchFileSnapshot('../../docs/keys.md');
});

test('no cell breaks the tables', () => {
  const rows = renderKeys()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const [keys, registers] = [rows.slice(0, GOE_DATAPOINTS.length), rows.slice(GOE_DATAPOINTS.length)];
  expect(registers).toHaveLength(POWEROPTI_DATAPOINTS.length);
  for (const row of keys) expect(row.split(' | ')).toHaveLength(9);
  for (const row of registers) expect(row.split(' | ')).toHaveLength(4);
});
