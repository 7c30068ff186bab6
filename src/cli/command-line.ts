import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../mqtt/topics.js';
import { UsageError } from './usage-error.js';

export const HELP = `wattbridge: powerfox poweropti and go-e charger on MQTT, in Home Assistant, and writable

usage: wattbridge [command] [options]

commands
  run        bridge the devices of the configuration (default; without a configuration: demo)
  demo       bridge a simulated house, to look around
  simulate   only the simulated house: a poweropti and a go-e charger that answer HTTP
  check      validate the configuration, reach every device, say what is missing and what to do
  keys create --name N --scopes A,B [--expires-in-days D]
             make an API key and print its secret, the only time that it is shown; also while wattbridge runs
  keys list  list the API keys;  keys revoke ID  makes one void at once
  backup FILE   copy the ledger into a new file, also while wattbridge runs
  hash-password   read a password from standard input, print its hash for mqtt.embedded.users

options
  -c, --config FILE    configuration (default: $WATTBRIDGE_CONFIG, else wattbridge.yaml if it exists)
      --role R         run: bridge, surplus or ledger, instead of the configuration's roles; may be repeated
      --health-file F  run: rewrite this file while connected to the broker (for a container's health check)
      --speed N        demo, simulate: N times as fast as real time, 1 to 60 (default 1)
      --seed N         demo, simulate: another house and another sky (default 1)
      --weather W      demo, simulate: clear, broken or overcast (default broken)
      --meter-port N   simulate: port of the poweropti (default 8080)
      --charger-port N simulate: port of the go-e charger (default 8081)
      --fault D=F      simulate: switch a fault on, for example meter=slow; may be repeated;
                       a wrong one lists them all
  -h, --help           this text
  -v, --version        the version

exit codes
  0  stopped cleanly, or every check passed
  1  something failed while running, or a check did not pass
  2  the command line or the configuration is wrong
`;

const COMMANDS = [
  'run',
  'demo',
  'simulate',
  'check',
  'keys',
  'backup',
  'hash-password',
  'help',
  'version',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Commands that something follows; they check it themselves. */
const WITH_OPERANDS: ReadonlySet<CommandName> = new Set(['keys', 'backup']);

export const WEATHERS = ['clear', 'broken', 'overcast'] as const;
export type Weather = (typeof WEATHERS)[number];

export interface CommandLine {
  readonly command: CommandName;
  readonly config: string | undefined;
  /** Empty: what the configuration says. */
  readonly roles: readonly Role[];
  readonly healthFile: string | undefined;
  readonly speed: number;
  readonly seed: number;
  readonly weather: Weather;
  readonly meterPort: number;
  readonly chargerPort: number;
  /** `device=fault`, unchecked. */
  readonly faults: readonly string[];
  /** What follows the command. */
  readonly operands: readonly string[];
  /** For `keys create`, unchecked. */
  readonly name: string | undefined;
  readonly scopes: string | undefined;
  readonly expiresInDays: string | undefined;
}

/** @throws UsageError with what would be right */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { values, positionals } = parse(argv);
  const [command, operands] = readCommand(positionals);
  return {
    command: values.help ? 'help' : values.version ? 'version' : command,
    operands,
    config: values.config,
    roles: values.role.map((role) => readChoice('role', role, ROLES)),
    healthFile: values['health-file'],
    speed: readNumber('speed', values.speed, 1, 60),
    seed: readNumber('seed', values.seed, 0, 2 ** 31 - 1),
    weather: readChoice('weather', values.weather, WEATHERS),
    meterPort: readNumber('meter-port', values['meter-port'], 0, 65_535),
    chargerPort: readNumber('charger-port', values['charger-port'], 0, 65_535),
    faults: values.fault,
    name: values.name,
    scopes: values.scopes,
    expiresInDays: values['expires-in-days'],
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        config: { type: 'string', short: 'c' },
        role: { type: 'string', multiple: true, default: [] },
        'health-file': { type: 'string' },
        speed: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        weather: { type: 'string', default: 'broken' },
        'meter-port': { type: 'string', default: '8080' },
        'charger-port': { type: 'string', default: '8081' },
        fault: { type: 'string', multiple: true, default: [] },
        name: { type: 'string' },
        scopes: { type: 'string' },
        'expires-in-days': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new UsageError(`${reason}; wattbridge --help shows what there is`, { cause });
  }
}

function readCommand([name = 'run', ...operands]: readonly string[]): readonly [
  CommandName,
  readonly string[],
] {
  const command = readChoice('command', name, COMMANDS);
  if (operands.length > 0 && !WITH_OPERANDS.has(command)) {
    throw new UsageError(`one command at a time; got "${[name, ...operands].join(' ')}"`);
  }
  return [command, operands];
}

function readChoice<T extends string>(what: string, given: string, known: readonly T[]): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new UsageError(`unknown ${what} "${given}"; known: ${known.join(', ')}`);
  return found;
}

function readNumber(what: string, given: string, min: number, max: number): number {
  const value = Number(given);
  if (given.trim() !== '' && value >= min && value <= max && (what === 'speed' || Number.isInteger(value)))
    return value;
  throw new UsageError(`--${what} takes a number from ${min} to ${max}; got "${given}"`);
}
