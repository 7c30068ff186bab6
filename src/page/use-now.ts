import { useEffect, useState } from 'preact/hooks';

/** The time in ms since 1970, anew each second while it is wanted. */
export function useNow(wanted = true): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!wanted) return;
    setNowMs(Date.now());
    const ticking = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, [wanted]);
  return nowMs;
}
