import type { DeviceKind, FoundDevice, SetupState } from './setup-api.js';

/** What the owner has typed so far. */
export interface SetupForm {
  readonly meters: readonly DeviceEntry[];
  readonly chargers: readonly DeviceEntry[];
  readonly broker: BrokerEntry;
  readonly announce: boolean;
  readonly prefix: string;
}

export interface DeviceEntry {
  /** Of this entry, for the page alone. */
  readonly key: number;
  readonly kind: DeviceKind;
  /** Of the configuration; undefined: a new device. */
  readonly id?: string;
  readonly host: string;
  /** As typed; empty: as it was, or none. */
  readonly apiKey: string;
  /** Whether the configuration has a key. */
  readonly hasKey: boolean;
  /** Of a charger through the cloud, which only the file can change. */
  readonly cloudSerial?: string;
}

export interface BrokerEntry {
  readonly kind: 'embedded' | 'external';
  /** Of the embedded broker, as typed. */
  readonly port: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly hasPassword: boolean;
  /** Whether others are let into the embedded broker, with this user. */
  readonly isOpened: boolean;
  readonly userName: string;
  readonly userPassword: string;
}

let lastKey = 0;

export const emptyEntry = (kind: DeviceKind, host = ''): DeviceEntry => ({
  ...{ key: ++lastKey, kind, host },
  ...{ apiKey: '', hasKey: false },
});

/** What a form shows at first. Without any device, there is an empty entry to be filled in. */
export function formOf({ meters, chargers, broker, homeassistant }: SetupState): SetupForm {
  return {
    meters: orEmpty(
      'poweropti',
      meters.map(({ id, host, has_key }) => ({ ...emptyEntry('poweropti', host), id, hasKey: has_key })),
    ),
    chargers: orEmpty(
      'goe',
      chargers.map(({ id, host, cloud_serial }) => ({
        ...emptyEntry('goe', host ?? ''),
        id,
        ...(cloud_serial !== null && { cloudSerial: cloud_serial }),
      })),
    ),
    broker: brokerOf(broker),
    announce: homeassistant.enabled,
    prefix: homeassistant.discovery_prefix,
  };
}

export function brokerOf({ kind, embedded, external }: SetupState['broker']): BrokerEntry {
  return {
    kind,
    port: String(embedded.port),
    url: external?.url ?? '',
    username: external?.username ?? '',
    password: '',
    hasPassword: external?.has_password ?? false,
    isOpened: false,
    userName: 'homeassistant',
    userPassword: '',
  };
}

const orEmpty = (kind: DeviceKind, entries: readonly DeviceEntry[]): readonly DeviceEntry[] =>
  entries.length === 0 ? [emptyEntry(kind)] : entries;

/** With a found device in the first entry that is still empty, or in a new one. */
export function withFound(
  entries: readonly DeviceEntry[],
  { kind, host }: FoundDevice,
): readonly DeviceEntry[] {
  const free = entries.findIndex((entry) => isBlank(entry));
  if (free < 0) return [...entries, emptyEntry(kind, host)];
  return entries.map((entry, at) => (at === free ? { ...entry, host } : entry));
}

const isBlank = ({ id, host, apiKey }: DeviceEntry): boolean =>
  id === undefined && host.trim() === '' && apiKey.trim() === '';

/** Whether a device would be left when this is saved. */
export const hasDevices = ({ meters, chargers }: SetupForm): boolean =>
  [...meters, ...chargers].some((entry) => !isBlank(entry));

/** The body that saves it. Entries in which nothing was typed do not count. */
export function draftOf({ meters, chargers, broker, announce, prefix }: SetupForm): object {
  const drafts = (entries: readonly DeviceEntry[]): object[] =>
    entries.filter((entry) => !isBlank(entry)).map(draftOfDevice);
  return {
    meters: drafts(meters),
    chargers: drafts(chargers),
    broker: draftOfBroker(broker),
    homeassistant: { enabled: announce, discovery_prefix: prefix.trim() },
  };
}

/** A key that is not typed is kept; a new meter without one has none. */
export function draftOfDevice({ kind, id, host, apiKey, cloudSerial }: DeviceEntry): object {
  const key = apiKey.trim();
  return {
    ...(id !== undefined && { id }),
    ...(cloudSerial === undefined && { host: host.trim() }),
    ...(kind === 'poweropti' && (key !== '' || id === undefined) && { api_key: key === '' ? null : key }),
  };
}

function draftOfBroker(broker: BrokerEntry): object {
  if (broker.kind === 'external') return { kind: 'external', ...draftOfExternal(broker) };
  const { port, isOpened, userName, userPassword } = broker;
  return {
    kind: 'embedded',
    port: Number(port),
    ...(isOpened && { user: { name: userName.trim(), password: userPassword } }),
  };
}

export function draftOfExternal({ url, username, password, hasPassword }: BrokerEntry): object {
  return {
    url: url.trim(),
    username: username.trim() || null,
    ...(password !== '' ? { password } : !hasPassword && { password: null }),
  };
}

/** Where Home Assistant finds a broker. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: string;
}

/** As far as it is known yet. @param own host name of this machine, as the browser knows it */
export function addressOfBroker({ kind, url, port }: BrokerEntry, own: string): BrokerAddress {
  if (kind === 'embedded') return { host: own, port };
  const there = URL.canParse(url) ? new URL(url) : { hostname: '–', port: '' };
  return { host: there.hostname, port: there.port || '1883' };
}
