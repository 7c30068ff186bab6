import { endurance } from './endurance.js';
import { footprint } from './footprint.js';
import { latency } from './latency.js';
import { ledgerStore } from './ledger-store.js';
import { page } from './page.js';
import { rest } from './rest.js';
import { startup } from './startup.js';
import { type Figure, printFigures } from './support/figures.js';
import { throughput } from './throughput.js';

/** Name → what it measures; `npm run bench` runs those named, or all but the long ones. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  startup,
  latency,
  throughput,
  footprint: () => footprint(1, 5),
  'footprint-hour': () => footprint(1, 60),
  'footprint-100': () => footprint(50, 5),
  'footprint-1000': () => footprint(500, 5),
  'ledger-store': ledgerStore,
  rest,
  page,
  endurance: () => endurance(60),
};

const LONG = new Set([
  ...['footprint-hour', 'footprint-100', 'footprint-1000'],
  ...['ledger-store', 'rest', 'page', 'endurance'],
]);

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES).filter((name) => !LONG.has(name));
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    process.stderr.write(`unknown benchmark "${name}"; known: ${Object.keys(BENCHES).join(', ')}\n`);
    process.exitCode = 2;
  } else printFigures(await bench());
}
