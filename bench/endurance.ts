import { SURPLUS_MODES } from '../src/surplus/settings.js';
import { systemClock } from '../src/system-clock.js';
import { MINUTE_MS } from '../src/time-spans.js';
import { createHome, type EnduranceHome } from './support/endurance-home.js';
import { ENDURANCE_HOUSES } from './support/endurance-houses.js';
import { figuresOf, progressOf, recoveryFigures } from './support/endurance-report.js';
import { type EnduranceEvent, TIMETABLE } from './support/endurance-timetable.js';
import type { Figure } from './support/figures.js';

/** The timetable is made for so many minutes. */
const TIMETABLE_MIN = 60;
const ASK_MS = 15_000;
const PROGRESS_MIN = 5;
/** By then every process has been up for some minutes since the kill. */
const MEMORY_MIN = 48;
const PLAN_MIN = 54;
/** Sun alone gives less until then, and full speed needs less than half of the time. */
const PLAN_WH = 3700;

/**
 * All modes of the surplus controller at the same time and in real time, each with its own wattbridge, its own broker
 * and its own simulated house behind real HTTP, while faults come and go by a fixed timetable. What must never happen
 * is told at once on standard output, with the messages before it.
 * @param minutes the timetable of an hour is squeezed into them
 */
export async function endurance(minutes: number): Promise<Figure[]> {
  const scale = minutes / TIMETABLE_MIN;
  const startMs = performance.now();
  const untilMin = (atMin: number) =>
    systemClock.sleep(startMs + atMin * scale * MINUTE_MS - performance.now());
  const sinceStart = () => {
    const s = Math.floor((performance.now() - startMs) / 1000);
    return `${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
  };
  const known = ENDURANCE_HOUSES.filter(({ mode }) => SURPLUS_MODES.some((each) => each === mode));
  const homes = await Promise.all(known.map((spec) => createHome(spec, sinceStart)));
  await begin(homes, scale);
  const timers = [
    setInterval(() => tell(homes, sinceStart()), PROGRESS_MIN * scale * MINUTE_MS),
    setInterval(() => ask(homes), ASK_MS),
    setInterval(() => everyHome(homes, (home) => home.tick()), 1000),
  ];
  const memories = untilMin(MEMORY_MIN).then(() => homes.map(({ app }) => app.memoryMib));
  const planned = untilMin(PLAN_MIN).then(() => everyHome(homes, (home) => checkPlan(home, scale)));
  for (const event of TIMETABLE) await happen(event, homes, untilMin);
  await planned;
  await untilMin(TIMETABLE_MIN);
  for (const timer of timers) clearInterval(timer);
  const memoryMib = await memories;
  const figures = [
    ...homes.flatMap((home, n) => figuresOf(home, memoryMib[n] ?? Number.NaN)),
    ...recoveryFigures(homes),
  ];
  await Promise.all(homes.map((home) => home.stop()));
  everyHome(homes, checkPutBack);
  return figures;
}

function everyHome(homes: readonly EnduranceHome[], act: (home: EnduranceHome) => void): void {
  for (const home of homes) act(home);
}

/** The modes are chosen when the controllers have had time to hear of their chargers. */
async function begin(homes: readonly EnduranceHome[], scale: number): Promise<void> {
  await systemClock.sleep(4000);
  for (const home of homes) {
    if (home.spec.mode === 'plan') {
      home.set('plan_energy', Math.round((PLAN_WH * scale) / 100) * 100);
      home.set('plan_until', new Date(Date.now() + PLAN_MIN * scale * MINUTE_MS).toISOString());
    }
    if (home.spec.mode !== 'off') home.chooseMode();
  }
}

async function happen(
  event: EnduranceEvent,
  homes: readonly EnduranceHome[],
  untilMin: (atMin: number) => Promise<void>,
): Promise<void> {
  const { name, atMin, lastsMin } = event;
  await untilMin(atMin);
  everyHome(homes, ({ recovery }) => recovery.begin(name));
  await Promise.all(homes.map((home) => event.begin(home)));
  await untilMin(atMin + lastsMin);
  await Promise.all(homes.map((home) => event.end(home)));
  everyHome(homes, ({ recovery }) => recovery.end());
}

/** Commands of our own, one to the charger and one to the controller: each must get its result. */
function ask(homes: readonly EnduranceHome[]): void {
  for (const { app, commands } of homes) {
    if (app.upSinceMs === undefined || performance.now() - app.upSinceMs < ASK_MS) continue;
    commands.send('charger/lbr', 100 + (commands.counts.sent % 100));
    commands.send('surplus/charger/min_off_time', 60 + (commands.counts.sent % 3));
  }
}

function checkPlan({ spec, follower, journal }: EnduranceHome, scale: number): void {
  if (spec.mode !== 'plan') return;
  const [charged, wanted] = [Number(follower.controller['plan_charged']), PLAN_WH * scale];
  process.stdout.write(`the plan: ${charged.toFixed(0)} of ${wanted.toFixed(0)} Wh in time\n`);
  if (charged < wanted - 50) journal.violation('plan', `${charged} Wh in time instead of ${wanted} Wh`);
  for (const reason of ['plan_surplus', 'plan_grid'])
    if (!follower.reasons.has(reason)) journal.violation('plan', `never said ${reason}`);
}

/** After a clean end the charger's own logic is as it was. */
function checkPutBack({ house, journal }: EnduranceHome): void {
  const { fup, lmo } = house.world.charger.settings;
  if (fup || lmo !== 3) journal.violation('put back', `fup ${fup}, lmo ${lmo}`);
}

function tell(homes: readonly EnduranceHome[], time: string): void {
  process.stdout.write(`[${time}]\n${homes.map(progressOf).join('')}`);
}
