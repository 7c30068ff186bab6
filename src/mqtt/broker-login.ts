import type { Logger } from '../logger.js';
import type { ContractNames } from './access.js';
import { type Member, OWN_MEMBER } from './broker-policy.js';
import { type BrokerUser, createBrokerUsers } from './broker-users.js';

/** A client that asks to be let in. */
export interface Applicant {
  readonly clientId: string;
  /** One of our own roles, in this process. */
  readonly own: boolean;
  readonly name: string | undefined;
  readonly password: string | undefined;
  /** IP address, for the log. */
  readonly address: string | undefined;
}

/** Resolves with who it is; undefined: refused, with a line in the log. */
export type Login = (applicant: Applicant) => Promise<Member | undefined>;

/** @throws BrokerError `invalid_user` */
export function createLogin(users: readonly BrokerUser[], names: ContractNames, log: Logger): Login {
  const known = createBrokerUsers(users, names);
  const ownIds = new Set<string>();

  return async ({ clientId, own, name, password, address }) => {
    if (own) {
      ownIds.add(clientId);
      return OWN_MEMBER;
    }
    const who = { user: name, clientId, address };
    // A client takes the place of another with the same id (MQTT 3.1.1, 3.1.4): nobody may do that to our own roles.
    if (ownIds.has(clientId)) {
      log.warn(who, 'A client was refused: its client id belongs to this program');
      return undefined;
    }
    if (users.length === 0) return { ...OWN_MEMBER, name: 'anonymous', own: false };
    const rules = await known.login(name ?? '', password ?? '');
    if (rules !== undefined) return { name: name ?? '', rules, own: false };
    log.warn(who, 'A client was refused: its user name or password is wrong');
    return undefined;
  };
}
