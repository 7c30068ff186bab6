import { type AccessRules, type AccessWish, accessRules, type ContractNames } from './access.js';
import { BrokerError } from './broker-error.js';
import { filterProblem } from './filter.js';
import { type Credential, isPasswordHash, verifyPassword } from './password.js';

/** Somebody who may log in to the embedded broker. */
export type BrokerUser = AccessWish & Credential & { readonly name: string };

export interface BrokerUsers {
  /** The rights of a user who gave the right password; undefined: an unknown user or a wrong password. */
  login(name: string, password: string): Promise<AccessRules | undefined>;
}

/** @throws BrokerError `invalid_user` */
export function createBrokerUsers(users: readonly BrokerUser[], names: ContractNames): BrokerUsers {
  const byName = new Map<string, BrokerUser>();
  for (const user of users) {
    const problem = byName.has(user.name) ? 'exists twice' : userProblem(user);
    if (problem !== undefined) {
      throw new BrokerError('invalid_user', `The broker's user "${user.name}" ${problem}.`, {
        context: { user: user.name },
      });
    }
    byName.set(user.name, user);
  }

  return {
    async login(name, password) {
      const user = byName.get(name);
      // A name that does not exist costs as much time as one that does.
      const credential = user ?? users[0];
      const fits = credential !== undefined && (await verifyPassword(credential, password));
      return fits && user !== undefined ? accessRules(user, names) : undefined;
    },
  };
}

function userProblem(user: BrokerUser): string | undefined {
  if (user.name === '') return 'has no name';
  if ('password' in user && user.password === '') return 'has an empty password';
  if ('passwordHash' in user && !isPasswordHash(user.passwordHash)) {
    return 'has a password hash that is not of the form scrypt$N$r$p$salt$hash';
  }
  const wrong = [...(user.publish ?? []), ...(user.subscribe ?? [])].find((filter) => filterProblem(filter));
  return wrong === undefined
    ? undefined
    : `has "${wrong}" among its topic filters, but ${filterProblem(wrong)}`;
}
