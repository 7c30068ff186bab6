import { isJsonObject, type JsonObject, type JsonValue } from '../../json.js';

const CARDS = 10;
const MASKED = /^\**$/;

/** Access control (`acs`): 0 and false let everybody charge. */
export const needsCard = ({ acs, trx }: JsonObject): boolean =>
  acs !== undefined && acs !== 0 && acs !== false && acs !== null && (trx === null || trx === undefined);

/**
 * The card that a tag names, as `trx` takes it: 1 to 10.
 * @param tag the owner's name of a card, in any case, or its number
 * @returns undefined when no card is called so
 */
export function cardOf(tag: string, snapshot: JsonObject): number | undefined {
  const wanted = tag.trim().toLowerCase();
  const numbers = Array.from({ length: CARDS }, (_, index) => index + 1);
  return (
    numbers.find((number) => namesOf(number, snapshot).includes(wanted)) ??
    numbers.find((number) => String(number) === wanted)
  );
}

function namesOf(number: number, snapshot: JsonObject): readonly string[] {
  const cards = snapshot['cards'];
  const entry = Array.isArray(cards) ? (cards[number - 1] as JsonValue | undefined) : undefined;
  return [isJsonObject(entry) ? entry['name'] : undefined, snapshot[`c${number - 1}n`]]
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => !MASKED.test(name));
}
