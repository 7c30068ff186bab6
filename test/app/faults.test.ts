import { describe, expect, it } from 'vitest';
import { type ChargerFault, FAULTS, type MeterFault } from '../../src/simulator/faults.js';
import { type RunningApp, startApp } from './support.js';

type Check = (app: RunningApp, fault: () => void, mend: () => void) => Promise<void>;

const online = (payload: string): boolean => payload === 'online';
const offline = (payload: string): boolean => payload === 'offline';

/** The device goes offline with these words in the log, and comes back when the fault is mended. */
function goesOffline(device: 'meter' | 'charger', words: string): Check {
  return async ({ until, log }, fault, mend) => {
    fault();
    await until(`wattbridge/${device}/availability`, offline);
    expect(log.messages('warn').join('\n')).toContain(words);
    mend();
    await until(`wattbridge/${device}/availability`, online);
    await until(`wattbridge/${device}/state`, () => true);
  };
}

/** The device stays online and goes on telling news. */
function staysOnline(device: 'meter' | 'charger', ...topics: readonly string[]): Check {
  return async ({ until, probe }, fault) => {
    fault();
    for (const topic of topics) await until(topic, () => true);
    for (let n = 0; n < 5; n++) await until(`wattbridge/${device}/state`, () => true);
    expect(probe.untaken(`wattbridge/${device}/availability`).map(({ payload }) => payload)).not.toContain(
      'offline',
    );
  };
}

/** What the snapshot says from some moment on. */
function showsInSnapshot(
  device: 'meter' | 'charger',
  condition: (snapshot: Record<string, unknown>) => boolean,
): Check {
  return async ({ until }, fault) => {
    fault();
    await until(`wattbridge/${device}/state`, (payload) => condition(JSON.parse(payload)));
  };
}

/** What becomes of a command while the fault is there. */
function answers(code: string, words: string): Check {
  return async ({ command }, fault) => {
    fault();
    const result = await command('amp', '13');
    expect(result).toMatchObject({ ok: false, key: 'amp', error: { code } });
    expect(JSON.stringify(result)).toContain(words);
  };
}

/** A charger with another firmware has been restarted. */
function afterRestart(check: Check): Check {
  return async (app, fault, mend) => {
    const faultAndRestart = (): void => {
      fault();
      app.house.faults.charger.add('reboot');
    };
    await check(app, faultAndRestart, mend);
  };
}

const bothDevices = (device: 'meter' | 'charger') => ({
  server_error: goesOffline(device, 'HTTP 500'),
  reset: goesOffline(device, 'connection'),
  hang: goesOffline(device, 'did not answer within 0.5 s'),
  cut_off: goesOffline(device, 'JSON'),
  not_json: goesOffline(device, 'JSON'),
  slow: staysOnline(device),
  frozen_timestamp: goesOffline(device, 'stand still'),
  reboot: goesOffline(device, 'connection'),
});

const METER: Record<MeterFault, Check> = {
  ...bothDevices('meter'),
  unauthorized: goesOffline('meter', 'API key'),
  not_found: goesOffline('meter', 'HTTP 404'),
  wrong_types: async ({ until, log }, fault) => {
    fault();
    await until('wattbridge/meter/state', (payload) => JSON.parse(payload).missing !== undefined);
    expect(log.messages('warn').join('\n')).toContain('1.7.0');
  },
  future_timestamp: async (app, fault, mend) => {
    await staysOnline('meter')(app, fault, mend);
    expect(app.log.messages('warn').join('\n')).toContain('60 min in the future');
  },
  unknown_keys: staysOnline('meter', 'wattbridge/meter/2.8.1', 'wattbridge/meter/16.7.0'),
  missing_keys: showsInSnapshot('meter', ({ missing }) => Object.keys(missing ?? {}).includes('1.7.0')),
};

const CHARGER: Record<ChargerFault, Check> = {
  ...bothDevices('charger'),
  unauthorized: goesOffline('charger', 'HTTP 401'),
  not_found: goesOffline('charger', 'HTTP 404'),
  http_disabled: goesOffline('charger', 'HTTP API v2'),
  wrong_types: staysOnline('charger'),
  future_timestamp: staysOnline('charger'),
  unknown_keys: async ({ until, log }, fault, mend) => {
    fault();
    await until('wattbridge/charger/modelStatus', (payload) => payload === '99');
    mend();
    await until('wattbridge/charger/modelStatus', (payload) => payload !== '99');
    expect(log.messages('error')).toEqual([]);
  },
  missing_keys: showsInSnapshot('charger', ({ missing }) => Object.keys(missing ?? {}).includes('psm')),
  status_400: staysOnline('charger'),
  api_lock: answers('unreachable', "couldn't take api lock"),
  rejects_writes: answers('rejected', 'amp'),
  ignores_writes: answers('not_confirmed', 'amp'),
  error_text_in_tma: async ({ until }, fault, mend) => {
    fault();
    await until('wattbridge/charger/tma', (payload) => payload.includes('sensor error'));
    await until('wattbridge/charger/tma/1', (payload) => payload === 'null');
    mend();
    await until('wattbridge/charger/tma/1', (payload) => Number(payload) > 0);
  },
  null_nrg: async ({ until }, fault, mend) => {
    fault();
    await until('wattbridge/charger/nrg/power_total', (payload) => payload === 'null');
    mend();
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 0);
  },
  old_firmware: afterRestart(
    showsInSnapshot('charger', ({ fwv, bac }) => fwv === '053.1' && typeof bac === 'boolean'),
  ),
  firmware_update: afterRestart(async ({ until }, fault) => {
    const before = await until('wattbridge/charger/fwv', () => true);
    fault();
    const after = await until('wattbridge/charger/fwv', (payload) => payload !== before);
    await until('wattbridge/bridge/info', (payload) => payload.includes(`"software_version":"${after}"`));
  }),
};

async function startHealthy(): Promise<RunningApp> {
  const app = await startApp();
  await app.until('wattbridge/meter/availability', online);
  await app.until('wattbridge/charger/availability', online);
  return app;
}

describe('a meter in trouble', () => {
  it.each(Object.keys(FAULTS.meter) as MeterFault[])('%s', async (name) => {
    const app = await startHealthy();
    const { meter } = app.house.faults;
    await METER[name](
      app,
      () => meter.add(name),
      () => meter.delete(name),
    );
  });
});

describe('a charger in trouble', () => {
  it.each(Object.keys(FAULTS.charger) as ChargerFault[])('%s', async (name) => {
    const app = await startHealthy();
    const { charger } = app.house.faults;
    await CHARGER[name](
      app,
      () => charger.add(name),
      () => charger.delete(name),
    );
  });
});
