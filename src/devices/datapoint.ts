/**
 * A datapoint is one key of a device, as data. Publishing, validation of commands, discovery, docs/keys.md and the
 * simulator are all derived from these rows; a second place that lists keys is a defect.
 */

/** How the value looks on the wire. `number` may have decimals, `integer` may not. */
export type ValueType = 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

export type Access = 'R' | 'W' | 'R/W';

/** The vendor's own grouping. */
export type Category = 'Constant' | 'Config' | 'Status' | 'Unknown';

/**
 * How often a key is worth a place in a request: `live` every poll, `status` every few seconds, `settings` every
 * minute, `rare` every ten minutes, `never` only when the device sends it by itself (heavy or write-only keys).
 */
export type PollClass = 'live' | 'status' | 'settings' | 'rare' | 'never';

/** Bounds of a written value, both inclusive, in the unit of the wire. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

/** Enumeration: JSON text of the code on the wire → words, for example `{"0": "Neutral", "null": "None"}`. */
export type Options = Readonly<Record<string, string>>;

/** Keeps clocks and noisy measurements from filling the broker. A change that is held back is published later. */
export interface Noise {
  /** At most one publication in this time, the newest value last. */
  readonly minIntervalMs?: number;
  /** Changes from the last published value that are smaller than this are not published. */
  readonly deadband?: number;
}

export type Platform = 'sensor' | 'binary_sensor' | 'switch' | 'number' | 'select' | 'button' | 'text';

/** How Home Assistant shows the value. What is left out follows from type, access and options. */
export interface Entity {
  readonly platform?: Platform;
  readonly deviceClass?: string;
  readonly stateClass?: 'measurement' | 'total' | 'total_increasing';
  /** Decimal places. */
  readonly precision?: number;
  readonly icon?: string;
  /** `primary` stands among the controls and sensors of the device; default: `config` when writable, else `diagnostic`. */
  readonly category?: 'primary' | 'config' | 'diagnostic';
  /** One of the curated entities that are enabled without the owner doing anything. */
  readonly enabled?: true;
  /** Shown value = value on the wire × scale, in `unit`; for example ms → min. */
  readonly scale?: number;
  /** Unit shown, where it is not the unit on the wire. */
  readonly unit?: string;
  /** A dead value must not look alive: the entity becomes unavailable after this many seconds without a reading. */
  readonly expireAfterS?: number;
  /** The value is seconds since midnight, shown as `HH:MM:SS`. */
  readonly timeOfDay?: true;
  /** The payload that a button sends. */
  readonly press?: string;
}

/** A member of a compound value, published on `<key>/<name>`. */
export interface Part {
  /** Last segment of the topic: `[a-z0-9_]+`, never `set` or `result`. */
  readonly name: string;
  /** Where the member is: array indices and object members from the outside in. Empty with `derive`. */
  readonly path: readonly (string | number)[];
  /** `boot_time_plus`: the value is milliseconds since boot; the part is that moment as ISO 8601, UTC. */
  readonly derive?: 'boot_time_plus';
  readonly label: string;
  readonly type: ValueType;
  readonly unit?: string;
  readonly options?: Options;
  readonly noise?: Noise;
  readonly secret?: true;
  /** `false`: no entity of its own. */
  readonly entity?: Entity | false;
}

export interface Datapoint {
  readonly key: string;
  /** Short English name, the entity's name in Home Assistant. */
  readonly name: string;
  /** The vendor's description. */
  readonly description: string;
  readonly access: Access;
  readonly category: Category;
  readonly type: ValueType;
  /** Whether `null` is a regular value; a written `null` needs it. */
  readonly nullable?: true;
  /** Unit on the wire. */
  readonly unit?: string;
  readonly range?: Range;
  /** Of a written string, in characters. */
  readonly maxLength?: number;
  readonly options?: Options;
  readonly poll: PollClass;
  /** Holds a secret or personal data: published masked unless the owner wants otherwise, never logged. */
  readonly secret?: true;
  /** Could lock the owner out, leak or destroy: commands are refused unless the configuration lists the key. */
  readonly guarded?: true;
  readonly noise?: Noise;
  readonly parts?: readonly Part[];
  /** `false`: no entity (for example a write-only object, or a value that needs more than 255 characters). */
  readonly entity?: Entity | false;
  /** Which document or firmware the row comes from. */
  readonly source: string;
}
