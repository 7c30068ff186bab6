import { describe, expect, it } from 'vitest';
import { goeCatalogue } from '../../../src/devices/goe/catalogue.js';
import { faultOf } from '../../../src/ledger/charge-point/error-code.js';
import { readIdentity, readLive } from '../../../src/ledger/charge-point/live-values.js';

const NRG = [231, 230, 229, 0, 9.8, 9.9, 10, 2264, 2277, 2290, 0, 6831, 100, 100, 100, 0];

describe('readLive', () => {
  it('reads what a charging charger shows', () => {
    const snapshot = {
      car: 2,
      err: 0,
      frc: 0,
      amp: 10,
      psm: 2,
      nrg: NRG,
      eto: 1_234_567,
      wh: 4321,
      modelStatus: 15,
    };
    expect(readLive(snapshot, 0)).toEqual({
      connector: 'Charging',
      fault: { code: 'NoError', info: null },
      carState: 'Charging',
      reason: 'Charging: fallback default',
      powerW: 6831,
      currentsA: [9.8, 9.9, 10],
      voltagesV: [231, 230, 229],
      offeredA: 10,
      phases: 3,
      counterWh: 1_234_567,
      carWh: 4321,
    });
  });

  it('has null for what is not sent', () => {
    expect(readLive({ car: 1 }, 0)).toEqual({
      connector: 'Available',
      fault: { code: 'NoError', info: null },
      carState: 'Idle',
      reason: null,
      powerW: null,
      currentsA: null,
      voltagesV: null,
      offeredA: null,
      phases: null,
      counterWh: null,
      carWh: null,
    });
  });

  it('tells a car that has had enough from one that has not begun', () => {
    const waiting = { car: 3, modelStatus: 15, nrg: NRG };
    expect(readLive({ ...waiting, wh: 0 }, 0)?.connector).toBe('Preparing');
    expect(readLive({ ...waiting, wh: 5000 }, 0)?.connector).toBe('SuspendedEV');
  });

  it('keeps a code that nobody knows', () => {
    expect(readLive({ car: 2, modelStatus: 99 }, 0)?.reason).toBe('99');
  });

  it('is nothing without a car state, as with a meter', () => {
    expect(readLive({ '1.7.0': 400 }, 0)).toBeUndefined();
  });

  it('says that the charge controller is silent', () => {
    expect(readLive({ car: null, err: null }, 0)).toMatchObject({
      connector: 'Faulted',
      fault: { code: 'InternalError', info: 'No charge controller' },
    });
  });
});

describe('faultOf', () => {
  it('goes by what a number means in the firmware', () => {
    expect(faultOf(14, '60.3')).toEqual({ code: 'GroundFailure', info: 'Residual current unknown (FI)' });
    expect(faultOf(14, '053.1')).toEqual({ code: 'InternalError', info: 'No communication' });
    expect(faultOf(16, undefined)).toEqual({ code: 'HighTemperature', info: 'Overtemperature' });
    expect(faultOf(77, '60.3')).toEqual({ code: 'OtherError', info: 'Error 77' });
  });

  it.each(['60.3', '053.1'])('has a code for every error that firmware %s names', (firmware) => {
    const errors = Object.entries(goeCatalogue(firmware).get('err')?.options ?? {});
    const unspecific = errors
      .filter(([code]) => faultOf(JSON.parse(code), firmware).code === 'OtherError')
      .map(([, words]) => words)
      .filter((words) => !words.startsWith('Reserved'));
    expect(unspecific.sort()).toEqual(['Phase fault', 'Unknown']);
  });
});

describe('readIdentity', () => {
  it('takes texts, and nothing for what is empty or missing', () => {
    const snapshot = { fna: 'Garage', typ: 'go-eCharger_V4', oem: ' ', sse: 123, fwv: '60.3' };
    expect(readIdentity(snapshot)).toEqual({
      name: 'Garage',
      model: 'go-eCharger_V4',
      vendor: null,
      serialNumber: null,
      firmware: '60.3',
    });
  });
});
