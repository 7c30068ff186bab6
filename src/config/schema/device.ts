import * as z from 'zod';
import { seconds, text } from './fields.js';

/** Names below the topic base that wattbridge uses itself. */
const RESERVED = ['bridge', 'surplus', 'ledger'];
const DEVICE_ID = new RegExp(`^(?!(?:${RESERVED.join('|')})$)[a-z0-9][a-z0-9_-]{0,31}$`);

/** Name of a device in topics. @param first the id that the first device gets by itself */
export function deviceId(first: string) {
  return z
    .string()
    .regex(DEVICE_ID)
    .exactOptional()
    .meta({
      description: 'Name of the device in topics.',
      expects: `1 to 32 of the characters a-z, 0-9, _ and -, the first a letter or digit; not one of ${RESERVED.join(', ')}`,
      example: first,
      defaultText: `\`${first}\`, \`${first}2\`, …`,
    });
}

/** Name of a device for people. */
export function deviceName(example: string) {
  return text().exactOptional().meta({
    description: 'Name of the device for people.',
    defaultText: 'what the device says of itself',
    example,
  });
}

export const timeoutSeconds = seconds(0.1, 60).default(5).meta({
  description: 'How long the device may take to answer.',
});

export const staleAfterSeconds = seconds(1, 3600).default(30).meta({
  description: 'The device counts as unavailable when its last reading is older than this.',
});

/** Gives every device of a list that has no id its own: `first`, then `first2`, `first3` … by its place. */
export function withIds<T extends { readonly id?: string }>(
  devices: readonly T[],
  first: string,
): (Omit<T, 'id'> & { readonly id: string })[] {
  return devices.map((device, index) => ({
    ...device,
    id: device.id ?? `${first}${index === 0 ? '' : index + 1}`,
  }));
}
