import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/ledger/session.js';
import { createKeptLedger, type KeptLedger, sumOf } from './kept-ledger.js';
import { createTrueCharger, START_WH, type TrueCharger } from './true-charger.js';

const MINUTE_MS = 60_000;

/** One thing that happens; what it does not need says nothing. */
interface Happening {
  readonly what: 'plug' | 'unplug' | 'read' | 'twice' | 'store' | 'kill' | 'pass' | 'reboot' | 'jump';
  readonly ms: number;
  readonly powerW: number;
  readonly forgetsCar: boolean;
}
const happening = (what: Happening['what'][], [min, max]: readonly [number, number]) =>
  fc.record<Happening>({
    what: fc.constantFrom(...what),
    ms: fc.integer({ min, max }),
    powerW: fc.constantFrom(0, 1380, 4140, 11_000),
    forgetsCar: fc.boolean(),
  });
const anything = fc.oneof(
  { weight: 6, arbitrary: happening(['plug', 'unplug', 'read', 'twice', 'store', 'kill'], [0, 0]) },
  { weight: 4, arbitrary: happening(['pass'], [500, 30_000]) },
  { weight: 1, arbitrary: happening(['pass'], [MINUTE_MS, 12 * 60 * MINUTE_MS]) },
  { weight: 2, arbitrary: happening(['reboot', 'jump'], [-60 * MINUTE_MS, 60 * MINUTE_MS]) },
);

function happen(event: Happening, charger: TrueCharger, ledger: KeptLedger, tellsPlugIn: boolean): void {
  const read = () => ledger.take(charger.reading(tellsPlugIn));
  const deeds: Readonly<Record<Happening['what'], () => void>> = {
    plug: charger.plug,
    unplug: charger.unplug,
    pass: () => charger.pass(event.ms, event.powerW),
    reboot: () => charger.reboot(event.forgetsCar),
    jump: () => charger.jump(event.ms),
    read,
    twice() {
      read();
      read();
    },
    store: ledger.store,
    kill: ledger.kill,
  };
  deeds[event.what]();
}

/** Long enough after a reboot that the charger knows whether a car is there. */
function finish(charger: TrueCharger, ledger: KeptLedger, tellsPlugIn: boolean): void {
  charger.unplug();
  charger.pass(20_000, 0);
  ledger.take(charger.reading(tellsPlugIn));
  ledger.store();
}

function expectNoOverlap(sessions: readonly Session[]): void {
  const inOrder = [...sessions].sort((a, b) => Number(a.id.slice(5)) - Number(b.id.slice(5)));
  for (const [index, session] of inOrder.entries()) {
    expect(session.endedAtMs).toBeGreaterThanOrEqual(session.startedAtMs);
    const before = inOrder[index - 1];
    if (before) expect(session.startedAtMs).toBeGreaterThanOrEqual(before.endedAtMs ?? Number.NaN);
  }
}

describe('whatever happens to a charger and to the program', () => {
  const story = fc.tuple(fc.array(anything, { minLength: 5, maxLength: 80 }), fc.boolean());

  it('counts every Wh of the charger’s counter once, in sessions that do not overlap', () => {
    fc.assert(
      fc.property(story, ([events, tellsPlugIn]) => {
        const charger = createTrueCharger();
        const ledger = createKeptLedger();
        ledger.take(charger.reading(tellsPlugIn));
        ledger.store();
        for (const event of events) happen(event, charger, ledger, tellsPlugIn);
        finish(charger, ledger, tellsPlugIn);

        const outside = ledger.charge.filter(({ sessionId }) => sessionId === null);
        const counted = charger.reading().counterWh ?? Number.NaN;
        expect(sumOf(ledger.sessions) + sumOf(outside)).toBeCloseTo(counted - START_WH, 6);
        for (const session of ledger.sessions) {
          const { energyWh, solarWh, gridWh, batteryWh, startCounterWh, counterWh } = session;
          expect(solarWh + gridWh + batteryWh).toBeCloseTo(energyWh, 6);
          expect(sumOf(ledger.charge.filter(({ sessionId }) => sessionId === session.id))).toBeCloseTo(
            energyWh,
            6,
          );
          expect((counterWh ?? 0) - (startCounterWh ?? 0)).toBeCloseTo(energyWh, 2);
        }
        expectNoOverlap(ledger.sessions);
      }),
      { numRuns: 300 },
    );
  });
});

/** A visit of a car, and at which of its moments somebody looks, stores, or the program is killed. */
const look = fc.constantFrom('see', 'see and store', 'miss', 'kill');
const visit = fc.record({
  awayMs: fc.integer({ min: 30_000, max: 3 * 60 * MINUTE_MS }),
  chargeMs: fc.array(fc.integer({ min: 60_000, max: 40 * MINUTE_MS }), { minLength: 2, maxLength: 5 }),
  powerW: fc.constantFrom(4140, 11_000),
  idleMs: fc.integer({ min: 0, max: 10 * 60 * MINUTE_MS }),
  looks: fc.array(look, { minLength: 8, maxLength: 8 }),
});

describe('as long as no two cars come between two looks', () => {
  it.each([
    ['that tells when a car was plugged in', true],
    ['that does not', false],
  ])('finds every car of a charger %s, with its energy', (_what, tellsPlugIn) => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 8 }), (visits) => {
        const charger = createTrueCharger();
        const ledger = createKeptLedger();
        const see = (what = 'see and store') => {
          if (what === 'kill') ledger.kill();
          else if (what !== 'miss') ledger.take(charger.reading(tellsPlugIn));
          if (what === 'see and store') ledger.store();
        };
        see();
        for (const { awayMs, chargeMs, powerW, idleMs, looks } of visits) {
          const [atHome, ...others] = looks;
          charger.pass(awayMs, 0);
          see(atHome);
          charger.plug();
          for (const [index, ms] of chargeMs.entries()) {
            charger.pass(ms, powerW);
            see(others[index]);
          }
          // One look at each car at least that is not forgotten again.
          see();
          charger.pass(idleMs, 0);
          see(others.at(-1));
          charger.unplug();
          see(others.at(-2));
        }
        finish(charger, ledger, tellsPlugIn);
        const energies = ledger.sessions.map(({ energyWh }) => energyWh);
        expect(energies).toHaveLength(visits.length);
        for (const [index, { energyWh }] of charger.sessions.entries())
          expect(Math.abs((energies[index] ?? Number.NaN) - energyWh)).toBeLessThanOrEqual(1.001);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a car that came and left unseen', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 6 }), fc.boolean(), (visits, tellsPlugIn) => {
        const charger = createTrueCharger();
        const ledger = createKeptLedger();
        ledger.take(charger.reading(tellsPlugIn));
        for (const { awayMs, chargeMs, powerW, idleMs } of visits) {
          charger.pass(awayMs, 0);
          charger.plug();
          for (const ms of chargeMs) charger.pass(ms, powerW);
          charger.pass(idleMs, 0);
          charger.unplug();
          ledger.take(charger.reading(tellsPlugIn));
          ledger.store();
        }
        const found = ledger.sessions.map(({ energyWh, status }) => ({
          energyWh: Math.round(energyWh / 10),
          status,
        }));
        const expected = charger.sessions.map(({ energyWh }) => Math.round(energyWh / 10));
        expect(found).toHaveLength(expected.length);
        for (const [index, tens] of expected.entries())
          expect(Math.abs((found[index]?.energyWh ?? Number.NaN) - tens)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
