import { createCarPowerHistory } from './car-power-history.js';

/** What the controller of one charger tells the others, at every step. */
export interface ShareWord {
  /** 1 comes first; equals in the order in which they joined. */
  readonly priority: number;
  readonly measuredAtMs: number;
  readonly powerW: number;
  /** What it is about to draw beyond that, W. */
  readonly pendingW: number;
  /** How much of its power gives way when the surplus shrinks, W. */
  readonly yieldingW: number;
}

/** The seat of one charger among those behind one meter. */
export interface ShareSeat {
  tell(word: ShareWord): void;
  /**
   * The grid's power as this charger is to see it: what others of lower rank would give way counts as free, what
   * those of higher rank are about to draw as drawn already. W, import positive.
   * @returns undefined while another's power was moving: a mismatch would look like sunshine
   */
  gridPowerW(gridPowerW: number, measuredAtMs: number): number | undefined;
  /** What the others of lower rank would give way but draw still; it is no room below the limit of the house. */
  yieldingW(): number;
}

/** Chargers of one process that share a meter and the limit of the house. */
export interface Sharing {
  join(): ShareSeat;
}

interface Member {
  readonly history: ReturnType<typeof createCarPowerHistory>;
  word: ShareWord | undefined;
}

export function createSharing(): Sharing {
  const members: Member[] = [];

  const isBefore = (one: Member, other: Member): boolean => {
    const difference = (one.word?.priority ?? 0) - (other.word?.priority ?? 0);
    return difference === 0 ? members.indexOf(one) < members.indexOf(other) : difference < 0;
  };
  const others = (own: Member): readonly Member[] => members.filter((each) => each !== own && each.word);

  /** The yielding share of the power that it had at a time, W; undefined while it was moving. */
  function yieldedW({ history, word }: Member, atMs: number): number | undefined {
    if (word === undefined || word.yieldingW === 0) return 0;
    const powerW = history.powerAt(atMs);
    return powerW === undefined ? undefined : Math.max(0, powerW - (word.powerW - word.yieldingW));
  }

  return {
    join() {
      const own: Member = { history: createCarPowerHistory(), word: undefined };
      members.push(own);
      return {
        tell(word) {
          own.word = word;
          own.history.take(word.measuredAtMs, word.powerW);
        },
        gridPowerW(gridPowerW, measuredAtMs) {
          let seenW = gridPowerW;
          for (const other of others(own)) {
            const changeW = isBefore(other, own) ? other.word?.pendingW : yieldedW(other, measuredAtMs);
            if (changeW === undefined) return undefined;
            seenW += isBefore(other, own) ? changeW : -changeW;
          }
          return seenW;
        },
        yieldingW: () =>
          others(own)
            .filter((other) => isBefore(own, other))
            .reduce((sum, { word }) => sum + (word?.yieldingW ?? 0), 0),
      };
    },
  };
}
