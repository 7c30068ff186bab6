import { describe, expect, it } from 'vitest';
import { createZone } from '../../../src/ledger/costs/zone.js';
import { receiptHtml } from '../../../src/ledger/statement/receipt-html.js';
import {
  buildStatement,
  type ChargePointName,
  durationMinutes,
  pricePerKwh,
} from '../../../src/ledger/statement/statement.js';
import { statementCsv } from '../../../src/ledger/statement/statement-csv.js';
import { statementHtml } from '../../../src/ledger/statement/statement-html.js';
import type { SessionWithCost } from '../../../src/ledger/store/port.js';
import { sessionOf } from '../costs/samples.js';
import { parseTable } from './parse-csv.js';

const BERLIN = createZone('Europe/Berlin');
const EVIL = '<img src=x onerror=alert(1)>';

const GARAGE = { name: 'Garage, left', serialNumber: '=0815' };
const nameOf = (id: string): ChargePointName => (id === 'garage' ? GARAGE : { name: id, serialNumber: null });

const priced = (members: Partial<SessionWithCost> = {}): SessionWithCost =>
  sessionOf({ totalCost: 3, currency: 'EUR', ...members });

const SESSIONS = [
  priced({ id: 'sess_1', userId: 'Anna' }),
  priced({ id: 'sess_2', chargePointId: 'yard', totalCost: null, currency: null, startCounterWh: null }),
  priced({
    id: 'sess_3',
    userId: 'Anna',
    totalCost: 0.1 + 0.2,
    energyWh: 0,
    solarWh: 0,
    gridWh: 0,
    batteryWh: 0,
  }),
  priced({ id: 'sess_4', userId: null, totalCost: 4.5, currency: 'CHF' }),
];

const STATEMENT = buildStatement('2026-06', SESSIONS, nameOf);

describe('buildStatement', () => {
  it('groups by charge point and user', () => {
    const groups = STATEMENT.groups.map(({ chargePoint, userId, sessions }) => [
      chargePoint.name,
      userId,
      sessions.map(({ id }) => id),
    ]);
    expect(groups).toEqual([
      ['Garage, left', 'Anna', ['sess_1', 'sess_3']],
      ['Garage, left', null, ['sess_4']],
      ['yard', null, ['sess_2']],
    ]);
  });

  it('adds up, currencies apart, without dust', () => {
    expect(STATEMENT.totals).toEqual({
      sessionCount: 4,
      mix: { energyWh: 30_000, solarWh: 18_000, gridWh: 9_000, batteryWh: 3_000 },
      costs: [
        { currency: 'CHF', amount: 4.5, count: 1 },
        { currency: 'EUR', amount: 3.3, count: 2 },
      ],
    });
    expect(STATEMENT.groups[0]?.sessions[1]?.totalCost).toBe(0.3);
  });

  it('is empty for a month without sessions', () => {
    const empty = buildStatement('2026-02', [], nameOf);
    expect(empty).toMatchObject({ fromDay: '2026-02-01', toDay: '2026-02-28', groups: [] });
    expect(statementHtml(empty, BERLIN, 'en')).toContain('No session ended in this month.');
  });
});

describe('pricePerKwh', () => {
  it.each([
    [{ totalCost: 3, energyWh: 10_000 }, 0.3],
    [{ totalCost: 1, energyWh: 3_000 }, 0.3333],
    [{ totalCost: null }, null],
    [{ totalCost: 3, energyWh: 0 }, null],
  ])('of %j: %s', (members, price) => expect(pricePerKwh(priced(members))).toBe(price));
});

describe('durationMinutes', () => {
  it('is not known while the car is plugged in', () => {
    expect(durationMinutes(priced())).toBe(120);
    expect(durationMinutes(priced({ endedAtMs: null }))).toBeNull();
  });
});

