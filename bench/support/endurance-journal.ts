/** What went wrong in one house, with the messages before it. */
export interface Journal {
  /** A message that may explain what comes. */
  note(line: string): void;
  /** An invariant does not hold. @param kind the same for all of its kind */
  violation(kind: string, text: string): void;
  /** Kind → how often. */
  readonly violations: ReadonlyMap<string, number>;
}

const REMEMBERED = 30;
/** Of one kind, so many are told of in full. */
const TOLD = 4;

/** @param sinceStart minutes and seconds since the start, for people */
export function createJournal(mode: string, sinceStart: () => string): Journal {
  const lines: string[] = [];
  const violations = new Map<string, number>();
  return {
    note(line) {
      lines.push(`${sinceStart()} ${line}`);
      if (lines.length > REMEMBERED) lines.shift();
    },
    violation(kind, text) {
      const count = (violations.get(kind) ?? 0) + 1;
      violations.set(kind, count);
      if (count > TOLD) return;
      const before = lines.map((line) => `    ${line}\n`).join('');
      process.stdout.write(`[${sinceStart()}] ${mode}: VIOLATION (${kind}) ${text}\n${before}`);
    },
    violations,
  };
}
