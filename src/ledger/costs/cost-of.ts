import type { BillingEntry, Tariff } from '../billing.js';
import type { Session } from '../session.js';
import type { BillingStore, ChargePointStore } from '../store/port.js';
import { type Bill, computeBill } from './bill.js';
import type { RuleContext } from './rule-match.js';

export interface CostPorts extends RuleContext {
  readonly store: {
    readonly billing: Pick<BillingStore, 'tariffs' | 'tariff' | 'rules'>;
    readonly chargePoints: Pick<ChargePointStore, 'get'>;
  };
}

/** A bill, and the tariff it follows. */
export interface TariffBill extends Bill {
  readonly tariffId: string;
}

/**
 * What a session costs, or would cost if it ended at `nowMs`: by its charge point's tariff, else by the default, which
 * is the oldest one. undefined: there is no tariff, so nobody said what it costs.
 * @throws StoreError
 */
export type BillOf = (session: Session, nowMs: number) => Promise<TariffBill | undefined>;

export function createBillOf({ store, zone, siteId }: CostPorts): BillOf {
  const tariffOf = async (chargePointId: string): Promise<Tariff | undefined> => {
    const id = (await store.chargePoints.get(chargePointId))?.tariffId ?? null;
    const own = id === null ? undefined : await store.billing.tariff(id);
    return own ?? (await store.billing.tariffs())[0];
  };
  return async (session, nowMs) => {
    const tariff = await tariffOf(session.chargePointId);
    if (tariff === undefined) return undefined;
    const bill = computeBill(session, tariff, await store.billing.rules(), { zone, siteId, nowMs });
    return { ...bill, tariffId: tariff.id };
  };
}

/** What the recorder writes into the ledger when a session has ended. Writes nothing itself. */
export type CostOf = (session: Session, nowMs: number) => Promise<BillingEntry | undefined>;

/** @param newId a new id with this prefix */
export function createCostOf({ newId, ...ports }: CostPorts & { newId: (prefix: string) => string }): CostOf {
  const billOf = createBillOf(ports);
  return async (session, nowMs) => {
    const bill = await billOf(session, nowMs);
    if (bill === undefined) return undefined;
    return {
      ...bill,
      id: newId('bill_'),
      sessionId: session.id,
      kind: 'charge',
      note: null,
      createdAtMs: nowMs,
    };
  };
}
