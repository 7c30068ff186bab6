/** docs/keys.md, made from the catalogues. */
import type { Datapoint, Options, Part, PollClass } from '../../src/devices/datapoint.js';
import { GOE_THEMES, type Theme } from '../../src/devices/goe/catalogue.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';

const INTRODUCTION = `# Keys of the go-e charger and values of the meter

<!-- Made from the catalogues in src/devices by \`npm run docs\`; changes belong there. -->

Every key that a go-e charger is known to have, and at the end [every OBIS value](#obis-values-of-the-meter) of the meter. Not every charger has every key: it depends on the model and the
firmware. A key that a charger sends and this list does not know is published all the same, as it is.

- **Topics.** A value is published on \`<base>/<device>/<key>\`, for example \`wattbridge/charger/amp\`. A member of a
  compound value has a topic of its own, listed under *Parts*: \`wattbridge/charger/nrg/power_total\`. To write, send
  the value to \`<base>/<device>/<key>/set\`.
- **Access.** R: read only. R/W: read and write. W: write only; such a key has no topic for its value.
- **Type.** How the value looks on the wire. *or null*: \`null\` is a regular value.
- **Unit.** The unit on the wire. Home Assistant may show another one, for example seconds instead of milliseconds.
- **Values.** The range of a written value (both ends included), or what the codes mean. The charger's own present
  limits, such as \`ama\`, narrow a range further.
- **Poll.** How often a key is asked for: **live** at every poll, **status** every few seconds, **settings** every
  minute, **rare** every ten minutes, **never** only when the charger sends it by itself.
- **Notes.** **secret**: masked unless \`publish_secrets\` is set. **guarded**: writing could lock you out, leak
  something, destroy something, or defeat a protection; refused unless the key is listed under \`commands.allow\`.
  **damped**: small or frequent changes are not all published. Otherwise, the firmware whose key list added the row;
  *older firmware* means lists before firmware 59, and what older chargers were seen to send.
`;

const HEAD = [
  '| Key | Name | Access | Type | Unit | Values | Poll | Notes | Parts |',
  '|---|---|---|---|---|---|---|---|---|',
];

const OBIS_HEAD = [
  '',
  '## OBIS values of the meter',
  '',
  'A register that a meter does not send is absent; codes that are not in this list are published all the same. The long',
  'form `1-0:1.8.0*255` is published under its short code `1.8.0`. Import is positive, export negative.',
  '',
  '| Code | Name | Unit | Source |',
  '|---|---|---|---|',
];

const POLL_CLASSES: readonly PollClass[] = ['live', 'status', 'settings', 'rare', 'never'];

export function renderKeys(): string {
  const rows = GOE_THEMES.flatMap((theme) => theme.rows);
  const counts = POLL_CLASSES.map((poll) => `${rows.filter((row) => row.poll === poll).length} ${poll}`);
  return [
    INTRODUCTION,
    `${rows.length} keys: ${counts.join(', ')}.`,
    ...GOE_THEMES.map(renderTheme),
    ...OBIS_HEAD,
    ...POWEROPTI_DATAPOINTS.map(renderObis),
    '',
  ].join('\n');
}

function renderObis({ key, name, description, unit = '', source }: Datapoint): string {
  return `| \`${key}\` | **${name}**<br>${description} | ${unit} | ${source} |`;
}

function renderTheme({ title, rows }: Theme): string {
  return ['', `## ${title}`, '', ...HEAD, ...rows.map(renderRow)].join('\n');
}

function renderRow(row: Datapoint): string {
  const cells = [
    `\`${row.key}\``,
    `**${row.name}**<br>${row.description}`,
    row.access,
    row.nullable ? `${row.type} or null` : row.type,
    row.unit ?? '',
    values(row),
    row.poll,
    notes(row),
    (row.parts ?? []).map((part) => renderPart(row.key, part)).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function values({ options, range, maxLength }: Datapoint): string {
  if (options !== undefined) return renderOptions(options);
  if (range !== undefined) {
    const to = range.max === Number.MAX_SAFE_INTEGER ? `from ${range.min}` : `${range.min} to ${range.max}`;
    return range.step === undefined || range.step === 1 ? to : `${to}, step ${range.step}`;
  }
  return maxLength === undefined ? '' : `at most ${maxLength} characters`;
}

function renderOptions(options: Options): string {
  return Object.entries(options)
    .map(([code, words]) => `\`${code}\` ${words}`)
    .join('<br>');
}

function notes({ secret, guarded, noise, source }: Datapoint): string {
  return [secret && '**secret**', guarded && '**guarded**', noise && 'damped', source !== 'seed' && source]
    .filter((note) => typeof note === 'string')
    .join(', ');
}

function renderPart(key: string, { name, unit, options, secret, derive }: Part): string {
  const meaning = [
    derive && 'date and time',
    unit,
    options && renderOptions(options).replaceAll('<br>', ', '),
    secret && '**secret**',
  ].filter((word) => typeof word === 'string');
  return meaning.length === 0 ? `\`${key}/${name}\`` : `\`${key}/${name}\` (${meaning.join('; ')})`;
}
