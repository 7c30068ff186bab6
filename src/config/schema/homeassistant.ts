import * as z from 'zod';
import { text, topic } from './fields.js';

export const homeassistantSchema = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description: 'Announce all devices to Home Assistant (MQTT discovery).',
    }),
    discovery_prefix: topic().default('homeassistant').meta({
      description: 'Must be the discovery prefix of the MQTT integration in Home Assistant.',
    }),
    discovery: z.enum(['device', 'components']).default('device').meta({
      description:
        'One message per device, or one per entity for older versions of Home Assistant and for other programs.',
    }),
    birth_topic: topic().exactOptional().meta({
      description: 'Where Home Assistant says `online` after a restart; everything is then published anew.',
      defaultText: '`<discovery_prefix>/status`',
      example: 'homeassistant/status',
    }),
    suggested_area: text().exactOptional().meta({
      description: 'Area in which Home Assistant places new devices.',
      example: 'Garage',
    }),
  })
  .meta({ description: 'Discovery by Home Assistant.' })
  .transform((section) => ({
    ...section,
    birth_topic: section.birth_topic ?? `${section.discovery_prefix}/status`,
  }));
