/** A day of charge points as `/api/v1/history/trace` tells it. */

export interface TraceMinute {
  readonly start: string;
  readonly grid_kw: number | null;
  readonly car_kw: number;
  readonly solar_kw: number;
  readonly set_point_a: number | null;
  readonly phases: number;
}

export interface ChargePointTrace {
  readonly charge_point_id: string;
  readonly minutes: readonly TraceMinute[];
}

export interface Trace {
  readonly from: string;
  readonly to: string;
  readonly data: readonly ChargePointTrace[];
}

const MINUTE_S = 60;

export const secondsOf = ({ start }: TraceMinute): number => Date.parse(start) / 1000;

/** Times in s since 1970, then car, sun in it and grid in kW, and the set-point in A. */
export type TraceLines = readonly [number[], ...(number | null)[][]];

/** Each stretch of minutes is drawn to its end; between two of them is nothing. */
export function linesOf(minutes: readonly TraceMinute[]): TraceLines {
  const lines: [number[], ...(number | null)[][]] = [[], [], [], [], []];
  const add = (at: number, values: readonly (number | null)[]): void => {
    [at, ...values].forEach((value, line) => {
      (lines[line] as (number | null)[] | undefined)?.push(value);
    });
  };
  minutes.forEach((minute, index) => {
    const values = [minute.car_kw, minute.solar_kw, minute.grid_kw, minute.set_point_a];
    const at = secondsOf(minute);
    add(at, values);
    const next = minutes[index + 1];
    if (next !== undefined && isNext(minute, next)) return;
    add(at + MINUTE_S - 1, values);
    if (next !== undefined)
      add(
        at + MINUTE_S,
        values.map(() => null),
      );
  });
  return lines;
}

const isNext = (minute: TraceMinute, next: TraceMinute): boolean =>
  secondsOf(next) - secondsOf(minute) <= MINUTE_S;

export interface PhaseSwitch {
  /** s since 1970. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Where one car goes on with another number of phases, also after a pause. */
export function switchesOf(minutes: readonly TraceMinute[]): readonly PhaseSwitch[] {
  const switches: PhaseSwitch[] = [];
  let before = 0;
  minutes.forEach((minute, index) => {
    const last = minutes[index - 1];
    if (last !== undefined && !isNext(last, minute)) before = 0;
    const { phases } = minute;
    if (phases === 0) return;
    if (before !== 0 && phases !== before) switches.push({ at: secondsOf(minute), from: before, to: phases });
    before = phases;
  });
  return switches;
}
