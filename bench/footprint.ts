import { createSimulatedHouse } from '../src/simulator/simulated-house.js';
import { systemClock } from '../src/system-clock.js';
import { MINUTE_MS } from '../src/time-spans.js';
import { startApp } from './support/app-process.js';
import type { Figure } from './support/figures.js';

const MIB = 1024 * 1024;

/**
 * Memory and processor of the running program with simulated meters and chargers, each polled once a second.
 * The simulator runs in this process, so that only wattbridge is measured.
 */
export async function footprint(pairs: number, minutes: number): Promise<Figure[]> {
  const houses = Array.from({ length: pairs }, (_, n) =>
    createSimulatedHouse({ clock: systemClock, seed: n + 1 }),
  );
  const addresses = await Promise.all(houses.map((house) => house.start()));
  const meters = addresses.map(({ meterUrl }, n) => device(`meter${n}`, meterUrl, 'api_key: 1097bd725557'));
  const chargers = addresses.map(({ chargerUrl }, n) =>
    device(`charger${n}`, chargerUrl, 'idle_interval_s: 1'),
  );
  // Many chargers are a fleet, not a house: there is nothing for a surplus controller to follow.
  const roles = pairs === 1 ? 'bridge, surplus' : 'bridge';
  const app = await startApp(`roles: [${roles}]\nmeters:\n${meters.join('')}chargers:\n${chargers.join('')}`);
  await systemClock.sleep(MINUTE_MS);
  const before = app.usage();
  await systemClock.sleep(minutes * MINUTE_MS);
  const after = app.usage();
  await app.stop();
  await Promise.all(houses.map((house) => house.stop()));
  const name = `${2 * pairs} devices at 1 Hz`;
  const share = ((after.cpuMs - before.cpuMs) / (minutes * MINUTE_MS)) * 100;
  const small = pairs === 1;
  return [
    {
      name: `memory (RSS) after ${minutes + 1} min, ${name}`,
      value: `${(after.rssBytes / MIB).toFixed(1)} MiB`,
      goal: small ? '≤ 100 MiB' : '',
    },
    { name: `share of one core, ${name}`, value: `${share.toFixed(2)} %`, goal: small ? '≤ 2 %' : '' },
  ];
}

function device(id: string, url: URL, more: string): string {
  return `  - { id: ${id}, host: '${url.host}', interval_s: 1, ${more} }\n`;
}
