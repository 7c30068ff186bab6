import type { Datapoint, ValueType } from '../../devices/datapoint.js';
import type { JsonValue } from '../../json.js';
import { INITIAL_WIFIS } from './wifis.js';

const DISABLED_SCHEDULE: JsonValue = {
  control: 0,
  ranges: [0, 1].map(() => ({ begin: { hour: 0, minute: 0 }, end: { hour: 0, minute: 0 } })),
};

/** Values of a charger in use, where the plainest value of the type would look dead or wrong. */
const IN_USE: Readonly<Record<string, JsonValue>> = {
  typ: 'go-eCharger_V4',
  oem: 'go-e',
  mca: 6,
  clp: [6, 10, 12, 14, 16],
  la1: 10,
  la3: 16,
  bac: 3,
  sdp: 3,
  cch: '#00FFFF',
  cfi: '#00FF00',
  cid: '#0000FF',
  cwc: '#FFFF00',
  lbr: 255,
  ct: 'default',
  cco: 18,
  att: 21_600,
  awc: 1,
  awp: 3,
  sch_week: DISABLED_SCHEDULE,
  sch_satur: DISABLED_SCHEDULE,
  sch_sund: DISABLED_SCHEDULE,
  sumd: 5_000,
  psmd: 10_000,
  map: [1, 2, 3],
  lop: 50,
  lot: { amp: 32, dyn: 0, sta: 32, ts: 0 },
  rmaf: 50.1,
  rmif: 47.5,
  rmav: 253,
  rmiv: 195.5,
  gmtr: 60,
  ufa: 49.8,
  ufs: 47.5,
  tse: true,
  tsss: 1,
  tzt: 'Europe/Berlin',
  ccw: { ssid: 'Home', encryptionType: 3, pairwiseCipher: 4, groupCipher: 4, b: true, g: true, n: true },
  wifis: INITIAL_WIFIS,
  wst: 3,
  wsms: 3,
  dns: { dns: '192.168.178.1' },
  cwe: true,
  mht: 'homeassistant',
  ocu: ['60.4', 'V 60.3 OUTDATED'],
  msp: 502,
};

const PLAINEST: Readonly<Record<ValueType, JsonValue>> = {
  boolean: false,
  integer: 0,
  number: 0,
  string: '',
  array: [],
  object: {},
};

function isOfType(value: JsonValue, type: ValueType): boolean {
  const wanted = type === 'integer' ? 'number' : type;
  return typeof value === wanted;
}

/** A code on the wire from its name in the options. */
function codeOf(name: string): JsonValue {
  return /^(null|true|false|-?\d+)$/.test(name) ? JSON.parse(name) : name;
}

/** The first of its options; none when it has none, and null where that is a regular value. */
function simplest({ type, nullable, options = {}, range }: Datapoint): JsonValue {
  if (nullable) return null;
  const codes = Object.keys(options).map(codeOf);
  const code = codes.find((option) => isOfType(option, type));
  if (code !== undefined) return code;
  const plainest = PLAINEST[type];
  return range !== undefined && typeof plainest === 'number'
    ? Math.min(range.max, Math.max(range.min, plainest))
    : plainest;
}

/** The value of a key that nothing in the simulation moves, until somebody writes it. */
export function defaultValue(row: Datapoint): JsonValue {
  return Object.hasOwn(IN_USE, row.key) ? (IN_USE[row.key] ?? null) : simplest(row);
}
