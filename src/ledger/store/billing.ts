import type { BillingEntry, BillingRule, Tariff } from '../billing.js';
import type { Connection } from './connection.js';
import { createMemo } from './memo.js';
import type { BillingStore } from './port.js';
import { defined, insertInto, put, where } from './sql.js';

const TARIFF = ['id', 'name', 'currency', 'taxRatePercent', 'components', 'createdAtMs'] as const;
const PUT_TARIFF = put('tariffs', TARIFF);
const RULE = ['id', 'name', 'priority', 'conditions', 'actions', 'active', 'createdAtMs'] as const;
const PUT_RULE = put('billing_rules', RULE);
const ENTRY = [
  'id',
  'sessionId',
  'kind',
  'amount',
  'currency',
  'tariffId',
  'lines',
  'note',
  'createdAtMs',
] as const;
const INSERT_ENTRY = insertInto('billing_entries', ENTRY);

/** A session costs what its entries add up to. */
const ADD_UP = `
UPDATE sessions SET currency = :currency,
  totalCost = (SELECT round(sum(amount), 6) FROM billing_entries WHERE sessionId = :sessionId)
WHERE id = :sessionId`;

const CONDITIONS = { fromMs: 'createdAtMs >= :fromMs', toMs: 'createdAtMs < :toMs' } as const;
const KEPT_TOTALS = 100;

type TariffRow = Omit<Tariff, 'components'> & { readonly components: string };
type RuleRow = Omit<BillingRule, 'conditions' | 'actions' | 'active'> & {
  readonly conditions: string;
  readonly actions: string;
  readonly active: number;
};
type EntryRow = Omit<BillingEntry, 'lines'> & { readonly lines: string };

export function createBillingStore(db: Connection): BillingStore {
  const totals = createMemo<number>(KEPT_TOTALS, db.generation);

  const tariffs = (condition: string, params: Readonly<Record<string, string>>): readonly Tariff[] =>
    db
      .all<TariffRow>(
        `SELECT ${TARIFF.join(', ')} FROM tariffs ${condition} ORDER BY createdAtMs, rowid`,
        params,
      )
      .map((row) => ({ ...row, components: JSON.parse(row.components) }));

  const rules = (condition: string, params: Readonly<Record<string, string>>): readonly BillingRule[] =>
    db
      .all<RuleRow>(
        `SELECT ${RULE.join(', ')} FROM billing_rules ${condition} ORDER BY priority, createdAtMs, rowid`,
        params,
      )
      .map(ruleFrom);

  const entries = (
    conditionAndOrder: string,
    params: Readonly<Record<string, string | number>>,
  ): readonly BillingEntry[] =>
    db
      .all<EntryRow>(`SELECT ${ENTRY.join(', ')} FROM billing_entries ${conditionAndOrder}`, params)
      .map((row) => ({ ...row, lines: JSON.parse(row.lines) }));

  const remove = (table: 'tariffs' | 'billing_rules', id: string): boolean =>
    db.write('power', () => db.run(`DELETE FROM ${table} WHERE id = :id`, { id })) === 1;

  return {
    async tariffs(currency) {
      return tariffs(where({ currency: 'currency = :currency' }, { currency }), defined({ currency }));
    },
    tariff: async (id) => tariffs('WHERE id = :id', { id })[0],
    async putTariff(tariff) {
      const row = { ...tariff, components: JSON.stringify(tariff.components) };
      db.write('power', () => db.run(PUT_TARIFF, row));
    },
    removeTariff: async (id) => remove('tariffs', id),
    rules: async () => rules('', {}),
    rule: async (id) => rules('WHERE id = :id', { id })[0],
    async putRule(rule) {
      const row = {
        ...rule,
        conditions: JSON.stringify(rule.conditions),
        actions: JSON.stringify(rule.actions),
        active: Number(rule.active),
      };
      db.write('power', () => db.run(PUT_RULE, row));
    },
    removeRule: async (id) => remove('billing_rules', id),
    entriesOf: async (sessionId) =>
      entries('WHERE sessionId = :sessionId ORDER BY createdAtMs, rowid', { sessionId }),
    async entries(period, { limit, offset }) {
      const matching = where(CONDITIONS, period);
      const params = defined({ fromMs: period.fromMs, toMs: period.toMs });
      const count = `SELECT count(*) AS total FROM billing_entries ${matching}`;
      return db.snapshot(() => ({
        rows: entries(`${matching} ORDER BY createdAtMs DESC, rowid DESC LIMIT :limit OFFSET :offset`, {
          ...params,
          limit,
          offset,
        }),
        total: totals.take(
          JSON.stringify(params),
          () => db.all<{ total: number }>(count, params)[0]?.total ?? 0,
        ),
      }));
    },
  };
}

/** Entries are only ever added. */
export function addEntry(db: Connection, entry: BillingEntry): void {
  const { sessionId, currency } = entry;
  db.run(INSERT_ENTRY, { ...entry, lines: JSON.stringify(entry.lines) });
  db.run(ADD_UP, { sessionId, currency });
}

function ruleFrom(row: RuleRow): BillingRule {
  return {
    ...row,
    conditions: JSON.parse(row.conditions),
    actions: JSON.parse(row.actions),
    active: row.active === 1,
  };
}
