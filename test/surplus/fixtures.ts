import type { ChargerReading, MeterReading } from '../../src/surplus/readings.js';

export const START_MS = Date.UTC(2026, 5, 21, 10);

export function chargerReading(changes: Partial<ChargerReading> = {}): ChargerReading {
  return {
    measuredAtMs: START_MS,
    car: 3,
    frc: 1,
    amp: 6,
    psm: 1,
    ama: 16,
    amt: 32,
    cbl: 32,
    adi: false,
    variantKw: 11,
    powerW: 0,
    currentsA: [0, 0, 0],
    voltagesV: [230, 230, 230],
    ...changes,
  };
}

export function meterReading(gridPowerW: number, measuredAtMs: number, ageMs = 2000): MeterReading {
  return { gridPowerW, measuredAtMs, receivedAtMs: measuredAtMs + ageMs };
}
