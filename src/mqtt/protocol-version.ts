/** What the owner chose. `auto` finds out: MQTT 5 first. */
export type ProtocolChoice = 'auto' | '5' | '3.1.1';

/** As CONNECT carries it; 4 is MQTT 3.1.1. */
export type ProtocolVersion = 4 | 5;

/**
 * How an attempt to connect ended. A broker from before MQTT 5 refuses it by return code 1 or, against the rules, by
 * hanging up at once.
 */
export type AttemptEnd = 'connected' | 'version_refused' | 'hung_up' | 'failed';

export function firstVersion(choice: ProtocolChoice): ProtocolVersion {
  return choice === '3.1.1' ? 4 : 5;
}

/** The version for the next attempt. What has worked once is kept. */
export function nextVersion(
  choice: ProtocolChoice,
  tried: ProtocolVersion,
  end: AttemptEnd,
): ProtocolVersion {
  if (choice !== 'auto' || end === 'connected' || end === 'failed') return tried;
  return tried === 5 ? 4 : 5;
}
