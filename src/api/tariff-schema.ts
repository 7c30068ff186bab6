import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import { COMPONENT_TYPES, ENERGY_SOURCES, type Tariff, type TariffComponent } from '../ledger/billing.js';
import { currencyCode, price } from './money-schema.js';

/** Tariffs on the wire. */

const stepSize = z.number().min(0.001).max(10_000).multipleOf(0.001).nullable().optional();
const freeMinutes = z.number().min(0).max(100_000).multipleOf(0.001).nullable().optional();
const nothing = z.null().optional();

const componentBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('energy'),
      price,
      step_size: stepSize,
      min_duration_minutes: nothing,
      source: z.enum(ENERGY_SOURCES).nullable().optional(),
    }),
    z.strictObject({
      type: z.enum(['time', 'parking']),
      price,
      step_size: stepSize,
      min_duration_minutes: freeMinutes,
      source: nothing,
    }),
    z.strictObject({
      type: z.literal('flat'),
      price,
      step_size: stepSize,
      min_duration_minutes: nothing,
      source: nothing,
    }),
  ])
  .meta({
    description:
      'energy: per kWh, of `source` only (`any`, the default: all of it). time: per minute in which current flowed. ' +
      'parking: per minute after the car last took energy. flat: per session. A begun step of `step_size` (kWh or ' +
      'minutes) counts in full; without it energy is exact and minutes are whole. `min_duration_minutes` are free. ' +
      'Energy that no component bills is free.',
  });

export const tariffBody = z.strictObject({
  name: z.string().trim().min(1).max(128),
  currency: currencyCode,
  components: z.array(componentBody).min(1).max(20),
  tax_rate_percent: z.number().min(0).max(100).multipleOf(0.001).default(0).meta({
    description: 'On top of the components.',
  }),
});

export const tariffAnswer = z
  .object({
    tariff_id: z.string(),
    name: z.string(),
    currency: z.string(),
    tax_rate_percent: z.number(),
    components: z.array(
      z.object({
        type: z.enum(COMPONENT_TYPES),
        price: z.number(),
        step_size: z.number().nullable(),
        min_duration_minutes: z.number().nullable(),
        source: z.enum(ENERGY_SOURCES).nullable(),
      }),
    ),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Tariff' });

type Kept = Pick<Tariff, 'id' | 'createdAtMs'>;

/** The tariff that a body describes. */
export function tariffOf(body: z.output<typeof tariffBody>, { id, createdAtMs }: Kept): Tariff {
  const { name, currency, tax_rate_percent: taxRatePercent, components } = body;
  return { id, name, currency, taxRatePercent, components: components.map(componentOf), createdAtMs };
}

/** Documented clients send a step also with what has none. */
function componentOf({
  type,
  price,
  step_size = null,
  ...rest
}: z.output<typeof componentBody>): TariffComponent {
  return {
    type,
    price,
    stepSize: type === 'flat' ? null : step_size,
    minDurationMinutes: rest.min_duration_minutes ?? null,
    ...(type === 'energy' && { source: rest.source ?? 'any' }),
  };
}

export function shownTariff({ id, name, currency, taxRatePercent, components, createdAtMs }: Tariff) {
  return {
    tariff_id: id,
    name,
    currency,
    tax_rate_percent: taxRatePercent,
    components: components.map(({ type, price, stepSize, minDurationMinutes, source = 'any' }) => ({
      type,
      price,
      step_size: stepSize,
      min_duration_minutes: minDurationMinutes,
      source: type === 'energy' ? source : null,
    })),
    created_at: isoTime(createdAtMs),
  };
}
