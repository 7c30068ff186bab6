import { describe, expect, test } from 'vitest';
import { type Contactor, openContactor, stepContactor } from '../../../src/simulator/charger/contactor.js';

/** States as a text of first letters, one a second: o open, s starting, c closed, S stopping, p phase pause. */
function run(wishes: readonly [seconds: number, charge: boolean, phases: 1 | 3][], start = openContactor(3)) {
  const letters = { open: 'o', starting: 's', closed: 'c', stopping: 'S', switching: 'p' };
  let contactor: Contactor = start;
  let flowing = 0;
  let second = 0;
  let states = '';
  for (const [seconds, charge, phases] of wishes) {
    for (let n = 0; n < seconds; n++) {
      contactor = stepContactor(contactor, second++, { charge, phases, currentA: flowing });
      states += letters[contactor.state];
      // A car that lets go three seconds after it is told to.
      flowing = contactor.state === 'closed' ? 3 : Math.max(0, flowing - 1);
    }
  }
  return {
    states: states.replace(/(.)\1*/g, (same, letter) => `${letter}${same.length} `).trim(),
    contactor,
  };
}

describe('the contactor', () => {
  test('waits eight seconds before it closes', () => {
    expect(run([[12, true, 3]]).states).toBe('s8 c4');
  });

  test('opens when the car has let go', () => {
    expect(
      run([
        [12, true, 3],
        [8, false, 3],
      ]).states,
    ).toBe('s8 c4 S3 o5');
  });

  test('a permission that is taken back before it closes leaves it open', () => {
    expect(
      run([
        [4, true, 3],
        [4, false, 3],
        [9, true, 3],
      ]).states,
    ).toBe('s4 o4 s8 c1');
  });

  test('phases change without current, with a pause', () => {
    const { states, contactor } = run([
      [12, true, 3],
      [40, true, 1],
    ]);
    expect(states).toBe('s8 c4 S3 p22 s8 c7');
    expect(contactor).toMatchObject({ phases: 1, switchedAtS: 15, wishedSinceS: null });
  });

  test('phases change at once while it is open', () => {
    const { states, contactor } = run([
      [3, false, 1],
      [12, true, 1],
    ]);
    expect(states).toBe('o3 s8 c4');
    expect(contactor).toMatchObject({ phases: 1, switchedAtS: null });
  });

  test('two phase switches are at least a minute apart, and the wish is remembered', () => {
    const { states, contactor } = run([
      [12, true, 3],
      [40, true, 1],
      [22, true, 3],
    ]);
    expect(states).toBe('s8 c4 S3 p22 s8 c29');
    expect(contactor).toMatchObject({ phases: 1, wishedSinceS: 52 });
    const later = run([
      [12, true, 3],
      [40, true, 1],
      [60, true, 3],
    ]);
    expect(later.states).toBe('s8 c4 S3 p22 s8 c30 S3 p22 s8 c4');
  });

  test('a charge that is stopped during the pause does not go on', () => {
    expect(
      run([
        [12, true, 3],
        [10, true, 1],
        [40, false, 1],
      ]).states,
    ).toBe('s8 c4 S3 p22 o25');
  });

  test('a car that does not let go is cut off', () => {
    let contactor: Contactor = { ...openContactor(3), state: 'closed' };
    const states = Array.from({ length: 9 }, (_, second) => {
      contactor = stepContactor(contactor, second, { charge: false, phases: 3, currentA: 16 });
      return contactor.state;
    });
    expect(states.indexOf('open')).toBe(6);
  });
});
