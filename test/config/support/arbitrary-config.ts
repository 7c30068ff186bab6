import fc from 'fast-check';
import { type Field, fieldOf, type Section, type Value } from '../../../src/config/field.js';
import { configSchema } from '../../../src/config/schema.js';

/** Texts that YAML, references and people get wrong. */
const AWKWARD = [
  'null',
  '~',
  'true',
  '0123',
  '1e5',
  ' a ',
  'a: b',
  'a #b',
  '- a',
  '*a',
  '&a',
  '!a',
  `\${A}`,
  '{',
  '"',
];

const anyText = fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ minLength: 1, unit: 'grapheme' }));

/** Values for texts of a form, by the name of the field. */
const FORMS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  topic_base: fc.constantFrom('wattbridge', 'home/watt', '5', 'null', 'größe'),
  discovery_prefix: fc.constantFrom('homeassistant', '1e3'),
  power_topic: fc.constantFrom('house/battery', '0x10'),
  soc_topic: fc.constantFrom('house/battery', 'null'),
  pv_topic: fc.constantFrom('sun', '1e3'),
  birth_topic: fc.constantFrom('ha/status', '0x10'),
  host: fc.constantFrom('192.168.1.50', 'poweropti', '127.0.0.1', '10', '::1', 'localhost'),
  api_key: fc.constantFrom(
    '1097bd725557',
    '123456789012',
    '1097e5725557',
    '01234567890123456789',
    'a"b\'c#d:e{f}',
  ),
  id: fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/),
  serial: fc.constantFrom('123456', '012345'),
  url: fc.constantFrom('mqtt://broker', 'mqtts://user:pass@broker:8883', 'http://127.0.0.1:80'),
  password_hash: fc.constant('scrypt$2$1$1$YQ$YQ'),
  timezone: fc.constantFrom('Europe/Berlin', 'UTC', 'Asia/Kathmandu'),
  currency: fc.constantFrom('EUR', 'NOK'),
  cors_origins: fc.constantFrom('https://ha.example', 'http://127.0.0.1:8123'),
  publish: fc.constantFrom('#', '+/a', 'a/+/b/#'),
  subscribe: fc.constantFrom('#', '+/a', 'a/+/b/#'),
};

function arbitraryValue(
  name: string,
  { kind, choices, integer, min = 0, max = 0 }: Value,
): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'choice':
      return fc.constantFrom(...choices);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
    case 'text':
      return FORMS[name] ?? anyText;
  }
}

function arbitraryField(name: string, field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'section') return arbitrarySection(field);
  if (field.kind === 'list') return fc.array(arbitraryField(name, field.item), { maxLength: 2 });
  const value = arbitraryValue(name, field);
  return field.nullable ? fc.option(value, { nil: null }) : value;
}

function arbitrarySection({ fields }: Section): fc.Arbitrary<Record<string, unknown>> {
  const members = [...fields].map(([name, field]) => [name, arbitraryField(name, field)] as const);
  const requiredKeys = [...fields].filter(([, field]) => !field.optional).map(([name]) => name);
  return fc.record(Object.fromEntries(members), { requiredKeys });
}

/** Any configuration that the schema accepts, with at least one device. */
export const arbitraryConfig = arbitrarySection(fieldOf(configSchema)).filter((config) => {
  const { success, data } = configSchema.safeParse(config);
  return success && data.meters.length + data.chargers.length > 0;
});
