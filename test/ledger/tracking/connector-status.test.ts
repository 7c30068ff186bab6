import { describe, expect, it } from 'vitest';
import { connectorStatusOf } from '../../../src/ledger/tracking/connector-status.js';

const SURPLUS = 12;
const FORCED_OFF = 4;
const NO_CARD = 2;

describe('connectorStatusOf', () => {
  it.each([
    ['no car', { car: 1 }, false, 'Available'],
    ['charging', { car: 2, modelStatus: SURPLUS }, true, 'Charging'],
    ['the car has yet to begin', { car: 3, modelStatus: SURPLUS }, false, 'Preparing'],
    ['a card is wanted', { car: 3, modelStatus: NO_CARD }, false, 'Preparing'],
    ['the car pauses', { car: 3, modelStatus: SURPLUS }, true, 'SuspendedEV'],
    ['the charger pauses', { car: 3, modelStatus: FORCED_OFF }, true, 'SuspendedEVSE'],
    [
      'the charger pauses, in a word nobody knows',
      { car: 3, modelStatus: 39, frc: 1 },
      true,
      'SuspendedEVSE',
    ],
    ['the charger pauses, says `frc` alone', { car: 3, frc: 1 }, true, 'SuspendedEVSE'],
    ['nobody forbids it', { car: 3, frc: 0 }, true, 'SuspendedEV'],
    ['the car is full', { car: 4, modelStatus: SURPLUS }, true, 'Finishing'],
    ['stopped by the charger', { car: 4, modelStatus: FORCED_OFF }, true, 'SuspendedEVSE'],
    ['an error', { car: 5 }, false, 'Faulted'],
    ['an error while charging', { car: 2, err: 3 }, true, 'Faulted'],
    ['unknown', { car: 0 }, false, 'Faulted'],
    ['no connection to the charge controller', { car: null }, false, 'Faulted'],
    ['initialising', { car: 6 }, false, 'Unavailable'],
  ] as const)('%s', (_what, facts, hasCharged, status) => {
    expect(connectorStatusOf(facts, hasCharged)).toBe(status);
  });
});
