/**
 * Topic names and topic filters after MQTT 5, section 4.7 (the same rules as MQTT 3.1.1). A filter is valid before it
 * is matched; the functions that match do not check it again.
 */

const MAX_BYTES = 65_535;

/** What is wrong with a topic name to publish to, in words; undefined: nothing. */
export function topicProblem(topic: string): string | undefined {
  if (/[+#]/.test(topic)) return 'a topic to publish to has no wildcards';
  return textProblem(topic);
}

/** What is wrong with a topic filter to subscribe to, in words; undefined: nothing. */
export function filterProblem(filter: string): string | undefined {
  const levels = filter.split('/');
  if (levels.some((level) => level.length > 1 && /[+#]/.test(level))) {
    return 'a wildcard stands alone between slashes';
  }
  if (levels.slice(0, -1).includes('#')) return '# stands only at the end';
  return textProblem(filter);
}

function textProblem(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.includes('\u0000')) return 'it contains U+0000';
  return utf8Length(text) > MAX_BYTES ? `it is longer than ${MAX_BYTES} bytes` : undefined;
}

function utf8Length(text: string): number {
  // A UTF-16 unit is at most three bytes of UTF-8; the encoder is needed only near the limit.
  return text.length * 3 <= MAX_BYTES ? text.length : new TextEncoder().encode(text).length;
}

/** A fast test of many topics against one filter. Topics that start with `$` need a filter that names their root. */
export function topicMatcher(filter: string): (topic: string) => boolean {
  if (!/[+#]/.test(filter)) return (topic) => topic === filter;
  const wanted = filter.split('/');
  const startsWild = wanted[0] === '+' || wanted[0] === '#';
  return (topic) => !(startsWild && topic.startsWith('$')) && levelsMatch(wanted, topic.split('/'));
}

function levelsMatch(wanted: readonly string[], levels: readonly string[]): boolean {
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

/** @example matchesFilter('wattbridge/+/set', 'wattbridge/charger/set') // true */
export function matchesFilter(filter: string, topic: string): boolean {
  return topicMatcher(filter)(topic);
}

/**
 * Whether every topic that `narrow` matches is also matched by `wide`: who may read `wide` may subscribe to `narrow`.
 * @example coversFilter('wattbridge/#', 'wattbridge/+/state') // true
 */
export function coversFilter(wide: string, narrow: string): boolean {
  const asked = narrow.split('/');
  const startsWild = wide.startsWith('+') || wide.startsWith('#');
  if (startsWild && narrow.startsWith('$')) return false;
  const allowed = wide.split('/');
  for (const [index, level] of allowed.entries()) {
    if (level === '#') return true;
    const other = asked[index];
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false;
  }
  return allowed.length === asked.length;
}
