import type { EnduranceHome } from './endurance-home.js';
import type { Figure } from './figures.js';

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0);

const listed = (counts: ReadonlyMap<string, number>, digits = 0): string =>
  [...counts].map(([name, value]) => `${name} ${value.toFixed(digits)}`).join(', ');

/** All figures of one mode. @param memoryMib resident memory some minutes after the restart */
export function figuresOf(home: EnduranceHome, memoryMib: number): Figure[] {
  const { spec, rules, follower, truth, commands, journal, app } = home;
  const { sent, ok, refused } = commands.counts;
  const { above, wentOn } = truth;
  const figure = (name: string, value: string, goal = ''): Figure => ({
    name: `${spec.mode}: ${name}`,
    value,
    goal,
  });
  return [
    figure('violations', listed(journal.violations) || '0', '0'),
    figure('energy from sun, grid', `${truth.sunWh.toFixed(0)}, ${truth.gridWh.toFixed(0)} Wh`),
    figure('surplus that there was', `${truth.surplusWh.toFixed(0)} Wh`),
    figure('starts, phase switches of the charger', `${truth.starts}, ${truth.phaseSwitches}`),
    figure('set-points', String(rules.count)),
    figure('least time between two', `${rules.leastGapS.toFixed(2)} s`, '≥ 5 s'),
    ...(follower.told > 0
      ? [figure('times that it told the charger of the house', String(follower.told))]
      : []),
    figure('commands sent, done, refused', `${sent}, ${ok}, ${refused}`, 'one result each'),
    figure(
      'above the house limit',
      `${above.totalS} s, ${above.longestS} s in a row, ${above.mostW} W at most`,
    ),
    figure('charging went on over the kill', wentOn === undefined ? 'did not charge' : wentOn ? 'yes' : 'no'),
    figure('readings by reason', listed(follower.reasons)),
    figure('messages', String(follower.messages)),
    figure('memory, and at the end', `${memoryMib.toFixed(1)}, ${app.memoryMib.toFixed(1)} MiB`, '≤ 100 MiB'),
  ];
}

/** Seconds from the end of each fault until all was as usual, mode by mode. */
export function recoveryFigures(homes: readonly EnduranceHome[]): Figure[] {
  const faults = homes[0]?.recovery.seconds.keys() ?? [];
  return [...faults].map((fault) => {
    const seconds = new Map<string, number>();
    for (const { spec, recovery } of homes) seconds.set(spec.mode, recovery.seconds.get(fault) ?? Number.NaN);
    return { name: `s until normal after: ${fault}`, value: listed(seconds, 1), goal: '≤ 120' };
  });
}

/** One line for people who watch. */
export function progressOf({ spec, rules, truth, follower, journal, app }: EnduranceHome): string {
  const { reason, target_current: targetA, way } = follower.controller;
  return (
    `  ${spec.mode}: ${String(reason)}, ${String(way)} ${String(targetA)} A, sun ${truth.sunWh.toFixed(0)} Wh, grid ` +
    `${truth.gridWh.toFixed(0)} Wh of ${truth.surplusWh.toFixed(0)} Wh, ${rules.count} set-points, ` +
    `${truth.starts} starts, ${truth.phaseSwitches} switches, ${app.memoryMib.toFixed(0)} MiB, ` +
    `${total(journal.violations)} violations\n`
  );
}
