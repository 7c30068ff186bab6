import { isMap, parseDocument, YAMLMap } from 'yaml';
import { ConfigError } from '../config/config-error.js';
import type { Config } from '../config/schema.js';
import type { Draft, DraftBroker } from './draft.js';
import { editDevices } from './edit-devices.js';
import { literal } from './literal.js';
import { shownUrl } from './shown-url.js';
import { listAt, rootOf, sectionAt } from './yaml-nodes.js';

const NEW_FILE = `# The configuration of wattbridge, written by its page. You may edit it: comments and everything else stay.
# All settings: docs/configuration.md and wattbridge.example.yaml
`;

const EVERYWHERE = '0.0.0.0';

export interface Edit {
  readonly draft: Draft;
  /** Of the password of the draft's user. */
  readonly passwordHash?: string;
}

/**
 * The text of a configuration as a draft wants it. Only what the draft changes is touched: comments, references to
 * secrets and settings that it does not know stay.
 * @param text of the file, which can be loaded; undefined: there is none yet
 * @param present what the file and the environment say now
 * @throws ConfigError for what cannot be written
 */
export function editConfig(text: string | undefined, present: Config, { draft, passwordHash }: Edit): string {
  const document = parseDocument(text ?? NEW_FILE);
  const root = rootOf(document);
  if (draft.meters !== undefined) editDevices(root, 'meters', draft.meters, present.meters);
  if (draft.chargers !== undefined) editDevices(root, 'chargers', draft.chargers, present.chargers);
  if (draft.broker !== undefined) editBroker(root, draft.broker, present.mqtt, passwordHash);
  if (draft.homeassistant !== undefined) {
    editFields(root, 'homeassistant', draft.homeassistant, present.homeassistant);
  }
  return document.toString({ lineWidth: 0 });
}

/** Writes the fields of a section that are to be others than they are. */
function editFields<T extends Readonly<Record<string, unknown>>>(
  parent: YAMLMap,
  name: string,
  wanted: T,
  present: { readonly [Name in keyof T]: unknown },
): void {
  for (const [field, value] of Object.entries(wanted)) {
    if (value !== present[field]) sectionAt(parent, name).set(field, value);
  }
}

function editBroker(
  root: YAMLMap,
  draft: DraftBroker,
  present: Config['mqtt'],
  passwordHash: string | undefined,
): void {
  editFields(root, 'mqtt', { broker: draft.kind }, present);
  if (draft.kind === 'external') editExternal(root, draft, present.external);
  else editEmbedded(root, draft, passwordHash, present.embedded);
}

type DraftEmbedded = Extract<DraftBroker, { kind: 'embedded' }>;

function editEmbedded(
  root: YAMLMap,
  { port, user }: DraftEmbedded,
  passwordHash: string | undefined,
  present: Config['mqtt']['embedded'],
): void {
  if (port !== undefined && port !== present.port) embeddedAt(root).set('port', port);
  if (user !== undefined) addUser(root, user.name, passwordHash, present);
}

const embeddedAt = (root: YAMLMap): YAMLMap => sectionAt(sectionAt(root, 'mqtt'), 'embedded');

type DraftExternal = Extract<DraftBroker, { kind: 'external' }>;

/** Like the key of a meter, a password that is kept goes to no other address. */
function editExternal(root: YAMLMap, draft: DraftExternal, present: Config['mqtt']['external']): void {
  const external = sectionAt(sectionAt(root, 'mqtt'), 'external');
  const isMoved = present === undefined || draft.url !== shownUrl(present.url);
  if (isMoved && draft.password === undefined && present?.password !== undefined) {
    const problem = 'must be typed again, because the address is another one';
    throw new ConfigError([{ path: 'mqtt.external.password', problem }]);
  }
  if (isMoved) external.set('url', literal(draft.url));
  for (const field of ['username', 'password'] as const) {
    const wanted = draft[field];
    if (wanted === null) external.delete(field);
    else if (wanted !== undefined && wanted !== present?.[field]) external.set(field, literal(wanted));
  }
}

/** A user of this name gets the new password; its other settings stay. */
function addUser(
  root: YAMLMap,
  name: string,
  passwordHash: string | undefined,
  present: Config['mqtt']['embedded'],
): void {
  const embedded = embeddedAt(root);
  if (present.host !== EVERYWHERE) embedded.set('host', EVERYWHERE);
  const { items } = listAt(embedded, 'users');
  const known = items[present.users.findIndex((user) => user.name === name)];
  const user = isMap(known) ? known : new YAMLMap(root.schema);
  if (user !== known) items.push(user);
  user.set('name', literal(name));
  user.delete('password');
  user.set('password_hash', passwordHash);
}
