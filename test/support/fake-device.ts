import type { Clock } from '../../src/clock.js';
import type { Datapoint } from '../../src/devices/datapoint.js';
import type { Device, LimitedRange, Reading, WriteAnswer } from '../../src/devices/device.js';
import type { DeviceError } from '../../src/devices/device-error.js';
import type { JsonValue } from '../../src/json.js';

/** A row with everything that a test does not care about filled in. */
export function row(key: string, more: Partial<Datapoint> = {}): Datapoint {
  return {
    key,
    name: key,
    description: key,
    access: 'R',
    category: 'Status',
    type: 'integer',
    poll: 'live',
    source: 'test',
    ...more,
  };
}

/** A device whose answers a test decides. */
export interface FakeDevice extends Device {
  /** What it shows when it is asked; a write changes it. */
  readonly shown: Map<string, JsonValue>;
  /** Every call, in order: `poll`, `read amp`, `write {"amp":10}`. */
  readonly calls: string[];
  /** Thrown by every call while set. */
  failure: DeviceError | undefined;
  /** Thrown by the next writes, one each. */
  readonly writeFailures: DeviceError[];
  /** Key → reason with which a write is refused. */
  readonly refusals: Map<string, string>;
  /** Accepts writes without acting on them. */
  ignoresWrites: boolean;
  measuredAtMs: number | undefined;
  limit: LimitedRange | undefined;
}

export interface FakeDeviceOptions {
  readonly clock: Clock;
  readonly id?: string;
  readonly rows: readonly Datapoint[];
  readonly readOnly?: boolean;
}

export function createFakeDevice({
  clock,
  id = 'charger',
  rows,
  readOnly = false,
}: FakeDeviceOptions): FakeDevice {
  const shown = new Map<string, JsonValue>();
  const calls: string[] = [];
  const refusals = new Map<string, string>();
  const writeFailures: DeviceError[] = [];

  function answer(asked: ReadonlySet<string> | 'all'): Reading {
    if (device.failure !== undefined) throw device.failure;
    const values = new Map([...shown].filter(([key]) => asked === 'all' || asked.has(key)));
    const measured = device.measuredAtMs === undefined ? {} : { measuredAtMs: device.measuredAtMs };
    return { values, receivedAtMs: clock.now(), asked, ...measured };
  }

  function write(values: ReadonlyMap<string, JsonValue>): ReadonlyMap<string, WriteAnswer> {
    const failure = writeFailures.shift() ?? device.failure;
    if (failure !== undefined) throw failure;
    const answers = new Map<string, WriteAnswer>();
    for (const [key, value] of values) {
      const reason = refusals.get(key);
      answers.set(key, reason === undefined ? { ok: true } : { ok: false, reason });
      if (reason === undefined && !device.ignoresWrites) shown.set(key, value);
    }
    return answers;
  }

  const device: FakeDevice = {
    id,
    kind: 'fake',
    identity: { manufacturer: 'Acme', model: 'Box' },
    pollIntervalMs: 1000,
    shown,
    calls,
    failure: undefined,
    writeFailures,
    refusals,
    ignoresWrites: false,
    measuredAtMs: undefined,
    limit: undefined,
    advice: () => [],
    datapoint: (key) => rows.find((each) => each.key === key),
    async poll() {
      calls.push('poll');
      return answer('all');
    },
    ...(readOnly
      ? {}
      : {
          writer: {
            async write(values) {
              calls.push(`write ${JSON.stringify(Object.fromEntries(values))}`);
              return write(values);
            },
            async read(keys) {
              calls.push(`read ${keys.join()}`);
              return answer(new Set(keys));
            },
            limits: () => device.limit,
          },
        }),
  };
  return device;
}
