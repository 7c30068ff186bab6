/** Places of the page, in the order of the navigation; the hash of the address names one. */
const PLACES = ['now', 'history', 'devices', 'settings', 'setup'] as const;
export type Place = (typeof PLACES)[number];

/** One of these scopes opens a place; the settings are for everybody. */
const NEEDED: Readonly<Record<Place, readonly string[]>> = {
  now: ['read:charge_points'],
  history: ['read:analytics', 'read:sessions', 'read:billing'],
  devices: ['read:charge_points'],
  settings: [],
  setup: ['write:api_keys'],
};

/** The setup is needed once: the page offers it where it matters, not in the navigation. */
export const isInNavigation = (place: Place): place is Exclude<Place, 'setup'> => place !== 'setup';

/** Where the page is: `#devices/charger` is the place `devices` with the detail `charger`. */
export interface Route {
  readonly place: Place;
  readonly detail: string | undefined;
}

export const placesFor = (scopes: ReadonlySet<string>): readonly Place[] =>
  PLACES.filter((place) => NEEDED[place].length === 0 || NEEDED[place].some((scope) => scopes.has(scope)));

/** @param places those that are open; another one is taken for the first */
export function routeOf(hash: string, places: readonly Place[]): Route {
  const [name, detail] = hash.slice(1).split('/');
  const place = places.find((each) => each === name) ?? places[0] ?? 'settings';
  return { place, detail: detail && decoded(detail) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @example addressOf('devices', 'surplus/charger') // '#devices/surplus%2Fcharger' */
export const addressOf = (place: Place, detail: string): string => `#${place}/${encodeURIComponent(detail)}`;
