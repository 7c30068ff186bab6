import { type LiveDevice, type LiveState, numberOf } from './live-device.js';

/** The house as its devices tell it; powers in W, undefined where nothing is known. */
export interface House {
  readonly meter: LiveDevice | undefined;
  readonly chargers: readonly ChargerView[];
  /** Import positive. */
  readonly gridW: number | undefined;
  readonly carW: number | undefined;
  /** What the roof makes; undefined where no topic tells it. */
  readonly sunW: number | undefined;
  /** What the house needs, without its cars; known where `sunW` is. */
  readonly houseW: number | undefined;
  /** What the roof gives beyond what the house needs; negative: the house needs more. */
  readonly balanceW: number | undefined;
}

export interface ChargerView {
  readonly id: string;
  readonly charger: LiveDevice;
  /** Its surplus controller, where one runs. */
  readonly surplus: LiveDevice | undefined;
  readonly powerW: number | undefined;
  /** 1 no car, 2 charging, 3 waiting, 4 complete, 5 error. */
  readonly car: number | undefined;
}

const CONTROLLER = 'surplus/';

export function houseOf({ devices }: LiveState): House {
  const all = [...devices.values()];
  const meter = all.find((device) => numberOf(device, '1.7.0') !== undefined);
  const chargers = all.filter(isCharger).map((charger) => ({
    id: charger.id,
    charger,
    surplus: devices.get(`${CONTROLLER}${charger.id}`),
    powerW: chargerPower(charger),
    car: numberOf(charger, 'car'),
  }));
  const gridW = meter?.online === true ? numberOf(meter, '1.7.0') : undefined;
  const powers = chargers.map(({ powerW }) => powerW);
  const carW = powers.includes(undefined)
    ? undefined
    : powers.reduce<number>((sum, watts) => sum + (watts ?? 0), 0);
  const balanceW = gridW === undefined || carW === undefined ? undefined : carW - gridW;
  const sunW = toldBy(chargers, 'pv_power');
  const batteryW = toldBy(chargers, 'battery_power') ?? 0;
  // Meter, charger and roof are not asked at the same moment: a car that stops must not make the house give power.
  const houseW =
    sunW === undefined || balanceW === undefined ? undefined : Math.max(0, sunW + batteryW - balanceW);
  return { meter, chargers, gridW, carW, sunW, houseW, balanceW };
}

/** Every controller hears the same of the house. */
const toldBy = (chargers: readonly ChargerView[], key: string): number | undefined =>
  chargers
    .map(({ surplus }) => (surplus?.online === true ? numberOf(surplus, key) : undefined))
    .find((value) => value !== undefined);

const isCharger = ({ id, values }: LiveDevice): boolean => !id.includes('/') && 'nrg' in values;

/** `nrg`: the twelfth member is the total power, W. */
function chargerPower({ online, values }: LiveDevice): number | undefined {
  const { nrg } = values;
  const watts: unknown = Array.isArray(nrg) ? nrg[11] : undefined;
  return online && typeof watts === 'number' ? watts : undefined;
}

/** The charger whose controller has this id; undefined: it is no controller. */
export const controlledBy = (id: string): string | undefined =>
  id.startsWith(CONTROLLER) ? id.slice(CONTROLLER.length) : undefined;
