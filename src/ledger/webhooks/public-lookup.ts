import type { LookupAddress, LookupOptions } from 'node:dns';
import { WattbridgeError } from '../../errors.js';
import { isPrivateAddress } from './target.js';

/** Node's `dns.lookup` with `all`. */
export type LookUpAll = (
  host: string,
  options: LookupOptions & { readonly all: true },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void;

type Done = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/** The name of a receiver leads to private addresses only. */
export class PrivateAddressError extends WattbridgeError {
  readonly code = 'private_address';
  readonly retryable = true;
}

/** A look-up for connections that finds public addresses only. */
export function publicLookup(lookUp: LookUpAll) {
  return (host: string, options: LookupOptions, done: Done): void => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error);
      const [first] = found.filter(({ address }) => !isPrivateAddress(address));
      if (first === undefined) done(new PrivateAddressError(`${host} is in a private network.`));
      else if (options.all === true) done(null, [first]);
      else done(null, first.address, first.family);
    });
  };
}
