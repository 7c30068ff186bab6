/** Enumerations whose numbers meant something else before firmware 59. */
import type { Options } from '../../datapoint.js';
import { COMMON_ERRORS } from './charging.js';

export const OLD_ERRORS: Options = {
  ...COMMON_ERRORS,
  11: 'Residual current unknown (FI)',
  12: 'Unknown',
  13: 'Overtemperature',
  14: 'No communication',
  15: 'Cable lock stuck open',
  16: 'Cable lock stuck locked',
  20: 'Reserved (20)',
  21: 'Reserved (21)',
  22: 'Reserved (22)',
  23: 'Reserved (23)',
  24: 'Reserved (24)',
  null: 'No charge controller',
};

export const OLD_WIFI_STATUS: Options = {
  0: 'Idle',
  1: 'No SSID available',
  2: 'Scan completed',
  3: 'Connected',
  4: 'Connection failed',
  5: 'Connection lost',
  6: 'Disconnected',
  8: 'Connecting',
  9: 'Disconnecting',
  10: 'No shield',
};
