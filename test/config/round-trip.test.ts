import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { configSchema } from '../../src/config/schema.js';
import { arbitraryConfig } from './support/arbitrary-config.js';
import { loadText } from './support/load-text.js';

/** In texts, `${` begins a reference. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('${', () => `$\${`);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, escaped(member)]));
}

test('any configuration that the schema accepts survives being written as YAML and loaded', () => {
  fc.assert(
    fc.property(arbitraryConfig, fc.constantFrom('any', 'block', 'flow'), (config, collectionStyle) => {
      const text = stringify(escaped(config), { collectionStyle });
      expect(loadText(text)).toEqual(configSchema.parse(config));
    }),
    { numRuns: 200 },
  );
});
