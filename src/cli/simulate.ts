import { createLogger } from '../log.js';
import { scaledClock } from '../system-clock.js';
import type { CommandLine } from './command-line.js';
import { createHouse } from './house.js';
import { runUntilStopped } from './until-stopped.js';

/** Only the simulated house, on fixed ports, for whoever develops against a poweropti or a go-e charger. */
export async function simulate(commandLine: CommandLine): Promise<number> {
  const { meterPort, chargerPort, speed } = commandLine;
  const log = createLogger({ level: 'info', format: 'auto' });
  const house = createHouse(commandLine, { meter: meterPort, charger: chargerPort }, scaledClock(speed));
  const part = {
    async start() {
      const { meterUrl, chargerUrl } = await house.start();
      process.stdout.write(`
The simulated house is there (${commandLine.weather} sky, seed ${commandLine.seed}, ${speed} times real time).

  poweropti      ${meterUrl.origin}    curl ${meterUrl.origin}/value -H 'X-API-KEY: ${house.apiKey}'
  go-e charger   ${chargerUrl.origin}    curl '${chargerUrl.origin}/api/status?filter=car,amp,nrg'
                                          curl '${chargerUrl.origin}/api/set?amp=10'

`);
    },
    stop: house.stop,
  };
  return runUntilStopped(part, log);
}
