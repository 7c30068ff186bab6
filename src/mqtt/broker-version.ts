import type { Logger } from '../logger.js';

/** Addresses that are remembered; nobody who has not logged in may fill the memory. */
const MOST_ADDRESSES = 100;

/**
 * Tells of a client that speaks MQTT 5 to the embedded broker, which answers that it does not: most programs only say
 * that they cannot connect. Told once for each address, because many try again for ever, and some, our own among them,
 * go on with MQTT 3.1.1 by themselves.
 */
export function createVersionNotice(log: Logger): (address: string | undefined) => void {
  const told = new Set<string | undefined>();
  return (address) => {
    const isNew = !told.has(address) && told.size < MOST_ADDRESSES;
    if (isNew) told.add(address);
    const level = isNew ? 'info' : 'debug';
    log[level](
      { address },
      'A client asked for MQTT 5, and this broker speaks 3.1.1: choose that version there, unless it does so by itself',
    );
  };
}
