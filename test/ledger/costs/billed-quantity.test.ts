import { describe, expect, it } from 'vitest';
import { billedQuantity } from '../../../src/ledger/costs/billed-quantity.js';
import { CONTEXT, componentOf, STARTED_MS, sessionOf } from './samples.js';

describe('billedQuantity', () => {
  it.each([
    { component: { type: 'flat' }, session: {}, quantity: 1 },
    { component: {}, session: {}, quantity: 10 },
    { component: { source: 'any' }, session: {}, quantity: 10 },
    { component: { source: 'solar' }, session: {}, quantity: 6 },
    { component: { source: 'grid' }, session: {}, quantity: 3 },
    { component: { source: 'battery' }, session: {}, quantity: 1 },
    { component: {}, session: { energyWh: 18_412.6 }, quantity: 18.413 },
    { component: { stepSize: 0.1 }, session: { energyWh: 18_412.6 }, quantity: 18.5 },
    { component: { stepSize: 0.1 }, session: { energyWh: 18_400 }, quantity: 18.4 },
    { component: { stepSize: 1 }, session: { energyWh: 0 }, quantity: 0 },
    { component: { type: 'time' }, session: {}, quantity: 60 },
    { component: { type: 'time' }, session: { chargingMs: 60 * 60_000 + 1_000 }, quantity: 61 },
    { component: { type: 'time', stepSize: 15 }, session: { chargingMs: 46 * 60_000 }, quantity: 60 },
    { component: { type: 'time', minDurationMinutes: 45 }, session: {}, quantity: 15 },
    { component: { type: 'time', minDurationMinutes: 90 }, session: {}, quantity: 0 },
    { component: { type: 'parking' }, session: {}, quantity: 60 },
    { component: { type: 'parking', minDurationMinutes: 50, stepSize: 15 }, session: {}, quantity: 15 },
    { component: { type: 'parking' }, session: { lastEnergyAtMs: null }, quantity: 0 },
    {
      component: { type: 'parking' },
      session: { lastEnergyAtMs: STARTED_MS + 120 * 60_000 - 59_000 },
      quantity: 0,
    },
    { component: { type: 'parking' }, session: { endedAtMs: null, status: 'active' }, quantity: 60 },
  ] as const)(
    'bills $quantity for $component of a session with $session',
    ({ component, session, quantity }) => {
      expect(billedQuantity(componentOf(component), sessionOf(session), CONTEXT.nowMs)).toBe(quantity);
    },
  );
});
