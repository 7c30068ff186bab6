import { describe, expect, it } from 'vitest';
import { type BrokerUser, createBrokerUsers } from '../../src/mqtt/broker-users.js';
import { hashPassword } from '../../src/mqtt/password.js';
import { CONTRACT } from '../support/broker.js';

describe('createBrokerUsers', () => {
  it('gives the rights of the user who knows the password', async () => {
    const users = createBrokerUsers(
      [
        { name: 'anna', password: 'secret', profile: 'full' },
        { name: 'panel', passwordHash: await hashPassword('1234'), profile: 'read_only' },
      ],
      CONTRACT,
    );
    expect(await users.login('anna', 'secret')).toEqual({ publish: ['#'], subscribe: ['#'] });
    expect(await users.login('panel', '1234')).toEqual({ publish: [], subscribe: ['#'] });
  });

  it.each([
    ['anna', 'wrong'],
    ['anna', ''],
    ['Anna', 'secret'],
    ['nobody', 'secret'],
    ['', 'secret'],
    ['__proto__', 'secret'],
  ])('refuses %j with the password %j', async (name, password) => {
    const users = createBrokerUsers([{ name: 'anna', password: 'secret' }], CONTRACT);
    expect(await users.login(name, password)).toBeUndefined();
  });

  it.each<[string, readonly BrokerUser[]]>([
    [
      'exists twice',
      [
        { name: 'anna', password: 'a' },
        { name: 'anna', password: 'b' },
      ],
    ],
    ['no name', [{ name: '', password: 'a' }]],
    ['empty password', [{ name: 'anna', password: '' }]],
    ['password hash', [{ name: 'anna', passwordHash: 'secret' }]],
    ['"a/#/b"', [{ name: 'anna', password: 'a', publish: ['a/b', 'a/#/b'] }]],
    ['"b+"', [{ name: 'anna', password: 'a', subscribe: ['b+'] }]],
  ])('says what is wrong: %s', (words, users) => {
    const create = () => createBrokerUsers(users, CONTRACT);
    expect(create).toThrow(
      expect.objectContaining({ code: 'invalid_user', message: expect.stringContaining(words) }),
    );
  });
});
