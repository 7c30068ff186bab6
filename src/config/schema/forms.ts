/**
 * Forms of fields that the page checks while somebody types, and the schema when it reads them. Nothing is imported
 * here: the page would have to load it.
 */

const LEVEL = String.raw`[^\s/+#\p{Cc}]+`;

/** A topic, or the first levels of one. Levels under `$` belong to the broker (MQTT 5, 4.7.2). */
export const TOPIC = new RegExp(`^(?!\\$)${LEVEL}(?:/${LEVEL})*$`, 'u');

export const MAX_PORT = 65_535;

export const BROKER_SCHEMES = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
