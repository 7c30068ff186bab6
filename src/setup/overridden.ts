import type { ConfigProblem } from '../config/config-error.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { Config } from '../config/schema.js';
import type { Draft } from './draft.js';

/**
 * What a draft says and the configuration made of it does not: environment variables count more than the file.
 * @param config what the file with the draft in it and the environment say together
 */
export function overridden(draft: Draft, config: Config): readonly ConfigProblem[] {
  return [...wantedValues(draft, config)]
    .filter(({ wanted, is }) => wanted !== undefined && wanted !== is)
    .map(({ path }) => ({
      path: formatPath(path),
      problem: 'is set by an environment variable, which counts more than the file',
    }));
}

interface WantedValue {
  readonly path: ConfigPath;
  /** undefined: nothing is wanted. */
  readonly wanted: unknown;
  readonly is: unknown;
}

function* wantedValues(draft: Draft, config: Config): Iterable<WantedValue> {
  const { meters = [], chargers = [], broker, homeassistant } = draft;
  const { mqtt } = config;
  yield { path: ['meters'], wanted: draft.meters?.length, is: config.meters.length };
  yield { path: ['chargers'], wanted: draft.chargers?.length, is: config.chargers.length };
  for (const [at, { host, api_key }] of meters.entries()) {
    yield { path: ['meters', at, 'host'], wanted: host, is: config.meters[at]?.host };
    yield { path: ['meters', at, 'api_key'], wanted: api_key, is: config.meters[at]?.api_key };
  }
  for (const [at, { host }] of chargers.entries()) {
    yield { path: ['chargers', at, 'host'], wanted: host, is: config.chargers[at]?.host };
  }
  yield { path: ['mqtt', 'broker'], wanted: broker?.kind, is: mqtt.broker };
  const port = broker?.kind === 'embedded' ? broker.port : undefined;
  yield { path: ['mqtt', 'embedded', 'port'], wanted: port, is: mqtt.embedded.port };
  yield* homeassistantValues(homeassistant, config.homeassistant);
}

function* homeassistantValues(
  wanted: Draft['homeassistant'],
  is: Config['homeassistant'],
): Iterable<WantedValue> {
  for (const field of ['enabled', 'discovery_prefix'] as const) {
    yield { path: ['homeassistant', field], wanted: wanted?.[field], is: is[field] };
  }
}
