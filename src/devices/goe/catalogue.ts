import { type Catalogue, createCatalogue } from '../catalogue.js';
import type { Datapoint, Options } from '../datapoint.js';
import { CARDS } from './catalogue/cards.js';
import { CHARGING } from './catalogue/charging.js';
import { CLOUD, CONTROLLER } from './catalogue/cloud.js';
import { CONTROL } from './catalogue/control.js';
import { DEVICE } from './catalogue/device.js';
import { ENERGY } from './catalogue/energy.js';
import { GRID } from './catalogue/grid.js';
import { LEDS } from './catalogue/leds.js';
import { LIMITS_AND_PROTECTION } from './catalogue/limits.js';
import { LOAD_BALANCING } from './catalogue/load-balancing.js';
import { LOCK } from './catalogue/lock.js';
import { MODBUS, MQTT } from './catalogue/mqtt-and-modbus.js';
import { NETWORK } from './catalogue/network.js';
import { OCPP } from './catalogue/ocpp.js';
import { OLD_ERRORS, OLD_WIFI_STATUS } from './catalogue/older-firmware.js';
import { SCHEDULE } from './catalogue/schedule.js';
import { SURPLUS } from './catalogue/surplus.js';
import { TARIFF } from './catalogue/tariff.js';
import { TIME } from './catalogue/time.js';

export interface Theme {
  readonly title: string;
  readonly rows: readonly Datapoint[];
}

/** Every key of a go-e charger that is known, by theme, in the order of docs/keys.md. */
export const GOE_THEMES: readonly Theme[] = [
  { title: 'Charging', rows: CHARGING },
  { title: 'Control', rows: CONTROL },
  { title: 'Energy and measurements', rows: ENERGY },
  { title: 'Limits and protection', rows: LIMITS_AND_PROTECTION },
  { title: 'Solar surplus', rows: SURPLUS },
  { title: 'Tariff and next trip', rows: TARIFF },
  { title: 'Schedule and delays', rows: SCHEDULE },
  { title: 'Access and cards', rows: CARDS },
  { title: 'Cable lock and button', rows: LOCK },
  { title: 'Load balancing', rows: LOAD_BALANCING },
  { title: 'Lights', rows: LEDS },
  { title: 'Network', rows: NETWORK },
  { title: 'Cloud', rows: CLOUD },
  { title: 'go-e Controller', rows: CONTROLLER },
  { title: 'MQTT of the charger', rows: MQTT },
  { title: 'Modbus', rows: MODBUS },
  { title: 'OCPP', rows: OCPP },
  { title: 'Grid requirements and digital input', rows: GRID },
  { title: 'Time', rows: TIME },
  { title: 'Device', rows: DEVICE },
];

/**
 * Every row, with the enumerations of firmware 59 and newer.
 *
 * Access and category are the vendor's key list's; types, further keys and further values come from the vendor's lists
 * for single firmwares and from what chargers were seen to send (see `source` of the rows). Keys that are in no row
 * are published as they are.
 */
export const GOE_DATAPOINTS: readonly Datapoint[] = GOE_THEMES.flatMap(({ rows }) => rows);

/** The first firmware with the numbers of today's list. */
const RENUMBERED_IN = 59;

const OLD_OPTIONS: ReadonlyMap<string, Options> = new Map([
  ['err', OLD_ERRORS],
  ['wst', OLD_WIFI_STATUS],
]);

/**
 * The catalogue for a charger.
 * @param firmware what `fwv` says, such as `053.1` or `60.4`; without it, or if it cannot be read, the newest is assumed
 * @example goeCatalogue('053.1').get('err')?.options?.['14'] // 'No communication'
 */
export function goeCatalogue(firmware?: string): Catalogue {
  const rows = isOld(firmware) ? GOE_DATAPOINTS.map(withOldOptions) : GOE_DATAPOINTS;
  return createCatalogue(rows);
}

function isOld(firmware: string | undefined): boolean {
  const major = /^\D{0,3}(\d+)\./.exec(firmware ?? '')?.[1];
  return major !== undefined && Number(major) < RENUMBERED_IN;
}

function withOldOptions(row: Datapoint): Datapoint {
  const options = OLD_OPTIONS.get(row.key);
  return options === undefined ? row : { ...row, options };
}
