/**
 * All templates that Home Assistant evaluates for us (Jinja2). `value` is the payload as text; `value_json` is the
 * payload read as JSON, undefined when it is none. A rendered `None` means "unknown" on every platform. Templates use
 * a small subset of the language, which test/homeassistant/jinja.ts evaluates.
 */

/** Longest state of an entity, in characters. */
export const LONGEST_STATE = 255;

/** In Python a truth value is a number as well. */
const isNumber = (source: string): string => `${source} is number and ${source} is not boolean`;

/** A text, cut to what a state may hold; `null` is unknown. */
export const TEXT_STATE = `{{ none if value == "null" else value[:${LONGEST_STATE}] }}`;

/** A text that can be edited; there `null` is the empty text, because "None" would be taken for its content. */
export function editableText(maxLength: number): string {
  return `{{ "" if value == "null" else value[:${maxLength}] }}`;
}

/** `true` or `false`; some firmwares send 1 and 0. */
export const BOOLEAN_STATE =
  '{{ {"true": "true", "1": "true", "false": "false", "0": "false"}.get(value, none) }}';

/** How many members an array or object has. */
export const COUNT_STATE =
  '{{ value_json | length if value_json is defined and value_json is sequence else none }}';

/** The value as JSON has it, else as text. */
const WHATEVER = 'value_json if value_json is defined else value';

/** The whole value as an attribute, whatever it is. */
export const WHOLE_AS_ATTRIBUTE = `{{ {"value": ${WHATEVER}} | tojson }}`;

/** The code behind a word as an attribute, because words differ by firmware and unknown codes have none. */
export const CODE_AS_ATTRIBUTE = `{{ {"code": ${WHATEVER}} | tojson }}`;

/**
 * A number × `scale`; whatever else arrives (`null`, an error text) is unknown.
 * @param source where the number is in the payload: `value_json`, or a member of it
 */
export function numberState(scale = 1, decimals = 3, source = 'value_json'): string {
  return `{{ ${scaled(source, scale, decimals)} if ${isNumber(source)} else none }}`;
}

/** As numberState; a number outside the bounds (in the unit of the wire) is unknown, because it would be rejected. */
export function boundedNumberState(min: number, max: number, scale = 1, decimals = 3): string {
  const inside = `${min} <= value_json <= ${max}`;
  return `{{ ${scaled('value_json', scale, decimals)} if ${isNumber('value_json')} and ${inside} else none }}`;
}

function scaled(name: string, scale: number, decimals: number): string {
  return scale === 1 ? name : `(${times(name, scale)}) | round(${decimals})`;
}

/** The shown number back in the unit of the wire. */
export function numberCommand(scale: number, integer: boolean): string {
  const onTheWire = `(${times('value', 1 / scale)}) | round`;
  return integer ? `{{ ${onTheWire} | int }}` : `{{ ${onTheWire}(6) }}`;
}

/** Dividing by 1000 is exact where multiplying by 0.001 is not. */
function times(name: string, factor: number): string {
  const divisor = Math.round(1 / factor);
  const isFraction = divisor > 1 && Math.abs(factor * divisor - 1) < 1e-9;
  return isFraction ? `${name} / ${divisor}` : `${name} * ${Number(factor.toPrecision(12))}`;
}

/** Payload → word. @param otherwise the word for an unknown code; undefined: unknown */
export function wordState(words: ReadonlyMap<string, string>, otherwise?: string): string {
  const pairs = [...words].map(([payload, word]) => `${quoted(payload)}: ${quoted(word)}`);
  if (!words.has('null')) pairs.push('"null": none');
  return `{{ {${pairs.join(', ')}}.get(value, ${otherwise === undefined ? 'none' : quoted(otherwise)}) }}`;
}

/** Word → payload. */
export function wordCommand(words: ReadonlyMap<string, string>): string {
  const pairs = [...words].map(([payload, word]) => `${quoted(word)}: ${quoted(payload)}`);
  return `{{ {${pairs.join(', ')}}[value] }}`;
}

/** JSON's escapes are a subset of those in a Jinja text. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function timeState(otherwise: string): string {
  const parts = 'value_json // 3600, value_json // 60 % 60, value_json % 60';
  const isTime = `${isNumber('value_json')} and 0 <= value_json < 86400`;
  return `{{ "%02d:%02d:%02d" | format(${parts}) if ${isTime} else ${otherwise} }}`;
}

/** Seconds since midnight → `HH:MM:SS`. */
export const TIME_STATE = timeState('none');

/** The same for a text that can be edited; as there, no time is the empty text. */
export const EDITABLE_TIME = timeState('""');

/** `HH:MM` or `HH:MM:SS` → seconds since midnight; the empty text stays empty, so that it is refused. */
export const TIME_COMMAND =
  '{{ value[0:2] | int * 3600 + value[3:5] | int * 60 + value[6:8] | int(0) if value else "" }}';
