import type { Clock } from '../clock.js';
import { type ChargerFault, FAULTS, type MeterFault } from '../simulator/faults.js';
import { createSimulatedHouse, type SimulatedHouse } from '../simulator/simulated-house.js';
import type { CommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

/**
 * The simulated house that a command line asks for, its faults switched on.
 * @throws UsageError for a fault that does not exist
 */
export function createHouse(
  { seed, weather, faults }: CommandLine,
  ports: { readonly meter: number; readonly charger: number },
  clock: Clock,
): SimulatedHouse {
  const house = createSimulatedHouse({ clock, seed, weather, ports });
  for (const fault of faults) switchOn(house, fault);
  return house;
}

function switchOn({ faults }: SimulatedHouse, wish: string): void {
  const [device, fault = ''] = wish.split('=');
  if (device === 'meter' && isMeterFault(fault)) faults.meter.add(fault);
  else if (device === 'charger' && isChargerFault(fault)) faults.charger.add(fault);
  else throw new UsageError(`unknown fault "${wish}"; known:\n${faultList()}`);
}

const isMeterFault = (name: string): name is MeterFault => Object.hasOwn(FAULTS.meter, name);
const isChargerFault = (name: string): name is ChargerFault => Object.hasOwn(FAULTS.charger, name);

/** Every fault with its meaning, a line each. */
function faultList(): string {
  return Object.entries(FAULTS)
    .flatMap(([device, faults]) =>
      Object.entries(faults).map(([name, text]) => `  ${device}=${name}: ${text}`),
    )
    .join('\n');
}
