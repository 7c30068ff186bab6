/** Several chargers on one connection. */
import type { Datapoint, Part } from '../../datapoint.js';
import { background, from, measured, quantity, setting, status, wholeAmperes } from './row.js';

const TOTAL_PARTS: readonly Part[] = [
  { name: 'amp', path: ['amp'], label: 'Load balancing total', type: 'integer', ...quantity('A') },
  { name: 'dyn', path: ['dyn'], label: 'Load balancing dynamic total', type: 'integer', ...quantity('A') },
  { name: 'sta', path: ['sta'], label: 'Load balancing static total', type: 'integer', ...quantity('A') },
  { name: 'ts', path: ['ts'], label: 'Load balancing total timestamp', type: 'integer' },
];

const MAPPING_PARTS = [1, 2, 3].map(
  (n): Part => ({ name: `l${n}`, path: [n - 1], label: `Load mapping of L${n}`, type: 'integer' }),
);

const METER_PARTS = [1, 2, 3].map(
  (n): Part => ({
    name: `current_l${n}`,
    path: [`I${n}`],
    label: `Smart meter current L${n}`,
    type: 'number',
    ...measured('A', { precision: 1 }),
  }),
);

export const LOAD_BALANCING: readonly Datapoint[] = [
  setting('loe', 'boolean', 'Load balancing', 'Load balancing enabled'),
  setting('loty', 'integer', 'Load balancing type', 'Load balancing type (Static=false, Dynamic=true)', {
    options: { 0: 'Static', 1: 'Dynamic', false: 'Static (false)', true: 'Dynamic (true)' },
  }),
  setting(
    'lot',
    'object',
    'Load balancing limits',
    'Load balancing total amp; a plain number on older firmwares',
    {
      guarded: true,
      parts: TOTAL_PARTS,
    },
  ),
  status('loa', 'integer', 'Load balancing current', 'Load balancing ampere', {
    poll: 'live',
    nullable: true,
    ...measured('A', { precision: 0 }),
  }),
  setting('lof', 'integer', 'Load balancing fallback current', 'load_fallback in A', wholeAmperes(0, 32)),
  setting('log', 'string', 'Load balancing group', 'load_group_id'),
  setting('lop', 'integer', 'Load balancing priority', 'load_priority', { range: { min: 0, max: 99 } }),
  setting('lopr', 'boolean', 'Load balancing protected', 'Load balancing protected'),
  setting('map', 'array', 'Load mapping', 'load_mapping (uint8_t[3])', {
    parts: MAPPING_PARTS,
    entity: false,
  }),
  status('smd', 'object', 'Smart meter data', 'Smart meter data', { nullable: true, parts: METER_PARTS }),

  ...from('older firmware', [
    background('lom', 'array', 'Load balancing members', 'Load balancing members', { nullable: true }),
    background('los', 'string', 'Load balancing status', 'Load balancing status', {
      nullable: true,
      entity: false,
    }),
  ]),
];
