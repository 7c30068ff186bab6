import type { Clock } from '../../clock.js';
import type { JsonValue } from '../../json.js';
import type { Catalogue } from '../catalogue.js';
import type { Device, DeviceIdentity, Reading } from '../device.js';
import { goeAdvice } from './advice.js';
import { goeCatalogue } from './catalogue.js';
import { currentLimits } from './limits.js';
import { createOwnClock } from './own-clock.js';
import { type Asked, createPollSchedule } from './polling.js';
import type { GoeTransport, GoeValues } from './transport.js';

/** `car`: a car is charging. */
const CHARGING = 2;
/** A written value and what follows from it are worth watching closely for this long. */
const WATCH_WRITES_MS = 60_000;

export interface GoeOptions {
  readonly id: string;
  readonly transport: GoeTransport;
  /** From the start of one poll to the next while a car charges and after a write; not below 1000 ms. */
  readonly intervalMs: number;
  /** The same while nothing happens. */
  readonly idleIntervalMs: number;
}

export interface GoeDependencies {
  readonly clock: Clock;
  /** The rows for a firmware version; others than the real ones are for tests. */
  readonly catalogueOf?: (firmware?: string) => Catalogue;
}

/** A go-e charger on its API v2. */
export function createGoe(options: GoeOptions, dependencies: GoeDependencies): Device {
  const { id, transport, intervalMs, idleIntervalMs } = options;
  const { clock, catalogueOf = goeCatalogue } = dependencies;
  const values = new Map<string, JsonValue>();
  let catalogue = catalogueOf();
  let lastWriteMs = Number.NEGATIVE_INFINITY;
  const schedule = createPollSchedule(() => catalogue);
  const ownClock = createOwnClock();

  function take(asked: Asked, answer: GoeValues): Reading {
    for (const [key, value] of answer) values.set(key, value);
    const firmware = answer.get('fwv');
    if (typeof firmware === 'string') catalogue = catalogueOf(firmware);
    schedule.answered(asked, answer, clock.monotonic());
    const measuredAtMs = ownClock.timeOf(answer);
    return {
      values: answer,
      receivedAtMs: clock.now(),
      asked: asked === 'all' ? asked : new Set(asked),
      ...(measuredAtMs !== undefined && { measuredAtMs }),
    };
  }

  return {
    id,
    kind: 'goe',
    get identity() {
      return identityOf(values);
    },
    get pollIntervalMs() {
      const busy = values.get('car') === CHARGING || clock.monotonic() - lastWriteMs < WATCH_WRITES_MS;
      return busy ? intervalMs : idleIntervalMs;
    },
    datapoint: (key) => catalogue.get(key),
    advice: goeAdvice,
    async poll(signal) {
      const asked = schedule.next(clock.monotonic());
      try {
        return take(asked, await transport.status(asked, signal));
      } catch (error) {
        schedule.failed(asked);
        throw error;
      }
    },
    writer: {
      write(wanted, signal) {
        lastWriteMs = clock.monotonic();
        return transport.set(wanted, signal);
      },
      async read(keys, signal) {
        return take(keys, await transport.status(keys, signal));
      },
      limits(key, present) {
        const row = catalogue.get(key);
        return row === undefined ? undefined : currentLimits(row, present);
      },
    },
  };
}

/** A charger that says nothing of itself is a go-e charger. */
function identityOf(values: GoeValues): DeviceIdentity {
  const text = (key: string): string | undefined => {
    const value = values.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const name = text('fna');
  const serialNumber = text('sse');
  const softwareVersion = text('fwv');
  const hardwareVersion = text('rev');
  return {
    manufacturer: text('oem') ?? 'go-e',
    model: text('typ') ?? 'go-eCharger',
    ...(name !== undefined && { name }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(softwareVersion !== undefined && { softwareVersion }),
    ...(hardwareVersion !== undefined && { hardwareVersion }),
  };
}
