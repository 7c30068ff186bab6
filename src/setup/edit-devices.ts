import { isMap, YAMLMap, type YAMLSeq } from 'yaml';
import { ConfigError } from '../config/config-error.js';
import { formatPath } from '../config/path.js';
import type { DraftMeter } from './draft.js';
import { literal } from './literal.js';
import { listAt, notByPage } from './yaml-nodes.js';

/** What must be known of a device of the present configuration. */
export interface PresentDevice {
  readonly id: string;
  readonly host?: string;
  readonly api_key?: string | null;
}

type DeviceList = 'meters' | 'chargers';

/** The ids that the schema gives by place begin with these. */
const FIRST_IDS = { meters: 'meter', chargers: 'charger' } as const;

/**
 * Makes a list of devices what the draft says. Kept devices keep everything else that their owner wrote.
 * @throws ConfigError for a device that the file does not hold, and where a key would go to another address
 */
export function editDevices(
  root: YAMLMap,
  list: DeviceList,
  drafts: readonly DraftMeter[],
  present: readonly PresentDevice[],
): void {
  if (drafts.length === 0 && !root.has(list)) return;
  const items = listAt(root, list);
  const taken = new Set(drafts.flatMap(({ id }) => id ?? []));
  const edited = drafts.map((draft, index) => {
    const path = formatPath([list, index]);
    const at = present.findIndex(({ id }) => id === draft.id);
    const item = draft.id === undefined ? new YAMLMap(root.schema) : itemAt(items, at, path);
    keepsItsKey(draft, present[at], path);
    if (draft.host !== undefined && draft.host !== present[at]?.host) item.set('host', literal(draft.host));
    if (draft.api_key !== undefined) item.set('api_key', literal(draft.api_key));
    const id = draft.id ?? freeId(list, index, taken);
    taken.add(id);
    if (!item.has('id') && id !== idAt(list, index)) item.set('id', id);
    return item;
  });
  items.items = edited;
}

function itemAt(items: YAMLSeq, at: number, path: string): YAMLMap {
  const item = items.items[at];
  if (isMap(item)) return item;
  if (item !== undefined) throw notByPage(path);
  throw new ConfigError([{ path: `${path}.id`, problem: 'is not the id of a device of the file' }]);
}

/** A key that is kept must not be sent to an address that somebody else chose: it would be shown there. */
function keepsItsKey(draft: DraftMeter, present: PresentDevice | undefined, path: string): void {
  const isMoved = draft.host !== undefined && draft.host !== present?.host;
  const isKept = draft.api_key === undefined && typeof present?.api_key === 'string';
  if (!isMoved || !isKept) return;
  throw new ConfigError([
    { path: `${path}.api_key`, problem: 'must be typed again, because the address is another one' },
  ]);
}

const idAt = (list: DeviceList, index: number): string => `${FIRST_IDS[list]}${index === 0 ? '' : index + 1}`;

function freeId(list: DeviceList, index: number, taken: ReadonlySet<string>): string {
  for (let place = index; ; place++) {
    const id = idAt(list, place);
    if (!taken.has(id)) return id;
  }
}
