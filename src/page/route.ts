import { useEffect, useState } from 'preact/hooks';

/** Places of the page, in the order of the navigation; the hash of the address names one. */
export const PLACES = ['now', 'history', 'devices', 'settings'] as const;
export type Place = (typeof PLACES)[number];

function placeOf(hash: string): Place {
  return PLACES.find((place) => hash.slice(1).split('/')[0] === place) ?? 'now';
}

/** The place that the address names now. */
export function usePlace(): Place {
  const [place, setPlace] = useState(placeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
