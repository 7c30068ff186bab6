import type { Clock } from '../clock.js';
import type { ChargerConfig, MeterConfig } from '../config/schema.js';
import type { Logger } from '../logger.js';
import type { Datapoint } from './datapoint.js';
import type { Device } from './device.js';
import { GOE_DATAPOINTS } from './goe/catalogue.js';
import { createCloudTransport } from './goe/cloud-transport.js';
import { createGoe } from './goe/device.js';
import { createLocalTransport } from './goe/local-transport.js';
import type { GoeTransport } from './goe/transport.js';
import type { HttpPort } from './http-port.js';
import { poweroptiCatalogue } from './poweropti/catalogue.js';
import { createPoweropti } from './poweropti/device.js';

export interface DevicePorts {
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly log: Logger;
}

export type DeviceConfig = MeterConfig | ChargerConfig;

/**
 * From a device's section of the configuration to its adapter; a new kind of device is one more line here.
 * @throws DeviceError when the address makes no sense
 */
export function createDevice(config: DeviceConfig, ports: DevicePorts): Device {
  switch (config.type) {
    case 'poweropti':
      return poweropti(config, ports);
    case 'goe':
      return goe(config, ports);
  }
}

/** All rows of a kind of device, those included that a device may lack. */
export function rowsOf(kind: string): readonly Datapoint[] {
  switch (kind) {
    case 'poweropti':
      return [...poweroptiCatalogue.values()];
    case 'goe':
      return GOE_DATAPOINTS;
    default:
      return [];
  }
}

/** Names of all keys and parts that hold secrets, for the log. */
export function secretNames(): readonly string[] {
  const rows = [...rowsOf('poweropti'), ...rowsOf('goe')];
  const parts = rows.flatMap((row) => row.parts ?? []);
  return [...rows.map(({ key, secret }) => ({ name: key, secret })), ...parts]
    .filter(({ secret }) => secret)
    .map(({ name }) => name);
}

function poweropti(config: MeterConfig, { http, clock, log }: DevicePorts): Device {
  const { id, host, api_key, interval_s, timeout_s } = config;
  const onProblem = (message: string): void => log.warn({ device: id }, message);
  return createPoweropti(
    { id, host, apiKey: api_key, intervalMs: interval_s * 1000, timeoutMs: timeout_s * 1000 },
    { http, clock, onProblem },
  );
}

function goe(config: ChargerConfig, { http, clock }: DevicePorts): Device {
  const { id, interval_s, idle_interval_s } = config;
  return createGoe(
    {
      id,
      transport: goeTransport(config, http),
      intervalMs: interval_s * 1000,
      idleIntervalMs: idle_interval_s * 1000,
    },
    { clock },
  );
}

/** The configuration has either `host` or `cloud`. */
function goeTransport({ host = '', cloud, timeout_s }: ChargerConfig, http: HttpPort): GoeTransport {
  const timeoutMs = timeout_s * 1000;
  if (cloud === undefined) return createLocalTransport({ host, timeoutMs }, http);
  const { serial, token, url } = cloud;
  return createCloudTransport({ serial, token, timeoutMs, ...(url !== undefined && { baseUrl: url }) }, http);
}
