import type { Clock } from '../../clock.js';
import type { Device } from '../device.js';
import type { HttpPort } from '../http-port.js';
import { poweroptiAdvice } from './advice.js';
import { poweroptiCatalogue } from './catalogue.js';
import { createPoweroptiClient, type PoweroptiAddress } from './client.js';
import { decodeMeasurement } from './decode.js';

export interface PoweroptiOptions extends PoweroptiAddress {
  readonly id: string;
  /** From the start of one poll to the next; the vendor advises 5000 ms for control, and never less than 1000 ms. */
  readonly intervalMs: number;
}

export interface PoweroptiDependencies {
  readonly http: HttpPort;
  readonly clock: Clock;
  /** Told of a value that had to be left out: once, and again only after it was well in between. */
  readonly onProblem?: (message: string) => void;
}

/**
 * A powerfox poweropti on the local interface; it can only be read.
 * @throws DeviceError when `host` is no address
 */
export function createPoweropti(options: PoweroptiOptions, dependencies: PoweroptiDependencies): Device {
  const { http, clock, onProblem } = dependencies;
  const client = createPoweroptiClient(options, http);
  let known: ReadonlySet<string> = new Set();

  function report(problems: readonly string[]): void {
    const present = new Set(problems);
    for (const problem of present) if (!known.has(problem)) onProblem?.(problem);
    known = present;
  }

  return {
    id: options.id,
    kind: 'poweropti',
    identity: { manufacturer: 'powerfox', model: 'poweropti' },
    pollIntervalMs: options.intervalMs,
    datapoint: (key) => poweroptiCatalogue.get(key),
    advice: poweroptiAdvice,
    async poll(signal) {
      const body = await client.value(signal);
      const { problems, ...measurement } = decodeMeasurement(body, client.who);
      report(problems);
      return { ...measurement, receivedAtMs: clock.now(), asked: 'all' };
    },
  };
}
