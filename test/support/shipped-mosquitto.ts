import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, runMosquitto, temporaryDirectory, writePasswords } from './mosquitto.js';

export interface ShippedMosquitto {
  readonly port: number;
  readonly output: readonly string[];
}

/**
 * A real Mosquitto with mosquitto/mosquitto.conf and mosquitto.acl as they are shipped; only ports and paths are put
 * where a test may have them.
 * @param change of the shipped configuration, before that
 * @param moreRules added to the shipped access list
 */
export async function startShippedMosquitto(
  users: Readonly<Record<string, string>>,
  change: (config: string) => string = (config) => config,
  moreRules = '',
): Promise<ShippedMosquitto> {
  const directory = await temporaryDirectory();
  const passwords = join(directory, 'passwords');
  await writePasswords(passwords, users);
  const rules = join(directory, 'mosquitto.acl');
  await writeFile(rules, `${await readFile('mosquitto/mosquitto.acl', 'utf8')}\n${moreRules}`);
  const port = await freePort();
  const shipped = await readFile('mosquitto/mosquitto.conf', 'utf8');
  const config = change(shipped)
    .replace(/^listener (1883|8883)$/m, `listener ${port} 127.0.0.1`)
    .replace('/run/secrets/mosquitto_passwords', passwords)
    .replace('/mosquitto/config/mosquitto.acl', rules)
    .replace('/mosquitto/data/', `${directory}/`)
    // Where and how much it logs is how the test knows that it is running.
    .replace('log_dest stdout', 'log_dest stderr')
    .replace('log_type error', 'log_type all');
  const { output } = await runMosquitto(config.split('\n'));
  return { port, output };
}
