import type { ChargerFault, MeterFault } from '../../src/simulator/faults.js';
import type { EnduranceHome } from './endurance-home.js';

/** Something that happens to every house at the same time. Times are in minutes of an hour. */
export interface EnduranceEvent {
  readonly name: string;
  readonly atMin: number;
  readonly lastsMin: number;
  begin(home: EnduranceHome): void | Promise<void>;
  end(home: EnduranceHome): void | Promise<void>;
}

const meter = (name: string, fault: MeterFault, atMin: number, lastsMin = 1): EnduranceEvent => ({
  ...{ name, atMin, lastsMin },
  begin: ({ house }) => void house.faults.meter.add(fault),
  end: ({ house }) => void house.faults.meter.delete(fault),
});

const charger = (name: string, fault: ChargerFault, atMin: number, lastsMin = 1): EnduranceEvent => ({
  ...{ name, atMin, lastsMin },
  begin: ({ house }) => void house.faults.charger.add(fault),
  end: ({ house }) => void house.faults.charger.delete(fault),
});

const unplugged = (name: string, atMin: number): EnduranceEvent => ({
  ...{ name, atMin, lastsMin: 1 },
  begin: ({ house }) => house.unplug(),
  end: ({ house }) => house.plug(),
});

const HAND_A = 7;
const OTHER_HAND_A = 9;
const DOWN_MS = 3000;
const RATED_A = 16;

export const TIMETABLE: readonly EnduranceEvent[] = [
  meter('meter slow', 'slow', 4),
  meter('meter: time stands still', 'frozen_timestamp', 6.5),
  meter('meter: 401', 'unauthorized', 9.5),
  meter('meter: JSON cut off', 'cut_off', 12.5),
  {
    ...{ name: 'a hand on the current', atMin: 15, lastsMin: 1.5 },
    begin: (home) => {
      const isThere = home.house.world.charger.settings.amp === HAND_A;
      return home.writeByHand('amp', isThere ? OTHER_HAND_A : HAND_A);
    },
    end(home) {
      const { reason } = home.follower.controller;
      // In off that choice comes later: until then it touches nothing.
      const isChosen = home.spec.mode !== 'off';
      if (reason !== (isChosen ? 'knob_turned' : 'hands_off'))
        home.journal.violation('knob', `not noticed: ${String(reason)}`);
      if (isChosen) home.chooseMode();
    },
  },
  unplugged('unplugged', 18),
  {
    ...{ name: 'max_current 10', atMin: 21.5, lastsMin: 1.5 },
    begin: (home) => home.set('max_current', 10),
    end: (home) => home.set('max_current', RATED_A),
  },
  meter('meter gone', 'hang', 24, 3),
  charger('charger: 400 with body', 'status_400', 29),
  charger('charger: resets', 'reset', 31),
  charger('charger starts anew', 'reboot', 33.5, 10 / 60),
  charger('charger gone', 'hang', 35.5, 2),
  {
    ...charger('charger refuses writes', 'rejects_writes', 39.5, 1.5),
    begin(home) {
      home.house.faults.charger.add('rejects_writes');
      home.set('max_current', 9);
    },
  },
  {
    ...{ name: 'kill -9', atMin: 44, lastsMin: 0 },
    begin: (home) => home.killAndStart(DOWN_MS),
    end: () => undefined,
  },
  {
    ...{ name: 'ama 10, by hand', atMin: 47, lastsMin: 1.5 },
    begin: (home) => home.writeByHand('ama', 10),
    end: (home) => home.writeByHand('ama', RATED_A),
  },
  {
    ...{ name: 'house_limit 5 kW, max_current 16', atMin: 50, lastsMin: 2 },
    begin(home) {
      home.set('max_current', RATED_A);
      home.set('house_limit', 5000);
    },
    end: (home) => home.set('house_limit', home.spec.houseLimitW),
  },
  {
    ...{ name: 'off is chosen', atMin: 53, lastsMin: 0 },
    begin: (home) => (home.spec.mode === 'off' ? home.chooseMode() : undefined),
    end: () => undefined,
  },
  unplugged('unplugged again', 55),
];
