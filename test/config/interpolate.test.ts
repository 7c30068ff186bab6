import { describe, expect, test } from 'vitest';
import { interpolate, type ReferenceSources } from '../../src/config/interpolate.js';

const sources: ReferenceSources = {
  env: { NAME: 'value', EMPTY: '', DOLLAR: `\${NAME}` },
  readFile(path) {
    if (path === '/secret') return 'from a file\n';
    if (path === '/windows') return 'line\r\n\r\n';
    throw Object.assign(new Error('secret details'), { code: 'EACCES' });
  },
};

describe('interpolate', () => {
  test.each([
    ['no reference', 'no reference'],
    ['$NAME {NAME} $', '$NAME {NAME} $'],
    [`\${NAME}`, 'value'],
    [`a \${NAME} and \${NAME}!`, 'a value and value!'],
    [`\${EMPTY}`, ''],
    [`\${EMPTY:-default}`, 'default'],
    [`\${NOTHING:-}`, ''],
    [`\${NOTHING:-a:-b c}`, 'a:-b c'],
    [`\${NAME:-default}`, 'value'],
    [`\${file:/secret}`, 'from a file'],
    [`\${file:/windows}`, 'line\r\n'],
    [`$\${NAME}`, `\${NAME}`],
    [`$\${\${NAME}`, `\${value`],
    [`$$\${NAME}`, `$\${NAME}`],
    // What a reference becomes is not looked at again.
    [`\${DOLLAR}`, `\${NAME}`],
  ])('%s becomes %j', (text, replaced) => {
    expect(interpolate(text, sources)).toEqual({ text: replaced, problems: [] });
  });

  test.each([
    [`\${NOTHING}`, ['needs the environment variable NOTHING, which is not set']],
    [`\${toString}`, ['needs the environment variable toString, which is not set']],
    [`\${file:/other}`, ['needs the file /other, which cannot be read (EACCES)']],
    [`\${}`, ['has a reference that names neither a variable nor a file']],
    [`\${file:}`, ['has a reference that names neither a variable nor a file']],
    [`\${1A}`, ['has a reference that names neither a variable nor a file']],
    [`\${NAME`, ['has a reference without its closing brace']],
    [
      `\${A} \${B}`,
      [
        'needs the environment variable A, which is not set',
        'needs the environment variable B, which is not set',
      ],
    ],
  ])('%s has problems', (text, problems) => {
    expect(interpolate(text, sources).problems).toEqual(problems);
  });
});
