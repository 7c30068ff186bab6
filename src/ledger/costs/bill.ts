import type { BillingRule, CostLine, Tariff, TariffComponent } from '../billing.js';
import type { Session } from '../session.js';
import { billedQuantity } from './billed-quantity.js';
import { LINE_LABELS, LINE_UNITS, TAX_LABEL } from './line-words.js';
import { fromMinor, minorDigits, percentOf, roundedProduct, toMinor } from './money.js';
import { type RuleContext, ruleMatches } from './rule-match.js';
import { type Action, actionSchema } from './rule-terms.js';

export interface Bill {
  readonly lines: readonly CostLine[];
  /** The sum of the lines, never negative. */
  readonly amount: number;
  readonly currency: string;
}

export interface BillContext extends RuleContext {
  /** Until when an open session is billed. */
  readonly nowMs: number;
}

/** A line whose amount counts the currency's smallest coins. */
interface Draft extends Omit<CostLine, 'amount'> {
  readonly minor: number;
}

/** An action in force and the name of its rule. */
interface Applied {
  readonly action: Action;
  readonly rule: string;
}

/**
 * What a session costs. All active rules whose conditions hold apply in the order of priority: first those that change
 * components and prices, then fees and discounts, then tax on what is left. Each line is rounded by itself.
 */
export function computeBill(
  session: Session,
  tariff: Tariff,
  rules: readonly BillingRule[],
  context: BillContext,
): Bill {
  const digits = minorDigits(tariff.currency);
  const applied = appliedActions(session, rules, context);
  const components = applied.reduce(adjusted, tariff.components);
  const lines = components.map((component) => componentLine(component, session, context.nowMs, digits));
  for (const { action, rule } of applied) lines.push(...extraLines(action, rule, total(lines), digits));
  const free = applied.find(({ action }) => action.type === 'free_session');
  if (free !== undefined) lines.push(plainLine('discount', free.rule, -total(lines)));
  if (tariff.taxRatePercent > 0) {
    const tax = percentOf(total(lines), tariff.taxRatePercent);
    lines.push(plainLine('tax', `${TAX_LABEL} ${tariff.taxRatePercent} %`, tax));
  }
  return {
    lines: lines.map(({ minor, ...line }) => ({ ...line, amount: fromMinor(minor, digits) })),
    amount: fromMinor(total(lines), digits),
    currency: tariff.currency,
  };
}

function appliedActions(
  session: Session,
  rules: readonly BillingRule[],
  context: RuleContext,
): readonly Applied[] {
  return rules
    .filter((rule) => rule.active && ruleMatches(rule, session, context))
    .toSorted((a, b) => a.priority - b.priority)
    .flatMap((rule) =>
      rule.actions.flatMap((stored) => {
        const action = actionSchema.safeParse(stored).data;
        return action === undefined ? [] : [{ action, rule: rule.name }];
      }),
    );
}

function adjusted(components: readonly TariffComponent[], { action }: Applied): readonly TariffComponent[] {
  if (action.type === 'remove_component') return components.filter(({ type }) => type !== action.value);
  if (action.type !== 'override_price') return components;
  const first = components.find(({ type }) => type === 'energy');
  return components.flatMap((component) => {
    if (component.type !== 'energy') return [component];
    return component === first ? [{ ...component, source: 'any', price: action.value }] : [];
  });
}

function componentLine(component: TariffComponent, session: Session, nowMs: number, digits: number): Draft {
  const { type, source = 'any', price } = component;
  const quantity = billedQuantity(component, session, nowMs);
  const label = type === 'energy' ? LINE_LABELS[source] : LINE_LABELS[type];
  return {
    type,
    label,
    quantity,
    unit: LINE_UNITS[type],
    price,
    minor: roundedProduct(quantity, price, digits),
  };
}

function extraLines(action: Action, rule: string, soFar: number, digits: number): readonly Draft[] {
  if (action.type === 'add_flat_fee') return [plainLine('fee', rule, toMinor(action.value, digits))];
  if (action.type !== 'apply_discount') return [];
  return [plainLine('discount', `${rule} (${action.value} %)`, -percentOf(soFar, action.value))];
}

function plainLine(type: Draft['type'], label: string, minor: number): Draft {
  return { type, label, quantity: null, unit: null, price: null, minor: minor + 0 };
}

const total = (lines: readonly Draft[]): number => lines.reduce((sum, { minor }) => sum + minor, 0);
