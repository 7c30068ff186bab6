import { BrokerError } from './broker-error.js';

/** Whoever wants a broker without passwords in the network has to say so in these words. */
export const ANONYMOUS_ACCESS = 'anyone in my network may read and control everything';

/** Whether only programs on this machine can reach a listener at this address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

export interface Exposure {
  readonly host: string;
  readonly users: readonly unknown[];
  readonly anonymousAccess?: string;
}

/** @throws BrokerError `users_required` when anybody in the network could control the house without a password */
export function checkExposure({ host, users, anonymousAccess }: Exposure): void {
  if (isLoopback(host) || users.length > 0 || anonymousAccess === ANONYMOUS_ACCESS) return;
  throw new BrokerError(
    'users_required',
    `The broker would listen on ${host} without passwords: configure users for it, or let it listen on 127.0.0.1. ` +
      `If that is really wanted, set anonymous_access to "${ANONYMOUS_ACCESS}".`,
    { context: { host } },
  );
}

/**
 * Whether a web page may connect. Browsers let every web site open WebSockets to this machine, so without passwords
 * only pages from this machine are let in; programs that are no browsers send no origin.
 */
export function isOriginAllowed(origin: string | undefined, hasUsers: boolean): boolean {
  if (hasUsers || origin === undefined) return true;
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1'));
}
