/** docs/errors.md, made from the tables of codes. */
import { API_ERRORS } from '../../src/api/api-error.js';
import { SERVER_ERRORS } from '../../src/api/server-error.js';
import { COMMAND_ERRORS } from '../../src/bridge/command-error.js';
import { DEVICE_ERRORS } from '../../src/devices/device-error.js';
import { STORE_ERRORS } from '../../src/ledger/store/store-error.js';
import { BROKER_ERRORS } from '../../src/mqtt/broker-error.js';
import { MQTT_ERRORS } from '../../src/mqtt/mqtt-error.js';
import { SIMULATOR_ERRORS } from '../../src/simulator/simulator-error.js';

type Codes = Readonly<Record<string, string>>;

const CLI_ERRORS: Codes = {
  invalid_config:
    'The configuration has problems; each is named with its line, its path, and what would be right.',
  usage: 'The command line makes no sense.',
};

/** With the HTTP status. */
const REST_ERRORS: Codes = Object.fromEntries(
  Object.entries(API_ERRORS).map(([code, { status, meaning }]) => [code, `${status}: ${meaning}`]),
);

const WEBHOOK_ERRORS: Codes = {
  private_address:
    'The name of a receiver leads into a private network, which `api.private_webhooks` would allow.',
};

interface Section {
  readonly title: string;
  readonly where: string;
  readonly codes: Codes;
}

const SECTIONS: readonly Section[] = [
  {
    title: 'Results of commands',
    where: `On \`<base>/<device>/<key>/result\`, \`<base>/<device>/result\` and the response topic, as
\`{"ok":false,"key":"amp","error":{"code":"out_of_range","message":"…"}}\`. The message says what would be right.
\`unreachable\`, \`timeout\` and \`not_confirmed\` are worth another try.`,
    codes: COMMAND_ERRORS,
  },
  {
    title: 'Devices',
    where: `In the log, once until something changes; the device's \`availability\` turns \`offline\` after three failures in a
row, at once for \`unauthorized\` and \`not_found\`. Polling goes on after each of them, every 30 s at the latest.`,
    codes: DEVICE_ERRORS,
  },
  {
    title: 'Connection to the broker',
    where: 'In the log. The connection is tried again for ever, every minute at the latest.',
    codes: MQTT_ERRORS,
  },
  {
    title: 'Embedded broker',
    where: 'At the start, which then ends with exit code 1.',
    codes: BROKER_ERRORS,
  },
  {
    title: 'Command line and configuration',
    where: 'At the start, which then ends with exit code 2.',
    codes: CLI_ERRORS,
  },
  {
    title: 'REST API',
    where: 'In the answer, as `{"error":{"code":"not_found","message":"…"}}`, with this HTTP status.',
    codes: REST_ERRORS,
  },
  {
    title: 'REST API, when it starts',
    where: 'At the start, which then ends with exit code 1.',
    codes: SERVER_ERRORS,
  },
  {
    title: 'Ledger',
    where: 'At the start, which then ends with exit code 1, and in the log.',
    codes: STORE_ERRORS,
  },
  {
    title: 'Webhooks',
    where: 'In the log, and in words in the history of deliveries.',
    codes: WEBHOOK_ERRORS,
  },
  {
    title: 'Simulated house',
    where: 'At the start of `demo` and `simulate`.',
    codes: SIMULATOR_ERRORS,
  },
];

/** Every code that the documentation explains. */
export const DOCUMENTED_CODES: ReadonlySet<string> = new Set(
  SECTIONS.flatMap(({ codes }) => Object.keys(codes)),
);

export function renderErrors(): string {
  return [
    `# Error codes

<!-- Made from the tables of codes in src by \`npm run docs\`; changes belong there. -->

Codes are stable and for programs. The message that comes with a code is for people: it says what is wrong and what to
do about it, and may become clearer with a new version.
`,
    ...SECTIONS.map(renderSection),
  ].join('\n');
}

function renderSection({ title, where, codes }: Section): string {
  const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `## ${title}\n\n${where}\n\n| code | meaning |\n|---|---|\n${rows.join('\n')}\n`;
}
