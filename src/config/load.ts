import { readFileSync } from 'node:fs';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { deepFreeze } from './deep-freeze.js';
import { type Explained, explainIssue } from './explain.js';
import { type Field, fieldOf } from './field.js';
import { codeOf, interpolate, type ReferenceSources } from './interpolate.js';
import { applyOverrides } from './overrides.js';
import { type ConfigPath, formatPath } from './path.js';
import { isPlainObject, memberOf } from './plain.js';
import { type Config, configSchema } from './schema.js';
import { readYaml, type YamlSource } from './yaml-source.js';

export interface ConfigSources {
  /** The YAML file. Without it, the configuration is what the environment and the defaults make of it. */
  readonly path?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For the YAML file and for `${file:…}`; default: the file system, UTF-8. */
  readonly readFile?: (path: string) => string;
}

/**
 * Reads, completes and checks the configuration.
 * @throws ConfigError with every problem there is
 */
export function loadConfig({ path, env, readFile = readUtf8 }: ConfigSources): Config {
  const root = fieldOf(configSchema);
  const source = path === undefined ? undefined : readSource(path, root, { env, readFile });
  const { value, variableAt, problems } = applyOverrides(source?.value ?? {}, root, env);
  const found = [...(source?.problems ?? []), ...problems];
  const parsed = configSchema.safeParse(value, { reportInput: true });
  const explained = parsed.error?.issues.flatMap((issue) => explainIssue(issue, root)) ?? [];
  if (source !== undefined && isEmpty(value) && bridgesDevices(value)) explained.push(NO_DEVICE);
  // One problem per field: whoever knows that a reference is broken need not hear that its value is missing.
  const told = new Set(found.map((problem) => problem.path).filter((place) => place !== ''));
  for (const { at, ...problem } of explained) {
    if (told.has(formatPath(at))) continue;
    told.add(formatPath(at));
    found.push({ ...placeOf(at, variableAt(at), source), ...problem });
  }
  if (found.length > 0 || !parsed.success) throw new ConfigError(found.sort(byPlace));
  return deepFreeze(parsed.data);
}

const NO_DEVICE: Explained = {
  at: [],
  path: '',
  problem: 'there is neither a meter nor a charger',
  expected: '`meters:` or `chargers:` with a device, as in wattbridge.example.yaml',
};

function readUtf8(path: string): string {
  return readFileSync(path, 'utf8');
}

function readSource(file: string, root: Field, sources: ReferenceSources): YamlSource {
  let text: string;
  try {
    text = sources.readFile(file);
  } catch (error) {
    throw new ConfigError([{ file, path: '', problem: `the file cannot be read${codeOf(error)}` }]);
  }
  return readYaml({ file, text, interpolate: (scalar) => interpolate(scalar, sources) }, root);
}

/** Whatever is of the wrong type is left to the schema. */
function isEmpty(value: unknown): boolean {
  return (
    isPlainObject(value) &&
    ['meters', 'chargers'].every((list) => {
      const devices = memberOf(value, list) ?? [];
      return Array.isArray(devices) && devices.length === 0;
    })
  );
}

/** A process without the bridge role needs no devices of its own. */
function bridgesDevices(value: unknown): boolean {
  const roles = memberOf(value, 'roles');
  return !Array.isArray(roles) || roles.includes('bridge');
}

function placeOf(
  at: ConfigPath,
  variable: string | undefined,
  source: YamlSource | undefined,
): Pick<ConfigProblem, 'variable' | 'file' | 'line' | 'column'> {
  return variable === undefined ? (source?.locate(at) ?? {}) : { variable };
}

/** In the order of the file; what comes from the environment last. */
function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.line ?? last) - (b.line ?? last) || (a.column ?? last) - (b.column ?? last);
}
