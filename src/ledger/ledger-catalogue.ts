import type { Datapoint, Entity } from '../devices/datapoint.js';

/** What the ledger publishes of a charger, on `<base>/ledger/<charger>/…`. Nothing of it can be written. */

const SOURCE = 'wattbridge';
const OFTEN = { minIntervalMs: 10_000 };
const PRIMARY = { category: 'primary', enabled: true } as const;

type Row = Pick<Datapoint, 'key' | 'name' | 'description' | 'type'> & Partial<Datapoint>;

const value = (row: Row): Datapoint => ({
  access: 'R',
  category: 'Status',
  poll: 'live',
  source: SOURCE,
  ...row,
});

const ENERGY: Entity = {
  deviceClass: 'energy',
  stateClass: 'total_increasing',
  scale: 0.001,
  unit: 'kWh',
  precision: 2,
};

const WORDS = {
  energy: ['energy', 'All energy'],
  solar: ['solar energy', 'Part out of the surplus of the roof'],
  grid: ['grid energy', 'Part that was bought'],
  battery: ['battery energy', "Part out of the house's battery"],
} as const;

interface Group {
  readonly prefix: string;
  readonly suffix: string;
  readonly name: string;
  /** Follows "All energy". */
  readonly of: string;
  /** Whether there may be nothing to tell. */
  readonly nullable?: true;
  readonly shown: Pick<Entity, 'category' | 'enabled'>;
}

const SESSION: Group = {
  prefix: 'session_',
  suffix: '',
  name: 'Session',
  of: 'of the session; null while no car is plugged in',
  nullable: true,
  shown: PRIMARY,
};
const LAST: Group = {
  prefix: 'last_session_',
  suffix: '',
  name: 'Last session',
  of: 'of the session that ended last; null before the first',
  nullable: true,
  shown: {},
};
const TODAY: Group = { prefix: '', suffix: '_today', name: 'Today', of: 'of today', shown: PRIMARY };
const MONTH: Group = { prefix: '', suffix: '_month', name: 'Month', of: 'of this month', shown: PRIMARY };

const keyIn = ({ prefix, suffix }: Group, word: string): string => `${prefix}${word}${suffix}`;

function energies(group: Group): readonly Datapoint[] {
  return Object.entries(WORDS).map(([word, [name, description]]) =>
    value({
      key: keyIn(group, word),
      name: `${group.name}: ${name}`,
      description: `${description} ${group.of}.`,
      type: 'number',
      unit: 'Wh',
      noise: OFTEN,
      ...(group.nullable && { nullable: true }),
      entity: { ...ENERGY, ...group.shown },
    }),
  );
}

function solarShare(group: Group): Datapoint {
  return value({
    key: keyIn(group, 'solar_share'),
    name: `${group.name}: solar share`,
    description: `Share of the sun in the energy ${group.of}. null: there was no energy.`,
    type: 'integer',
    nullable: true,
    unit: '%',
    noise: OFTEN,
    entity: { stateClass: 'measurement', icon: 'mdi:solar-power', ...group.shown },
  });
}

/** @param currency ISO 4217 */
function cost(group: Group, currency: string, description: string): Datapoint {
  return value({
    key: keyIn(group, 'cost'),
    name: `${group.name}: cost`,
    description,
    type: 'number',
    unit: currency,
    ...(group.nullable && { nullable: true }),
    entity: { deviceClass: 'monetary', stateClass: 'total', precision: 2, ...group.shown },
  });
}

const text = (group: Group, word: string, name: string, description: string, entity: Entity): Datapoint =>
  value({
    key: keyIn(group, word),
    name: `${group.name}: ${name}`,
    description,
    type: 'string',
    nullable: true,
    entity,
  });

const began = (group: Group): Datapoint =>
  text(group, 'started', 'plugged in', `When the car was plugged in, ${group.of}.`, {
    deviceClass: 'timestamp',
    ...group.shown,
  });

function about(group: Group): readonly Datapoint[] {
  return [
    text(group, 'id', 'id', `Id ${group.of}.`, { icon: 'mdi:identifier' }),
    text(group, 'user', 'user', 'Name or number of the card; null: nobody identified.', {
      icon: 'mdi:account',
      ...group.shown,
    }),
    value({
      key: keyIn(group, 'duration'),
      name: `${group.name}: duration`,
      description: `Time since the plug-in ${group.of}.`,
      type: 'integer',
      nullable: true,
      unit: 'min',
      entity: { deviceClass: 'duration', stateClass: 'measurement', ...group.shown },
    }),
  ];
}

const NO_TARIFF = 'null: no tariff was in force';

/** @param currency of the tariffs, ISO 4217: Home Assistant wants it as the unit */
export function ledgerDatapoints(currency: string): readonly Datapoint[] {
  return [
    began(SESSION),
    ...about(SESSION),
    ...energies(SESSION),
    solarShare(SESSION),
    cost(SESSION, currency, `What the session costs so far. ${NO_TARIFF}, or no car is plugged in.`),
    began(LAST),
    text(LAST, 'ended', 'unplugged', `When the car was unplugged, ${LAST.of}.`, {
      deviceClass: 'timestamp',
    }),
    ...about(LAST),
    ...energies(LAST),
    solarShare(LAST),
    cost(LAST, currency, `The bill ${LAST.of}. ${NO_TARIFF}.`),
    ...energies(TODAY),
    solarShare(TODAY),
    cost(TODAY, currency, 'What the sessions cost that ended today, and the open one so far.'),
    ...energies(MONTH),
    solarShare(MONTH),
    cost(MONTH, currency, 'What the sessions cost that ended this month, and the open one so far.'),
  ];
}
