import type { Options } from '../devices/datapoint.js';

/** The word of a sensor for a code that nobody knows yet; a state outside the announced words would be dropped. */
export const UNKNOWN_WORD = 'Unknown value';

/**
 * An enumeration as payload → word, fit for Home Assistant: every word only once, and none that it would take for
 * "no state". Such words get their code: `None` becomes `None (0)`.
 */
export function wordsOf(options: Options): ReadonlyMap<string, string> {
  const words = Object.values(options).map((word) => word.trim());
  return new Map(
    Object.entries(options).map(([code, text]) => {
      const payload = payloadOfCode(code);
      const word = text.trim();
      const ambiguous = words.filter((other) => other === word).length > 1;
      return [payload, ambiguous || meansNothing(word) ? `${word} (${payload})`.trim() : word];
    }),
  );
}

function meansNothing(word: string): boolean {
  return word === '' || word.toLowerCase() === 'none';
}

/** Texts are published without the quotes that they have as JSON. */
function payloadOfCode(code: string): string {
  return code.startsWith('"') ? String(JSON.parse(code)) : code;
}
