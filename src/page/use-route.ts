import { useEffect, useState } from 'preact/hooks';
import { type Place, type Route, routeOf } from './route.js';

/** The place that the address names now. */
export function useRoute(places: readonly Place[]): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return routeOf(hash, places);
}
