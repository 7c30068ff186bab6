import { expect, test } from 'vitest';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { renderKeys } from './render-keys.js';

test('docs/keys.md is what the catalogue says', async () => {
  await expect(renderKeys()).toMatchFileSnapshot('../../docs/keys.md');
});

test('no cell breaks the tables', () => {
  const rows = renderKeys()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(GOE_DATAPOINTS.length);
  for (const row of rows) expect(row.split(' | ')).toHaveLength(9);
});
