import type { Journal } from './endurance-journal.js';

/** Time from the end of each fault until everything is as usual again. */
export interface Recovery {
  /** Nothing is wrong, and nothing was wrong a moment ago. */
  readonly isQuiet: boolean;
  begin(fault: string): void;
  end(): void;
  /** To be told with each reading of the controller. */
  look(isNormal: boolean): void;
  /** Fault → seconds; Infinity: not before the next one began. */
  readonly seconds: ReadonlyMap<string, number>;
}

const LONGEST_S = 120;
/** So long after it the books are closed. */
const QUIET_MS = 20_000;

export function createRecovery(journal: Journal): Recovery {
  const seconds = new Map<string, number>();
  let fault: string | undefined;
  let endedMs: number | undefined;
  let recoveredMs = Number.NEGATIVE_INFINITY;

  function close(name: string, tookS: number): void {
    seconds.set(name, tookS);
    fault = endedMs = undefined;
    recoveredMs = performance.now();
    if (tookS > LONGEST_S) journal.violation('recovery', `${name}: ${tookS.toFixed(0)} s`);
  }

  return {
    get isQuiet() {
      return fault === undefined && performance.now() - recoveredMs > QUIET_MS;
    },
    begin(name) {
      if (fault !== undefined) close(fault, Number.POSITIVE_INFINITY);
      fault = name;
      journal.note(`--- ${name} begins`);
    },
    end() {
      endedMs = performance.now();
      journal.note(`--- ${fault} ends`);
    },
    look(isNormal) {
      if (isNormal && fault !== undefined && endedMs !== undefined)
        close(fault, (performance.now() - endedMs) / 1000);
    },
    seconds,
  };
}
