/** Faults that both devices can have: name → what the HTTP client sees. */
const COMMON_FAULTS = {
  unauthorized: 'Every request is answered with HTTP 401.',
  not_found: 'Every request is answered with HTTP 404, as if another device had the address.',
  server_error: 'Every request is answered with HTTP 500 and a line of text.',
  reset: 'The connection is reset before anything is answered.',
  slow: 'Every answer comes late, by the delay set in the options (three seconds of the clock).',
  hang: 'The connection is accepted, but no answer ever comes.',
  cut_off: 'HTTP 200 with the first half of the JSON.',
  not_json: 'HTTP 200 with a page of HTML instead of JSON.',
  wrong_types: 'HTTP 200 with JSON whose values have other types than documented.',
  frozen_timestamp: 'HTTP 200 with the same measurement again and again: values and time stand still.',
  future_timestamp: 'Every time that the device sends is one hour ahead.',
  reboot: 'The device restarts once: connections are reset for ten seconds. Ends by itself.',
  unknown_keys: 'The answer also holds keys and values that no documentation knows.',
  missing_keys: 'Keys that the device had before are no longer in the answer.',
} as const;

/** Every fault of the simulated devices: name → what the HTTP client sees while it is switched on. */
export const FAULTS = {
  meter: {
    ...COMMON_FAULTS,
    unknown_keys: 'The answer also holds the registers 2.8.1 and 16.7.0 and a member that nobody documents.',
    missing_keys: 'The registers 1.7.0 and 2.8.0 are no longer in the answer.',
  },
  charger: {
    ...COMMON_FAULTS,
    unknown_keys:
      'A full status also holds the keys zq1 and zq2, and modelStatus shows the undocumented code 99.',
    missing_keys: 'The keys cards, psm, cbl and cus are no longer in the status and cannot be written.',
    status_400: 'Status requests are answered with HTTP 400, yet with the complete, right JSON body.',
    http_disabled: 'HTTP 404 with the text "Nothing matches the given URI": the HTTP API v2 is switched off.',
    api_lock: `Writes are answered with HTTP 500 and the text "couldn't take api lock".`,
    rejects_writes: 'Writes are answered with HTTP 500; each key carries a reason, and nothing is written.',
    ignores_writes: 'Writes are answered with HTTP 200 and true for each key, and nothing is written.',
    error_text_in_tma: 'The first temperature in tma is an error text, the second is null.',
    null_nrg: 'nrg is null.',
    old_firmware:
      'Firmware 053.1: fwv says so, keys of newer firmware are missing, bac and sdp are booleans, fsp cannot be written.',
    firmware_update: 'fwv shows the next version.',
  },
} as const;

export type MeterFault = keyof typeof FAULTS.meter;
export type ChargerFault = keyof typeof FAULTS.charger;
export type CommonFault = keyof typeof COMMON_FAULTS;
