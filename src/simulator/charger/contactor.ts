/** The relay between grid and car, with the waiting times of a charge and of a phase switch. */
export interface Contactor {
  /** open → starting → closed → stopping → open; or stopping → switching → starting when the phases change. */
  readonly state: 'open' | 'starting' | 'closed' | 'stopping' | 'switching';
  /** Second at which a waiting state ends. */
  readonly untilS: number;
  /** Phases that it connects, or will connect. */
  readonly phases: 1 | 3;
  /** Second of the last phase switch that interrupted a charge; null: none since power came on. */
  readonly switchedAtS: number | null;
  /** Second since when other phases are wanted than are connected; null: none. */
  readonly wishedSinceS: number | null;
}

/** What the charger's logic wants in this second. */
export interface ContactorWish {
  readonly charge: boolean;
  readonly phases: 1 | 3;
  /** Current that still flows, in A. */
  readonly currentA: number;
}

/** From permission to current on the cable (laboratory value of HTW Berlin's wbsim). */
const START_WAIT_S = 8;
/** Without current before the phases change (same source, 22.5 s). */
const PHASE_PAUSE_S = 22;
/** Least time between two phase switches (same source). */
const PHASE_HOLD_S = 60;
/** A car that does not let go is cut off. */
const STOP_AT_LATEST_S = 6;

/** The contactor when power comes on. */
export function openContactor(phases: 1 | 3): Contactor {
  return { state: 'open', untilS: 0, phases, switchedAtS: null, wishedSinceS: null };
}

function enter(contactor: Contactor, state: Contactor['state'], untilS = 0): Contactor {
  return { ...contactor, state, untilS };
}

function maySwitch(contactor: Contactor, second: number, wish: ContactorWish): boolean {
  const { phases, switchedAtS } = contactor;
  return wish.phases !== phases && (switchedAtS === null || second - switchedAtS >= PHASE_HOLD_S);
}

/** While no current flows the phases change at once. */
function withoutCurrent(contactor: Contactor, second: number, wish: ContactorWish): Contactor {
  const now = wish.phases === contactor.phases ? contactor : { ...contactor, phases: wish.phases };
  if (!wish.charge) return now.state === 'open' ? now : enter(now, 'open');
  if (now.state === 'open') return enter(now, 'starting', second + START_WAIT_S);
  return second >= now.untilS ? enter(now, 'closed') : now;
}

function afterStop(contactor: Contactor, second: number, wish: ContactorWish): Contactor {
  if (!wish.charge || !maySwitch(contactor, second, wish)) return enter(contactor, 'open');
  const switched = { ...contactor, phases: wish.phases, switchedAtS: second };
  return enter(switched, 'switching', second + PHASE_PAUSE_S);
}

function move(contactor: Contactor, second: number, wish: ContactorWish): Contactor {
  switch (contactor.state) {
    case 'open':
    case 'starting':
      return withoutCurrent(contactor, second, wish);
    case 'closed': {
      const stays = wish.charge && !maySwitch(contactor, second, wish);
      return stays ? contactor : enter(contactor, 'stopping', second + STOP_AT_LATEST_S);
    }
    case 'stopping':
      return wish.currentA === 0 || second >= contactor.untilS
        ? afterStop(contactor, second, wish)
        : contactor;
    case 'switching':
      if (second < contactor.untilS) return contactor;
      return wish.charge ? enter(contactor, 'starting', second + START_WAIT_S) : enter(contactor, 'open');
  }
}

/** The contactor one second later. */
export function stepContactor(contactor: Contactor, second: number, wish: ContactorWish): Contactor {
  const next = move(contactor, second, wish);
  const wishedSinceS = wish.phases === next.phases ? null : (next.wishedSinceS ?? second);
  return wishedSinceS === next.wishedSinceS ? next : { ...next, wishedSinceS };
}
