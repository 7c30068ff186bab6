import type { Datapoint } from '../../src/devices/datapoint.js';
import {
  type DeviceDiscoveryInput,
  type DiscoveryOptions,
  deviceDiscovery,
  type PresentKey,
} from '../../src/homeassistant/device-discovery.js';
import type { Component, Discovery } from '../../src/homeassistant/discovery.js';

export const OPTIONS: DiscoveryOptions = {
  role: 'bridge',
  topicBase: 'wattbridge',
  version: '1.0.0',
  readOnly: false,
  allow: new Set(),
  publishSecrets: false,
};

export interface Wish extends Partial<Omit<DeviceDiscoveryInput, 'options'>> {
  readonly options?: Partial<DiscoveryOptions>;
}

/** All parts of these rows are present. */
export function allOf(rows: readonly Datapoint[]): readonly PresentKey[] {
  return rows.map((datapoint) => ({
    datapoint,
    parts: new Set((datapoint.parts ?? []).map(({ name }) => name)),
  }));
}

/** The discovery of a charger with these rows. */
export function discoveryOf(rows: readonly Datapoint[], wish: Wish = {}): Discovery {
  const { options, ...rest } = wish;
  return deviceDiscovery({
    device: { id: 'charger', identity: { manufacturer: 'go-e', model: 'Charger' } },
    present: allOf(rows),
    unknownKeys: [],
    limits: new Map(),
    complete: true,
    options: { ...OPTIONS, ...options },
    ...rest,
  });
}

/** Its components by unique id without the device's. */
export function componentsOf(
  rows: readonly Datapoint[],
  wish: Wish = {},
): Readonly<Record<string, Component>> {
  const components = Object.values(discoveryOf(rows, wish).payload.cmps);
  return Object.fromEntries(
    components.map((component) => [component.unique_id.replace('wattbridge_charger_', ''), component]),
  );
}
