import type { JsonValue } from '../../json.js';

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

/** What the owner of a charger should know or change, given its settings. */
export function goeAdvice(values: Values): readonly string[] {
  return ADVICE.flatMap(([applies, text]) => (applies(values) ? [text] : []));
}
