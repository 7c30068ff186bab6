/** Tariffs, rules and records of billing. Money: decimal numbers in major units (0.30 = 30 cents). */

/** `energy` per kWh, `time` per minute, `flat` per session, `parking` per minute after charging has stopped. */
export const COMPONENT_TYPES = ['energy', 'time', 'flat', 'parking'] as const;
export type ComponentType = (typeof COMPONENT_TYPES)[number];

/** Where billed energy came from; `any`: all of it. */
export const ENERGY_SOURCES = ['any', 'grid', 'solar', 'battery'] as const;
export type EnergySource = (typeof ENERGY_SOURCES)[number];

export interface TariffComponent {
  readonly type: ComponentType;
  /** For energy: only what came from there is billed by this component; absent: `any`. */
  readonly source?: EnergySource;
  readonly price: number;
  /** Quantities are billed in steps of this size (kWh or minutes); null: 1 for time and parking, exact for energy. */
  readonly stepSize: number | null;
  /** For time and parking: minutes that cost nothing. */
  readonly minDurationMinutes: number | null;
}

export interface Tariff {
  /** `tariff_…` */
  readonly id: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Added on top of the components, percent. */
  readonly taxRatePercent: number;
  readonly components: readonly TariffComponent[];
  readonly createdAtMs: number;
}

/** Values are checked where they come in (the REST route) and stored as they came. */
export interface RuleCondition {
  readonly type:
    | 'time_of_day'
    | 'day_of_week'
    | 'user_type'
    | 'charger_id'
    | 'site_id'
    | 'min_energy_kwh'
    | 'max_energy_kwh';
  readonly value: unknown;
}
export interface RuleAction {
  readonly type: 'apply_discount' | 'override_price' | 'free_session' | 'add_flat_fee' | 'remove_component';
  readonly value?: unknown;
}

export interface BillingRule {
  /** `rule_…` */
  readonly id: string;
  readonly name: string;
  /** Lower first. */
  readonly priority: number;
  /** All must hold. */
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly RuleAction[];
  readonly active: boolean;
  readonly createdAtMs: number;
}

/** One line of a bill. */
export interface CostLine {
  readonly type: ComponentType | 'discount' | 'fee' | 'tax' | 'correction';
  readonly label: string;
  /** In `unit`; null where a line is no product. */
  readonly quantity: number | null;
  readonly unit: 'kWh' | 'min' | 'session' | null;
  readonly price: number | null;
  readonly amount: number;
}

/** An entry of the ledger: never changed after it was written; a correction is another entry. */
export interface BillingEntry {
  /** `bill_…` */
  readonly id: string;
  readonly sessionId: string;
  readonly kind: 'charge' | 'correction';
  readonly amount: number;
  readonly currency: string;
  /** The tariff as it was; null: none was in force. */
  readonly tariffId: string | null;
  readonly lines: readonly CostLine[];
  readonly note: string | null;
  readonly createdAtMs: number;
}
