import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderExample } from '../../src/config/example-file.js';
import { fieldAt, fieldOf } from '../../src/config/field.js';
import { formatPath } from '../../src/config/path.js';
import { memberOf } from '../../src/config/plain.js';
import { renderReference } from '../../src/config/reference.js';
import { configSchema } from '../../src/config/schema.js';
import { valuePaths } from '../../src/config/variables.js';
import { loadText } from './support/load-text.js';

const root = fieldOf(configSchema);

describe('docs/configuration.md', () => {
  test('agrees with the schema', async () => {
    await expect(renderReference(root)).toMatchFileSnapshot('../../docs/configuration.md');
  });

  test('links only to headings that it has', () => {
    const page = renderReference(root);
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 _-]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(headings).toContain(link);
  });

  test('shows configurations that load', () => {
    const blocks = [...renderReference(root).matchAll(/```yaml\n(.+?)```/gs)].map(([, block = '']) => block);
    expect(blocks).toHaveLength(2);
    const files = { '/run/secrets/poweropti': '1097bd725557\n' };
    for (const block of blocks) {
      expect(loadText(block, { files }).meters[0]).toMatchObject({
        host: '192.168.1.50',
        api_key: '1097bd725557',
      });
    }
  });

  test('shows problems as they are reported', () => {
    const shown = /```text\n(.+?)\n```/s.exec(renderReference(root))?.[1];
    const text = 'meters:\n  - host: 192.168.1.50\n    apikey: x\n    interval_s: 0.5\n    api_key: null\n';
    expect(() => loadText(text)).toThrow(shown);
  });
});

describe('wattbridge.example.yaml', () => {
  test('agrees with the schema', async () => {
    await expect(renderExample(root)).toMatchFileSnapshot('../../wattbridge.example.yaml');
  });

  test('loads, and only its shortest useful part is active', () => {
    const shortest = `
meters: [{ host: 192.168.1.50, api_key: 1097bd725557 }]
chargers: [{ host: 192.168.1.60 }]
`;
    expect(loadText(renderExample(root))).toEqual(loadText(shortest));
  });

  test('holds every field, and every default is the real one', () => {
    const everything: unknown = parse(switchedOn(renderExample(root)));
    for (const path of valuePaths(root)) {
      const list = fieldAt(root, path.slice(0, -1));
      // A list of plain values stands there as a whole, possibly empty.
      const place = list?.kind === 'list' ? path.slice(0, -1) : path;
      const value = place.reduce(memberOf, everything);
      expect(value, formatPath(place)).toBeDefined();
      const { defaultValue = value } = fieldAt(root, place) ?? {};
      expect(value, formatPath(place)).toEqual(defaultValue);
    }
  });

  test('holds only values that load', () => {
    const text = switchedOn(renderExample(root))
      .replace(/^ {4}cloud:\n(?: {6}.*\n)+/m, '')
      .replace(/^ +password_hash: .*\n/m, '');
    const files = { '/run/secrets/homeassistant': 'x', '/run/secrets/mqtt': 'y' };
    expect(loadText(text, { files }).mqtt.embedded.users).toHaveLength(1);
  });
});

/** The text with every setting active. Of a `#`, only one with a blank and a word behind it begins an explanation. */
function switchedOn(text: string): string {
  const next = text.replaceAll(/^( *)#(?! [^ ])/gm, '$1');
  return next === text ? text : switchedOn(next);
}
