import { describe, expect, test } from 'vitest';
import { MODEL_STATUS, type PermissionFacts, permission } from '../../../src/simulator/charger/permission.js';
import { type ChargerSettings, initialSettings } from '../../../src/simulator/charger/settings.js';

const FACTS: PermissionFacts = {
  booting: false,
  error: 0,
  temperatureA: 32,
  sessionWh: 5000,
  surplusWanted: false,
};

describe('permission to charge', () => {
  test.each<[string, Partial<ChargerSettings>, Partial<PermissionFacts>, boolean, number]>([
    ['nothing special', {}, {}, true, MODEL_STATUS.fallback],
    ['no charge controller yet', { frc: 2 }, { booting: true }, false, MODEL_STATUS.noChargeControl],
    ['an error', { frc: 2 }, { error: 1 }, false, MODEL_STATUS.error],
    ['too hot', { frc: 2 }, { temperatureA: 0 }, false, MODEL_STATUS.overTemperature],
    ['no card yet', { acs: 1, frc: 2 }, {}, false, MODEL_STATUS.accessControl],
    ['a card', { acs: 1, trx: 3 }, {}, true, MODEL_STATUS.fallback],
    ['released without a card', { acs: 1, trx: 0 }, {}, true, MODEL_STATUS.fallback],
    ['forced off', { frc: 1 }, {}, false, MODEL_STATUS.forcedOff],
    ['forced on', { frc: 2 }, {}, true, MODEL_STATUS.forcedOn],
    ['energy limit reached', { dwo: 5000 }, {}, false, MODEL_STATUS.energyLimit],
    ['energy limit not reached', { dwo: 5001 }, {}, true, MODEL_STATUS.fallback],
    ['forced on beyond the energy limit', { frc: 2, dwo: 1 }, {}, true, MODEL_STATUS.forcedOn],
    ['eco without surplus', { lmo: 4, fup: true }, {}, false, MODEL_STATUS.waitsForPriceOrSurplus],
    ['eco with surplus', { lmo: 4, fup: true }, { surplusWanted: true }, true, MODEL_STATUS.surplus],
    [
      'eco without surplus, a pause not allowed',
      { lmo: 4, fup: true, acp: false },
      {},
      true,
      MODEL_STATUS.pauseNotAllowed,
    ],
    [
      'eco with surplus, surplus charging off',
      { lmo: 4 },
      { surplusWanted: true },
      false,
      MODEL_STATUS.waitsForPriceOrSurplus,
    ],
    ['next trip', { lmo: 5, ate: 6000 }, {}, true, MODEL_STATUS.nextTrip],
    ['next trip charged', { lmo: 5, ate: 5000 }, {}, false, MODEL_STATUS.nextTripReached],
  ])('%s', (_, settings, facts, allowed, modelStatus) => {
    expect(permission({ ...initialSettings(11), ...settings }, { ...FACTS, ...facts })).toEqual({
      allowed,
      modelStatus,
    });
  });
});