describe('statementCsv', () => {
  it('has a row a session with local times and meter readings', () => {
    const rows = parseTable(statementCsv(STATEMENT, BERLIN));
    expect(rows.map((row) => row['session_id'])).toEqual(['sess_1', 'sess_3', 'sess_4', 'sess_2']);
    expect(rows[0]).toEqual({
      month: '2026-06',
      charge_point_id: 'garage',
      charge_point_name: 'Garage, left',
      serial_number: "'=0815",
      user_id: 'Anna',
      session_id: 'sess_1',
      started_local: '2026-06-21 14:00:00',
      ended_local: '2026-06-21 16:00:00',
      duration_minutes: '120',
      meter_start_kwh: '1000',
      meter_end_kwh: '1010',
      energy_kwh: '10',
      solar_kwh: '6',
      grid_kwh: '3',
      battery_kwh: '1',
      solar_share_percent: '60',
      price_per_kwh: '0.3',
      total_cost: '3',
      currency: 'EUR',
    });
  });

  it('leaves empty what is not known', () => {
    const row = parseTable(statementCsv(STATEMENT, BERLIN)).at(-1);
    expect(row).toMatchObject({
      user_id: '',
      meter_start_kwh: '',
      price_per_kwh: '',
      total_cost: '',
      currency: '',
    });
  });
});

describe('statementHtml', () => {
  it('shows readings, sums and currencies', () => {
    const page = statementHtml(STATEMENT, BERLIN, 'en');
    for (const text of [
      '1,000.000',
      '1,010.000',
      '€3.00',
      'CHF',
      'Garage, left',
      '21 Jun 2026, 14:00',
      'Anna',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('speaks German', () => {
    const page = statementHtml(STATEMENT, BERLIN, 'de');
    for (const text of ['<html lang="de">', 'Ladeabrechnung', '1.010,000', '3,00\u00a0€', 'Zählerstand']) {
      expect(page).toContain(text);
    }
  });

  it('lets no name become markup', () => {
    const evil = { name: EVIL, serialNumber: EVIL };
    const statement = buildStatement('2026-06', [priced({ userId: EVIL })], () => evil);
    const page = statementHtml(statement, BERLIN, 'en');
    expect(page).not.toContain('<img');
    expect(page.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)).toHaveLength(3);
  });

  it('loads nothing and runs nothing', () => {
    const page = statementHtml(STATEMENT, BERLIN, 'en');
    expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import| on\w+=/);
  });
});

describe('receiptHtml', () => {
  const line = { quantity: 10, unit: 'kWh', price: 0.3, amount: 3 } as const;
  const entry = {
    id: 'bill_1',
    sessionId: 'sess_1',
    kind: 'charge',
    amount: 3,
    currency: 'EUR',
    tariffId: 'tariff_1',
    lines: [{ type: 'energy', label: EVIL, ...line }],
    note: null,
    createdAtMs: 0,
  } as const;

  it('shows the lines of the bill, escaped', () => {
    const page = receiptHtml({ session: priced(), entries: [entry], chargePoint: GARAGE }, BERLIN, 'en');
    expect(page).toContain('10 kWh');
    expect(page).toContain('€0.30');
    expect(page).toContain('€3.00');
    expect(page).toContain('&lt;img');
    expect(page).not.toContain('<img');
  });

  it.each([
    ['en', ['Energy from the roof', 'Tax 19 %', 'Energy']],
    ['de', ['Energie vom Dach', 'Steuer 19 %', 'Energy']],
  ] as const)("names lines in %s, but not the owner's own", (language, labels) => {
    const lines = [
      { type: 'energy', label: 'Energy from the roof', ...line },
      { type: 'tax', label: 'Tax 19 %', ...line },
      { type: 'correction', label: 'Energy', ...line },
    ] as const;
    const page = receiptHtml(
      { session: priced(), entries: [{ ...entry, lines }], chargePoint: GARAGE },
      BERLIN,
      language,
    );
    expect([...page.matchAll(/<td class="text">([^<]*)/g)].map(([, label]) => label)).toEqual(labels);
  });

  it('says so where nothing was billed', () => {
    const page = receiptHtml(
      { session: sessionOf(), entries: [], chargePoint: nameOf('yard') },
      BERLIN,
      'de',
    );
    expect(page).toContain('Kein Tarif war in Kraft');
    expect(page).not.toContain('<table>');
  });
});
