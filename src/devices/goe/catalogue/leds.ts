/** The ring of light. */
import type { Datapoint } from '../../datapoint.js';
import { constant, from, ONCE_A_MINUTE, setting, status } from './row.js';

const color = (key: string, name: string, vendorName: string): Datapoint =>
  setting(key, 'string', name, `${vendorName}, format: #RRGGBB`, {
    maxLength: 7,
    entity: { icon: 'mdi:palette' },
  });

/** Pulse widths of the LED strip in the vendor's own units. */
const pulse = (key: string): Datapoint =>
  setting(key, 'integer', `LED strip ${key.toUpperCase()}`, `LED strip ${key.toUpperCase()}`, {
    range: { min: 0, max: 65_535 },
  });

export const LEDS: readonly Datapoint[] = [
  setting('lbr', 'integer', 'LED brightness', 'led_bright, 0-255', {
    range: { min: 0, max: 255, step: 1 },
    entity: { icon: 'mdi:brightness-6' },
  }),
  setting('lse', 'boolean', 'LED energy saving', 'led_save_energy', { entity: { icon: 'mdi:led-off' } }),
  color('cid', 'LED color idle', 'color_idle'),
  color('cwc', 'LED color waiting for car', 'color_waitcar'),
  color('cch', 'LED color charging', 'color_charging'),
  color('cfi', 'LED color finished', 'color_finished'),
  status('led', 'object', 'LED animation', 'LED animation', {
    poll: 'rare',
    noise: ONCE_A_MINUTE,
    parts: [
      { name: 'name', path: ['name'], label: 'LED animation name', type: 'string', noise: ONCE_A_MINUTE },
    ],
    entity: false,
  }),
  pulse('t0h'),
  pulse('t0l'),
  pulse('t1h'),
  pulse('t1l'),

  ...from('firmware 60.4', [constant('nld', 'integer', 'Number of LEDs', 'Number of LEDs')]),
];
