/** Why a port could not be opened: a code for programs, and words for the owner. */
export type ListenFailure = 'port_in_use' | 'port_not_allowed' | 'address_not_available' | 'listen_failed';

const NO_ADDRESS = [
  'address_not_available',
  'is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.',
] as const;

const FAILURES: Readonly<Record<string, readonly [ListenFailure, string]>> = {
  EADDRINUSE: ['port_in_use', 'is taken by another program'],
  EACCES: ['port_not_allowed', 'is not allowed: ports below 1024 belong to the system, choose a higher one.'],
  EADDRNOTAVAIL: NO_ADDRESS,
  ENOTFOUND: NO_ADDRESS,
};

/**
 * @param cause the error of a listener of Node
 * @param ifTaken what to do when another program has the port, as the end of the sentence
 * @returns the code, and the end of a sentence that begins with the address
 */
export function listenFailure(cause: unknown, ifTaken: string): readonly [ListenFailure, string] {
  const name = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const [code, words] = FAILURES[name] ?? (['listen_failed', 'cannot be opened.'] as const);
  return [code, code === 'port_in_use' ? `${words}${ifTaken}` : words];
}
