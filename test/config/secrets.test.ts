import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf } from '../../src/config/field.js';
import type { ConfigPath } from '../../src/config/path.js';
import { configSchema } from '../../src/config/schema.js';
import { valuePaths, variableOf } from '../../src/config/variables.js';
import { errorOf, loadText } from './support/load-text.js';

const SECRET = 'hunter2';

/** Ways to write a secret, right and wrong. */
const WRITTEN = [
  SECRET,
  `"${SECRET}"`,
  `'${SECRET}`,
  `"${SECRET}`,
  `"${SECRET}\\q"`,
  `first, ${SECRET}`,
  `first: ${SECRET}`,
  `first: second: ${SECRET}`,
  `[${SECRET}]`,
  `[${SECRET}`,
  `{ ${SECRET}: ${SECRET} }`,
  `{ ${SECRET}: 1, ${SECRET}: 2 }`,
  `*${SECRET}`,
  `&${SECRET} &${SECRET} x`,
  `!${SECRET} x`,
  `@${SECRET}`,
  `%${SECRET}`,
  `| ${SECRET}`,
  `mqtt://user:${SECRET}@`,
  `\${SECRET}`,
  `\${SECRET}:\${SECRET`,
  `\${file:/secret}`,
  `\${file:/secret} and more`,
];

function inBraces(path: ConfigPath, written: string): string {
  const [step, ...rest] = path;
  if (step === undefined) return written;
  const inner = inBraces(rest, written);
  return typeof step === 'number' ? `[${inner}]` : `{ ${step}: ${inner} }`;
}

function inLines(path: ConfigPath, written: string, indent = ''): string {
  const [step, ...rest] = path;
  if (step === undefined) return ` ${written}\n`;
  const name = typeof step === 'number' ? '-' : `${step}:`;
  return `\n${indent}${name}${inLines(rest, written, `${indent}  `)}`;
}

test('no report of problems repeats a value, however it was written', () => {
  const paths = valuePaths(fieldOf(configSchema));
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.constantFrom(...WRITTEN),
      fc.constantFrom(inBraces, inLines),
      (path, written, layout) => {
        const surroundings = { env: { SECRET, WATTBRIDGE_LOG_FORMAT: SECRET }, files: { '/secret': SECRET } };
        const error = errorOf(() => loadText(layout(path, written), surroundings));
        expect(JSON.stringify([error.message, error.problems, error.context])).not.toContain(SECRET);
      },
    ),
    { numRuns: 1000 },
  );
});

test('nor that of a variable', () => {
  for (const path of valuePaths(fieldOf(configSchema))) {
    const env = { [variableOf(path)]: `${SECRET}\n+#/`, WATTBRIDGE_NONSENSE: SECRET };
    expect(errorOf(() => loadText('', { env })).message).not.toContain(SECRET);
  }
});
