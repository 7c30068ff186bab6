import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Field, fieldAt, fieldOf } from '../../src/config/field.js';
import { formatPath } from '../../src/config/path.js';
import { configSchema } from '../../src/config/schema.js';
import { valuePaths } from '../../src/config/variables.js';

const root = fieldOf(configSchema);

function everyField(field: Field, path = ''): readonly (readonly [string, Field])[] {
  if (field.kind === 'list') return [[path, field], ...everyField(field.item, `${path}[]`)];
  if (field.kind !== 'section') return [[path, field]];
  const below = [...field.fields].flatMap(([name, child]) => everyField(child, `${path}.${name}`));
  return [[path, field], ...below];
}

describe('the schema', () => {
  const named = everyField(root).filter(([path]) => path !== '' && !path.endsWith('[]'));

  test('describes every field in a sentence', () => {
    const without = named.filter(([, { description = '' }]) => !/^[A-Z].+\.$/.test(description));
    expect(without).toEqual([]);
  });

  test('names every field in snake_case, so that variables can be told apart', () => {
    const others = named.filter(([path]) => !/\.[a-z]+(?:_[a-z]+)*$/.test(path));
    expect(others).toEqual([]);
  });

  test('marks every secret', () => {
    const secret = valuePaths(root).filter((path) => fieldAt(root, path)?.secret);
    expect(secret.map(formatPath)).toEqual([
      'meters[0].api_key',
      'chargers[0].cloud.token',
      'mqtt.embedded.users[0].password',
      'mqtt.embedded.users[0].password_hash',
      'mqtt.external.password',
    ]);
  });

  test('gives an example of every text that may be left out', () => {
    for (const path of valuePaths(root)) {
      const { kind, optional, example, defaultValue } = fieldAt(root, path) ?? {};
      if (kind === 'text' && optional) expect(example ?? defaultValue, formatPath(path)).toBeDefined();
    }
  });
});

describe('fieldOf', () => {
  test('reads through every layer; the outermost words count', () => {
    const schema = z.strictObject({
      port: z
        .number()
        .int()
        .min(1)
        .max(9)
        .meta({ description: 'inner', unit: 'x' })
        .nullable()
        .default(3)
        .meta({
          description: 'outer',
        }),
    });
    expect(fieldAt(fieldOf(schema), ['port'])).toEqual({
      kind: 'number',
      choices: [],
      integer: true,
      min: 1,
      max: 9,
      unit: 'x',
      description: 'outer',
      optional: true,
      nullable: true,
      defaultValue: 3,
    });
  });

  test('refuses a kind that reading and overrides could not follow', () => {
    expect(() => fieldOf(z.union([z.string(), z.number()]))).toThrow(
      new TypeError('No rule for a schema of type union.'),
    );
  });
});

describe('fieldAt', () => {
  test.each([
    [['nothing']],
    [['meters', 'host']],
    [['meters', 0, 'nothing']],
    [['log', 0]],
    [['log', 'level', 'deeper']],
  ])('%j is unknown', (path) => {
    expect(fieldAt(root, path)).toBeUndefined();
  });
});
