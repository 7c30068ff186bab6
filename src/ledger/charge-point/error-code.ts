import { goeCatalogue } from '../../devices/goe/catalogue.js';

/** Error codes of OCPP 1.6 (7.6, ChargePointErrorCode) that a go-e charger can tell. */
export const CONNECTOR_ERRORS = [
  'NoError',
  'ConnectorLockFailure',
  'EVCommunicationError',
  'GroundFailure',
  'HighTemperature',
  'InternalError',
  'OtherError',
  'OverCurrentFailure',
  'OverVoltage',
  'PowerSwitchFailure',
] as const;
export type ConnectorError = (typeof CONNECTOR_ERRORS)[number];

/** By the catalogue's words, because the numbers of `err` depend on the firmware. */
const BY_WORDS: Readonly<Record<string, ConnectorError>> = {
  None: 'NoError',
  'Residual current AC (FI)': 'GroundFailure',
  'Residual current DC (FI)': 'GroundFailure',
  'Residual current unknown (FI)': 'GroundFailure',
  'RDC self-test failed': 'GroundFailure',
  'Ground (GND) invalid': 'GroundFailure',
  'Phase fault': 'OtherError',
  Overvoltage: 'OverVoltage',
  Overcurrent: 'OverCurrentFailure',
  Diode: 'EVCommunicationError',
  'PP signal invalid': 'EVCommunicationError',
  'CP signal invalid': 'EVCommunicationError',
  'Contactor stuck': 'PowerSwitchFailure',
  'Contactor missing': 'PowerSwitchFailure',
  'Cable lock stuck open': 'ConnectorLockFailure',
  'Cable lock stuck locked': 'ConnectorLockFailure',
  Overtemperature: 'HighTemperature',
  'No communication': 'InternalError',
  'No charge controller': 'InternalError',
};

/** An error of the charger in OCPP's words and in its own. */
export interface ConnectorFault {
  readonly code: ConnectorError;
  /** null without an error. */
  readonly info: string | null;
}

/**
 * @param err as the charger sends it; null: its charge controller does not answer
 * @param firmware `fwv`, which decides what the numbers mean
 */
export function faultOf(err: number | null, firmware: string | undefined): ConnectorFault {
  if (err === 0) return { code: 'NoError', info: null };
  const words = goeCatalogue(firmware).get('err')?.options?.[String(err)];
  if (words === undefined) return { code: 'OtherError', info: `Error ${err}` };
  return { code: BY_WORDS[words] ?? 'OtherError', info: words };
}
