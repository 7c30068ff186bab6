/** Who may charge: access control, transactions and RFID cards. */
import type { Datapoint, Options, Part } from '../../datapoint.js';
import { adjustable, counter, DAY_S, from, moment, order, preset, setting, status } from './row.js';

const CARDS_OF_A_CHARGER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** A card's name and energy are the owner's own words and figures; its id opens the charger and stays masked. */
const CARD_PARTS: readonly Part[] = CARDS_OF_A_CHARGER.flatMap((n): Part[] => [
  { name: `name_${n}`, path: [n - 1, 'name'], label: `Card ${n} name`, type: 'string' },
  {
    name: `energy_${n}`,
    path: [n - 1, 'energy'],
    label: `Card ${n} energy`,
    type: 'number',
    ...counter('total_increasing'),
  },
]);

const TRANSACTION: Options = {
  null: 'No transaction',
  0: 'Without card',
  ...Object.fromEntries(CARDS_OF_A_CHARGER.map((n) => [n, `Card ${n}`])),
};

const ACCESS: Options = { 0: 'Open', 1: 'Wait for card or app', 2: 'EVCMS' };

/** From firmware 60.0 on every card has three keys of its own, counted from 0. */
const cardKeys = (n: number): readonly Datapoint[] => [
  setting(`c${n - 1}n`, 'string', `RFID card ${n} name`, `${n - 1}. RFID card's name`, { poll: 'rare' }),
  setting(`c${n - 1}e`, 'integer', `RFID card ${n} energy`, `${n - 1}. RFID card's energy in Wh`, {
    guarded: true,
    range: { min: 0, max: Number.MAX_SAFE_INTEGER },
    ...counter('total_increasing', { platform: 'sensor', category: 'diagnostic' }),
  }),
  setting(
    `c${n - 1}i`,
    'string',
    `RFID card ${n} id`,
    `${n - 1}. RFID card's id; reads true or false (learned or not), is written as text`,
    { poll: 'rare', secret: true, guarded: true, entity: false },
  ),
];

export const CARDS: readonly Datapoint[] = [
  setting('acs', 'integer', 'Access control', 'access_control user setting (Open=0, Wait=1, EVCMS=2)', {
    options: { ...ACCESS, false: 'Open (false)', true: 'Wait for card or app (true)' },
    entity: { icon: 'mdi:card-account-details-outline' },
  }),
  setting(
    'trx',
    'integer',
    'Transaction',
    'Transaction, null when no transaction, 0 when without card, otherwise cardIndex + 1 (1: 0. card, 2: 1. card, ...)',
    {
      category: 'Status',
      poll: 'live',
      nullable: true,
      options: TRANSACTION,
      entity: { icon: 'mdi:account-check', category: 'primary', enabled: true },
    },
  ),
  setting(
    'cards',
    'array',
    'RFID cards',
    'RFID cards array of objects, if you only want to change the second entry, send an array with 1 empty and 1 filled card config object: [{}, {"name":"","energy":"","rfid":""}]',
    { poll: 'rare', secret: true, guarded: true, parts: CARD_PARTS, entity: false },
  ),
  order(
    'del',
    'integer',
    'Clear card',
    'Set this to 0-9 to clear card (erases card name, energy and rfid id)',
    {
      category: 'Unknown',
      guarded: true,
      range: { min: 0, max: 9 },
    },
  ),
  order('lrn', 'integer', 'Learn card', 'Set this to 0-9 to learn last read card id', {
    guarded: true,
    range: { min: 0, max: 9 },
  }),
  status('lrc', 'integer', 'Last card', 'Last rfid card index (counted from 0)', { nullable: true }),
  status('lri', 'string', 'Last card id', 'Last rfid id (only available when sendRfid)', {
    poll: 'rare',
    nullable: true,
    secret: true,
  }),
  moment('lrr', 'Last card reading', 'Last rfid read (in ms since boot)'),
  status('tsi', 'string', 'Transaction card id', 'Transaction start rfid id (only available when sendRfid)', {
    poll: 'rare',
    nullable: true,
    secret: true,
  }),
  setting(
    'rde',
    'boolean',
    'Send card ids',
    'Send rfid serial to cloud/api/mqtt (enable lri api key to show rfid numbers)',
    { guarded: true },
  ),

  ...from('firmware 60.4', [
    ...CARDS_OF_A_CHARGER.flatMap(cardKeys),
    preset(
      'facacs',
      'integer',
      'Factory access control',
      'Factory access_control user setting (Open=0, Wait=1, EVCMS=2)',
      { options: ACCESS },
    ),
    status('evt', 'string', 'EVCMS transaction', 'EVCMS transaction id', { nullable: true }),
    setting('txt', 'integer', 'Transaction timeout', 'Transaction timeout', adjustable('s', 0, DAY_S)),
  ]),
];
