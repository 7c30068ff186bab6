import { describe, expect, test } from 'vitest';
import type { Datapoint, Entity, Options, Part } from '../../../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../../../src/devices/goe/catalogue.js';
import { keysWhere, partsOf, rowOf } from './support.js';

describe('Home Assistant', () => {
  interface Shown {
    readonly name: string;
    readonly platform: string;
    readonly entity: Entity;
    readonly unit: string | undefined;
    readonly options: Options | undefined;
    readonly type: Datapoint['type'];
    readonly bounded: boolean;
  }

  /** What follows from access, options and type where a row names no platform. */
  function usualPlatform(type: Datapoint['type'], writable: boolean, options: Options | undefined): string {
    if (!writable) return type === 'boolean' ? 'binary_sensor' : 'sensor';
    if (options !== undefined) return 'select';
    if (type === 'boolean') return 'switch';
    return type === 'string' ? 'text' : type === 'integer' || type === 'number' ? 'number' : 'sensor';
  }

  function shown(name: string, value: Datapoint | Part, writable: boolean): Shown[] {
    if (value.entity === false) return [];
    const entity = value.entity ?? {};
    return [
      {
        name,
        platform: entity.platform ?? usualPlatform(value.type, writable, value.options),
        entity,
        unit: entity.unit ?? value.unit,
        options: value.options,
        type: value.type,
        bounded: 'range' in value,
      },
    ];
  }

  const ENTITIES: readonly Shown[] = GOE_DATAPOINTS.flatMap((row) => [
    ...shown(row.key, row, row.access !== 'R'),
    ...partsOf(row).flatMap((part) => shown(`${row.key}/${part.name}`, part, false)),
  ]);

  /** Device class → units that Home Assistant accepts for it; classes without a unit have none. */
  const UNITS: Readonly<Record<string, readonly (string | undefined)[]>> = {
    current: ['A', 'mA'],
    voltage: ['V', 'mV'],
    power: ['W', 'kW', 'mW'],
    energy: ['Wh', 'kWh', 'MWh'],
    frequency: ['Hz', 'kHz'],
    temperature: ['°C', '°F', 'K'],
    power_factor: ['%', undefined],
    duration: ['d', 'h', 'min', 's', 'ms'],
    signal_strength: ['dB', 'dBm'],
    data_size: ['B', 'kB'],
    timestamp: [undefined],
    connectivity: [undefined],
    restart: [undefined],
  };

  test.each(ENTITIES)('$name is accepted', ({ platform, entity, unit, options, type, bounded }) => {
    const { deviceClass, stateClass, scale } = entity;
    if (deviceClass !== undefined) expect(UNITS[deviceClass], deviceClass).toContain(unit);
    if (options !== undefined)
      expect([unit, stateClass, deviceClass, scale]).toEqual([undefined, undefined, undefined, undefined]);
    if (stateClass !== undefined) expect(platform).toBe('sensor');
    if (deviceClass === 'energy' && platform === 'sensor' && stateClass)
      expect(stateClass).not.toBe('measurement');
    if (deviceClass === 'timestamp') expect(stateClass).toBeUndefined();
    if (scale !== undefined) expect(entity.unit).toBeDefined();
    if (platform === 'number') expect(bounded).toBe(true);
    if (platform === 'switch' || platform === 'binary_sensor') expect(type).toBe('boolean');
    if (entity.icon !== undefined) expect(entity.icon).toMatch(/^mdi:[a-z0-9-]+$/);
    if (platform === 'button') expect(entity.press).toBeDefined();
  });

  test('a set-point is no measurement', () => {
    const writable = GOE_DATAPOINTS.filter((row) => row.access !== 'R' && !/^c\de$/.test(row.key));
    expect(
      writable.filter((row) => row.entity && row.entity.stateClass !== undefined).map(({ key }) => key),
    ).toEqual([]);
  });

  test('the energy dashboard is fed by eto; the session may fall', () => {
    const kilowattHours = { deviceClass: 'energy', unit: 'kWh', scale: 0.001 };
    expect(rowOf('eto').entity).toMatchObject({ ...kilowattHours, stateClass: 'total_increasing' });
    expect(rowOf('wh').entity).toMatchObject({ ...kilowattHours, stateClass: 'total' });
  });

  test('the installation limit is looked at, never turned', () => {
    expect(rowOf('ama').entity).toMatchObject({ platform: 'sensor', category: 'diagnostic' });
  });

  test('the time of the next trip is a time', () => {
    expect(rowOf('att').entity).toMatchObject({ timeOfDay: true });
  });

  test('25 to 30 entities are enabled at the start', () => {
    const enabled = ENTITIES.filter(({ entity }) => entity.enabled).map(({ name }) => name);
    expect(enabled.length).toBeGreaterThanOrEqual(25);
    expect(enabled.length).toBeLessThanOrEqual(30);
    const curated =
      'car err modelStatus nrg/power_total nrg/current_l1 nrg/voltage_l1 wh eto amp frc lmo psm fup';
    expect(enabled).toEqual(expect.arrayContaining(`${curated} tma/1 trx alw cbl ama`.split(' ')));
  });

  test('what is written only has no entity, but for the restart button', () => {
    expect(keysWhere((row) => row.access === 'W' && row.entity !== false)).toEqual(['rst']);
    expect(rowOf('rst').entity).toMatchObject({ platform: 'button', press: 'true' });
  });

  test('milliseconds are shown as what people count in', () => {
    const raw = ENTITIES.filter(({ unit, name }) => unit === 'ms' && name !== 'uvs');
    expect(raw.map(({ name }) => name)).toEqual([]);
  });
});
