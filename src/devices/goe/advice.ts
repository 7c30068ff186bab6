import type { JsonValue } from '../../json.js';
import { GOE_DATAPOINTS } from './catalogue.js';

type Values = ReadonlyMap<string, JsonValue>;

/** Each line: when it applies, and what the owner should know. */
const ADVICE: readonly (readonly [(values: Values) => boolean, string])[] = [
  [
    (values) => values.get('mhe') === true,
    'the charger announces itself to Home Assistant too (mhe): switch that off in the go-e app, or every entity is there twice',
  ],
  [
    (values) => !values.has('psm') && !values.has('fsp'),
    'the charger offers neither psm nor fsp: phases cannot be switched from here',
  ],
  [
    (values) => values.get('mce') === true && values.get('mcr') === false,
    'the charger takes commands over its own MQTT connection too (mce): two masters can surprise each other',
  ],
  [
    (values) => values.get('fup') === true,
    "the charger's own surplus charging is on (fup): it decides by itself unless something else controls it",
  ],
  [
    (values) => values.get('tse') === false,
    'the time server is off (tse): the times that the charger gives may be wrong',
  ],
];

/** What the owner of a charger should know or change, given a full status. */
export function goeAdvice(values: Values): readonly string[] {
  return [...ADVICE.flatMap(([applies, text]) => (applies(values) ? [text] : [])), ...missingKeys(values)];
}

/** Keys that the vendor documents for all chargers, and this one lacks. */
function missingKeys(values: Values): readonly string[] {
  const documented = GOE_DATAPOINTS.filter(({ source, access }) => source === 'seed' && access !== 'W');
  const missing = documented.filter(({ key }) => !values.has(key)).map(({ key }) => key);
  if (missing.length === 0) return [];
  const keys = missing.join(', ');
  return [
    `${missing.length} of ${documented.length} documented keys are not there (other models and firmwares have them): ${keys}`,
  ];
}
