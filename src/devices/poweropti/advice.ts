import type { JsonValue } from '../../json.js';

/** What the owner of a meter should know, given what it sends. */
export function poweroptiAdvice(values: ReadonlyMap<string, JsonValue>): readonly string[] {
  const advice: string[] = [];
  if (!values.has('1.7.0')) {
    advice.push(
      'the meter does not send its power (1.7.0): enter its PIN and switch on the extended data set ("Inf on"); ' +
        'the grid operator gives the PIN',
    );
  }
  if (!values.has('2.8.0')) {
    advice.push(
      'the meter does not send its export (2.8.0): fine without solar power, else ask the grid operator',
    );
  }
  return advice;
}
