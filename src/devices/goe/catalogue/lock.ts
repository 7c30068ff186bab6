/** The cable lock and the button. */
import type { Datapoint, Options } from '../../datapoint.js';
import { from, moment, setting, status } from './row.js';

const BUTTON: Options = {
  0: 'Always locked',
  1: 'Locked when car is connected',
  2: 'Locked when car is charging',
  3: 'Never locked',
};

/** Before firmware 55 these keys were booleans. */
const BUTTON_OR_BOOLEAN: Options = { ...BUTTON, false: 'Not allowed', true: 'Allowed' };

const LEVELS = '(0=AlwaysLock, 1=LockWhenCarIsConnected, 2=LockWhenCarIsCharging, 3=NeverLock)';

export const LOCK: readonly Datapoint[] = [
  setting('ust', 'integer', 'Cable unlock mode', 'unlock_setting (Normal=0, AutoUnlock=1, AlwaysLock=2)', {
    options: { 0: 'Normal', 1: 'Unlock automatically', 2: 'Always locked' },
    entity: { icon: 'mdi:lock-open-variant-outline', enabled: true },
  }),
  status(
    'lck',
    'integer',
    'Effective lock setting',
    'Effective lock setting, as sent to charge controller (Normal=0, AutoUnlock=1, AlwaysLock=2, ForceUnlock=3)',
    { options: { 0: 'Normal', 1: 'Unlock automatically', 2: 'Always locked', 3: 'Force unlock' } },
  ),
  status(
    'cus',
    'integer',
    'Cable lock status',
    'Cable unlock status (Unknown=0, Unlocked=1, UnlockFailed=2, Locked=3, LockFailed=4, LockUnlockPowerout=5)',
    {
      poll: 'live',
      options: {
        0: 'Unknown',
        1: 'Unlocked',
        2: 'Unlock failed',
        3: 'Locked',
        4: 'Lock failed',
        5: 'Lock or unlock failed: power outage',
      },
      entity: { icon: 'mdi:lock-outline' },
    },
  ),
  status('ffb', 'integer', 'Lock feedback', 'Lock feedback (NoProblem=0, ProblemLock=1, ProblemUnlock=2)', {
    options: { 0: 'No problem', 1: 'Problem locking', 2: 'Problem unlocking' },
  }),
  setting('upo', 'boolean', 'Unlock on power outage', 'unlock_power_outage'),
  setting('bac', 'integer', 'Button: current change', `Button allow current change ${LEVELS}`, {
    options: BUTTON_OR_BOOLEAN,
  }),
  setting('sdp', 'integer', 'Button: force state change', `Button allow force change ${LEVELS}`, {
    options: BUTTON_OR_BOOLEAN,
  }),
  setting('bar', 'integer', 'Button: access point reset', `Button allow WiFi AP reset ${LEVELS}`, {
    options: BUTTON,
  }),
  moment('lbp', 'Last button press', 'lastButtonPress (in ms since boot)', { category: 'Config' }),
  moment('lbl', 'Last long button press', 'lastButtonHoldLong (in ms since boot)', { category: 'Config' }),

  ...from('firmware 60.4', [
    setting('ten', 'boolean', 'Tamper protection', 'Tamper protection enable', { guarded: true }),
  ]),
  ...from('older firmware', [moment('ffba', 'Last lock feedback', 'Lock feedback (age, in ms since boot)')]),
];
