import { text } from 'node:stream/consumers';
import { hashPassword } from '../mqtt/password.js';
import { UsageError } from './usage-error.js';

/** Reads a password from standard input and prints what `password_hash` takes, so that no file holds the password. */
export async function hashPasswordFromInput(): Promise<number> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password === '')
    throw new UsageError('hash-password reads the password from standard input; it was empty');
  process.stdout.write(`${await hashPassword(password)}\n`);
  return 0;
}
