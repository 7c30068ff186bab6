/** docs/topics.md: the topic contract, and every topic that the catalogues know. */
import type { Datapoint, Part } from '../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';
import { ledgerDatapoints } from '../../src/ledger/ledger-catalogue.js';
import { createTopics } from '../../src/mqtt/topics.js';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';

const CONTRACT = `# Topics

<!-- Made by test/docs/render-topics.ts and the catalogues with \`npm run docs\`; changes belong there. -->

This is the public interface: Home Assistant, Node-RED and dashboards use it, and nothing else. \`<base>\` is
\`wattbridge\` unless \`topic_base\` says otherwise, \`<device>\` is the id in the configuration (\`meter\`, \`charger\`).

| topic | retained | QoS | payload |
|---|---|---|---|
| \`<base>/bridge/state\` | yes | 1 | \`online\`; \`offline\` by last will and on stop |
| \`<base>/bridge/info\` | yes | 1 | JSON: \`version\`, \`topic_base\`, \`started_at\`, \`devices\` with model and firmware |
| \`<base>/surplus/state\` | yes | 1 | the same for the surplus controller |
| \`<base>/ledger/state\` | yes | 1 | the same for the ledger |
| \`<base>/bridge/announced\`, \`<base>/surplus/announced\`, \`<base>/ledger/announced\` | yes | 1 | wattbridge's own memory of what it announced to Home Assistant |
| \`<base>/<device>/availability\` | yes | 1 | \`online\` or \`offline\`: unreachable, key refused, or its readings stand still |
| \`<base>/<device>/<key>\` | yes | 0 | one value: every go-e key, every OBIS code |
| \`<base>/<device>/<key>/<part>\` | yes | 0 | a member of a compound value |
| \`<base>/<device>/state\` | yes | 0 | all values as one JSON object, with every reading |
| \`<base>/<device>/<key>/set\` | never | any | the value wanted |
| \`<base>/<device>/set\` | never | any | JSON object of several keys, written in one request |
| \`<base>/<device>/<key>/result\`, \`<base>/<device>/result\` | no | 1 | what became of a command |
| \`<base>/surplus/<charger>/…\` | as above | as above | the surplus controller of a charger: its settings with \`/set\`, its values, its reasons |
| \`<base>/surplus/<charger>/learned\` | yes | 0 | the controller's own memory of what it learned, for its next start within 6 h; its members may change |
| \`<base>/ledger/<charger>/…\` | as above | as above | the ledger of a charger: its present and last session, sums of today and the month; read only |

## Values

- A value is its JSON text, except that a string is sent as it is, without quotes. \`null\` is \`null\`. MQTT cannot retain
  an empty payload: a text that is empty is sent, but only the snapshot remembers it.
- **Only changes are published**, and all of them; everything once after connecting, and after Home Assistant's birth
  message. Clocks and noisy measurements are damped (marked in [keys.md](keys.md)); power, current and energy never are.
- The snapshot \`state\` holds all values, \`measured_at\` (the device's own time), \`received_at\`, and in \`missing\` the keys
  that the device stopped sending, each with the time since when; their last value stays.
- Keys that nobody knows are published as they are. \`/\`, \`+\`, \`#\` and blanks in a key become \`_\`.
- Secrets (Wi-Fi keys, card ids, tokens, certificates, addresses with passwords) are masked as \`***\` unless
  \`publish_secrets\` is set.

## Commands

Send the value to the set-topic, not retained. A whole number is \`10\`, a truth \`true\`, a text the text itself, \`null\` is
\`null\`. Enumerations take the code or its words: \`2\` or \`On\`.

- Every command gets **exactly one result**: \`{"ok":true,"key":"amp","value":10,"confirmed":true}\` or
  \`{"ok":false,"key":"amp","error":{"code":"out_of_range","message":"…"}}\`. A command of several keys has no \`key\`, and
  \`value\` is the object. With MQTT 5, *Response Topic* and *Correlation Data* are honoured too
  (by a broker of yours: the one inside wattbridge speaks MQTT 3.1.1).
- \`confirmed\` means that the device showed the value when it was read back. It is \`false\` for keys that can only be
  written.
- Checked before anything reaches the device: access, type, range, enumeration, and the device's own present limits
  (\`ama\`, \`cbl\`, \`adi\`, \`var\`). In a command of several keys, one bad key refuses all.
- Several commands for one key while a request is under way: the last is written, the others get \`superseded\`,
  except those that wanted the same value: they are done with it.
- A **retained** command is ignored, with a result: it would act again at every reconnection.
- Keys that could lock you out or leak (*guarded* in [keys.md](keys.md)) are refused unless \`commands.allow\` lists them.
  \`commands.read_only\` refuses everything.

All codes: [errors.md](errors.md).
`;

export function renderTopics(): string {
  return [
    CONTRACT,
    '## Every topic of a meter',
    '',
    `Of a poweropti with the id \`meter\`, as far as the meter sends the register.`,
    '',
    ...table('meter', POWEROPTI_DATAPOINTS),
    '',
    '## Every topic of a charger',
    '',
    `Of a go-e charger with the id \`charger\`, as far as its model and firmware have the key. Meanings, ranges and
enumerations: [keys.md](keys.md).`,
    '',
    ...table('charger', GOE_DATAPOINTS),
    '',
    '## Every topic of a surplus controller',
    '',
    `Of the controller of the charger \`charger\`. What it does with them: [control.md](control.md).`,
    '',
    ...table('surplus/charger', SURPLUS_DATAPOINTS),
    '',
    '## Every topic of a ledger',
    '',
    `Of the charger \`charger\`. What they mean: [ledger.md](ledger.md).`,
    '',
    ...table('ledger/charger', ledgerDatapoints('EUR')),
    '',
  ].join('\n');
}

function table(device: string, rows: readonly Datapoint[]): readonly string[] {
  const topics = createTopics('wattbridge').device(device);
  const lines = rows.flatMap((row) => [
    line(row.access === 'W' ? topics.keySet(row.key) : topics.key(row.key), row, row.name, settable(row)),
    ...(row.parts ?? []).map((part) => line(topics.part(row.key, part.name), part, part.label, '')),
  ]);
  return ['| topic | value | unit | settable |', '|---|---|---|---|', ...lines];
}

function line(topic: string, { unit = '' }: Datapoint | Part, name: string, set: string): string {
  return `| \`${topic}\` | ${name} | ${unit} | ${set} |`;
}

function settable({ access, guarded }: Datapoint): string {
  if (access === 'R') return '';
  return guarded ? 'if allowed' : 'yes';
}
