/** The electricity meter at the grid connection, read by a poweropti. */
export interface MeterOptions {
  /** Seconds between two measurements; 1 or 2 is usual. */
  readonly periodS: number;
  /** Seconds from a measurement to the moment when the poweropti can deliver it. */
  readonly ageS: number;
  /** Two import tariffs: 22 to 6 o'clock counts on 1.8.2, the rest on 1.8.1. With one, 1.8.1 counts everything. */
  readonly tariffs: 1 | 2;
  /** Reading of 1.8.0 at the start, in Wh. */
  readonly importWh: number;
  /** Reading of 2.8.0 at the start, in Wh. */
  readonly exportWh: number;
  /** Registers that the meter sends; one that it does not have is absent from the answer. */
  readonly registers: readonly ObisCode[];
}

export const OBIS_CODES = ['1.7.0', '1.8.0', '1.8.1', '1.8.2', '2.8.0'] as const;
export type ObisCode = (typeof OBIS_CODES)[number];

export const DEFAULT_METER: MeterOptions = {
  periodS: 2,
  ageS: 1,
  tariffs: 1,
  importWh: 17_784_955,
  exportWh: 9_120_400,
  registers: OBIS_CODES,
};

export interface MeterReading {
  /** Time of the measurement in seconds since 1970. */
  readonly timestampS: number;
  /** 1.7.0 in W, import positive; the others are counters in Wh. All whole numbers. */
  readonly values: Readonly<Record<ObisCode, number>>;
}

export interface Meter {
  readonly options: MeterOptions;
  /** Since the start, in Ws. */
  readonly importedWs: number;
  readonly exportedWs: number;
  /** Newest measurement that the poweropti can deliver. */
  readonly reading: MeterReading;

  /**
   * One second at the grid connection.
   * @param timestampS time in seconds since 1970
   * @param gridW whole watts, import positive
   * @param hour of the day, for the tariff
   */
  step(timestampS: number, gridW: number, hour: number): void;
}

export function createMeter(options: MeterOptions, startS: number): Meter {
  let [dayWs, nightWs, exportedWs] = [0, 0, 0];
  let reading = measure(startS, 0);
  let underWay: MeterReading[] = [];

  function measure(timestampS: number, gridW: number): MeterReading {
    const values = {
      '1.7.0': gridW,
      '1.8.0': options.importWh + Math.floor((dayWs + nightWs) / 3600),
      '1.8.1': options.importWh + Math.floor(dayWs / 3600),
      '1.8.2': Math.floor(nightWs / 3600),
      '2.8.0': options.exportWh + Math.floor(exportedWs / 3600),
    };
    return { timestampS, values };
  }

  function count(gridW: number, hour: number): void {
    if (gridW < 0) exportedWs -= gridW;
    else if (options.tariffs === 2 && (hour >= 22 || hour < 6)) nightWs += gridW;
    else dayWs += gridW;
  }

  function deliver(nowS: number): void {
    const deliverable = underWay.filter(({ timestampS }) => timestampS + options.ageS <= nowS);
    reading = deliverable.at(-1) ?? reading;
    if (deliverable.length > 0) underWay = underWay.slice(deliverable.length);
  }

  return {
    options,
    get importedWs() {
      return dayWs + nightWs;
    },
    get exportedWs() {
      return exportedWs;
    },
    get reading() {
      return reading;
    },
    step(timestampS, gridW, hour) {
      count(gridW, hour);
      if ((timestampS - startS) % options.periodS === 0) underWay.push(measure(timestampS, gridW));
      deliver(timestampS);
    },
  };
}
