/** Flexible tariffs (aWATTar and others) and the next trip. */
import type { Datapoint, Part } from '../../datapoint.js';
import { adjustable, moment, order, setting, status } from './row.js';

const PRICE_PARTS: readonly Part[] = [
  {
    name: 'market_price',
    path: ['marketprice'],
    label: 'Market price',
    type: 'number',
    unit: 'ct/kWh',
    entity: { stateClass: 'measurement', precision: 2, icon: 'mdi:cash' },
  },
  {
    name: 'start',
    path: ['start'],
    label: 'Market price valid from',
    type: 'integer',
    unit: 's',
    entity: false,
  },
  {
    name: 'end',
    path: ['end'],
    label: 'Market price valid until',
    type: 'integer',
    unit: 's',
    entity: false,
  },
];

export const TARIFF: readonly Datapoint[] = [
  setting('awe', 'boolean', 'Use flexible tariff', 'useAwattar'),
  setting('awc', 'integer', 'Tariff country', 'aWATTar country (Austria=0, Germany=1,...)', {
    options: { 0: 'Austria', 1: 'Germany' },
  }),
  setting('awp', 'number', 'Maximum price', 'awattarMaxPrice in ct', {
    unit: 'ct/kWh',
    range: { min: -100, max: 1000 },
    entity: { precision: 2, icon: 'mdi:cash-lock' },
  }),
  status('awcp', 'object', 'Current price', 'aWATTar current price; start and end in seconds since 1970', {
    nullable: true,
    parts: PRICE_PARTS,
    entity: false,
  }),
  order(
    'awpl',
    'array',
    'Price list',
    'aWATTar price list, timestamps are measured in unix-time, seconds since 1970',
    { category: 'Status' },
  ),
  setting('ara', 'boolean', 'Next trip stays in flexible tariff', 'Automatic stop remain in aWATTar'),
  setting('ate', 'number', 'Next trip energy', 'nextTripEnergy in Wh', {
    ...adjustable('Wh', 0, 1_000_000, {
      unit: 'kWh',
      scale: 0.001,
      precision: 2,
      icon: 'mdi:map-marker-distance',
    }),
  }),
  setting(
    'att',
    'integer',
    'Next trip time',
    'Automatic stop time in seconds since day begin, calculation: (hours*3600)+(minutes*60)+(seconds)',
    { unit: 's', range: { min: 0, max: 86_399 }, entity: { timeOfDay: true, icon: 'mdi:clock-end' } },
  ),
  status('atp', 'object', 'Next trip plan', 'nextTripPlanData', { nullable: true }),
  status('tlf', 'boolean', 'Test charge finished', 'testLadungFinished'),
  moment(
    'tls',
    'Test charge started',
    'testLadungStarted (in ms since boot; true or false on older firmwares)',
    {
      options: { true: 'Started', false: 'Not started' },
    },
  ),
  setting('cco', 'number', 'Car consumption', 'Car consumption in kWh per 100 km (for app)', {
    unit: 'kWh/100km',
    range: { min: 0, max: 100 },
    entity: { precision: 1, icon: 'mdi:car-cruise-control' },
  }),
  setting('esk', 'boolean', 'Energy set in kWh', 'Energy set kWh (for app)'),
];
