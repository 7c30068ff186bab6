import type { Config } from '../config/schema.js';
import { shownUrl } from './shown-url.js';

/** The present configuration without any of its secrets. */
export interface SetupState {
  readonly meters: readonly { readonly id: string; readonly host: string; readonly hasKey: boolean }[];
  /** With an address in the house, or the serial number in the cloud. */
  readonly chargers: readonly {
    readonly id: string;
    readonly host?: string;
    readonly cloudSerial?: string;
  }[];
  readonly broker: {
    readonly kind: 'embedded' | 'external';
    /** Where the embedded broker listens; `users` are names. */
    readonly embedded: { readonly host: string; readonly port: number; readonly users: readonly string[] };
    readonly external?: { readonly url: string; readonly username?: string; readonly hasPassword: boolean };
  };
  readonly homeassistant: { readonly enabled: boolean; readonly discoveryPrefix: string };
}

export function setupState({ meters, chargers, mqtt, homeassistant }: Config): SetupState {
  const { host, port, users } = mqtt.embedded;
  const { external } = mqtt;
  return {
    meters: meters.map(({ id, host, api_key }) => ({ id, host, hasKey: api_key !== null })),
    chargers: chargers.map(({ id, host, cloud }) => ({
      id,
      ...(host !== undefined && { host }),
      ...(cloud !== undefined && { cloudSerial: cloud.serial }),
    })),
    broker: {
      kind: mqtt.broker,
      embedded: { host, port, users: users.map(({ name }) => name) },
      ...(external !== undefined && { external: shownExternal(external) }),
    },
    homeassistant: { enabled: homeassistant.enabled, discoveryPrefix: homeassistant.discovery_prefix },
  };
}

function shownExternal({ url, username, password }: NonNullable<Config['mqtt']['external']>) {
  return {
    url: shownUrl(url),
    hasPassword: password !== undefined,
    ...(username !== undefined && { username }),
  };
}
