import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_CODES, renderErrors } from './render-errors.js';

const SOURCES = new URL('../../src/', import.meta.url);

/** Codes that the source gives to errors, found in its text so that nobody can forget one. */
function codesInSource(): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const text = readFileSync(new URL(name, SOURCES), 'utf8');
    const thrown = [...text.matchAll(/new \w+Error\(\s*'(\w+)'/g)];
    const fixed = [...text.matchAll(/readonly code = '(\w+)'/g)];
    return [...thrown, ...fixed].flatMap(([, code]) => code ?? []);
  });
}

describe('docs/errors.md', () => {
  it('agrees with the tables of codes', async () => {
    await expect(renderErrors()).toMatchFileSnapshot('../../docs/errors.md');
  });

  it('explains every code that the program uses', () => {
    const used = codesInSource();
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((code) => !DOCUMENTED_CODES.has(code))).toEqual([]);
  });
});
