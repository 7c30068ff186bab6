import { describe, expect, it, onTestFinished } from 'vitest';
import { createBridgedDevice } from '../../src/bridge/bridged-device.js';
import { DeviceError } from '../../src/devices/device-error.js';
import { createTopics } from '../../src/mqtt/topics.js';
import { type FailSafe, failSafeSetPoint } from '../../src/surplus/fail-safe.js';
import { createFailSafeGuard } from '../../src/surplus/fail-safe-guard.js';
import { sendFarewell } from '../../src/surplus/farewell.js';
import { createFakeDevice, row } from '../support/fake-device.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock, settle } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';
import { createSmallHouse } from './small-house.js';

describe('failSafeSetPoint', () => {
  it.each([
    { failSafe: 'keep', charger: { frc: 2, amp: 16 }, written: {} },
    { failSafe: 'neutral', charger: { frc: 2, amp: 16 }, written: { frc: 0 } },
    { failSafe: 'neutral', charger: { frc: 0 }, written: {} },
    { failSafe: 'pause', charger: { frc: 2, amp: 16 }, written: { frc: 1 } },
    { failSafe: 'pause', charger: { frc: 1 }, written: {} },
    { failSafe: 'minimum', charger: { frc: 2, amp: 16 }, written: { amp: 7 } },
    { failSafe: 'minimum', charger: { frc: 0, amp: 16, mca: 10 }, written: { amp: 10 } },
    { failSafe: 'minimum', charger: { frc: 2, amp: 7 }, written: {} },
    { failSafe: 'minimum', charger: { frc: 1, amp: 16 }, written: {} },
  ] as const)('$failSafe of $charger writes $written', ({ failSafe, charger, written }) => {
    expect(failSafeSetPoint({ failSafe, minCurrentA: 7 }, charger)).toEqual(written);
  });
});

describe('the farewell of a controller', () => {
  const leaving = (failSafe: FailSafe) => {
    const house = createSmallHouse(() => 3000, { failSafe });
    house.run(300);
    return house;
  };

  it('is the owner’s choice', () => {
    expect(leaving('keep').core.farewell()).toEqual({});
    expect(leaving('pause').core.farewell()).toEqual({ frc: 1 });
    expect(leaving('minimum').core.farewell()).toEqual({ amp: 6 });
  });

  it('leaves alone what somebody else has set, a mode that is off, and a charger that is away', () => {
    const turned = leaving('pause');
    turned.knobs.amp = 7;
    turned.run(10);
    expect(turned.core.farewell()).toEqual({});
    const off = leaving('neutral');
    off.core.change({ ...off.core.settings, mode: 'off' }, true);
    expect(off.core.farewell()).toEqual({});
    const away = leaving('pause');
    away.core.takeChargerOnline(false);
    expect(away.core.farewell()).toEqual({});
  });
});

describe('sendFarewell', () => {
  const command = { topic: 'wattbridge/charger/frc/set', payload: '1' };
  const result = (payload: object) => ({
    topic: 'wattbridge/charger/frc/result',
    payload: JSON.stringify(payload),
  });

  function start(isConnected = true) {
    const [mqtt, clock, log] = [createFakeMqtt(), createManualClock(), createRecordingLogger()];
    if (isConnected) mqtt.connect();
    let isDone = false;
    const done = sendFarewell(command, { mqtt, clock, log }).then(() => {
      isDone = true;
    });
    return { mqtt, clock, log, done, isDone: () => isDone };
  }

  it('waits for the result of its own command', async () => {
    const { mqtt, clock, log, done, isDone } = start();
    await settle();
    expect(mqtt.sent(command.topic)).toEqual(['1']);
    mqtt.deliver(result({ ok: true, key: 'frc', value: 2, confirmed: true }));
    await settle();
    expect(isDone()).toBe(false);
    mqtt.deliver(result({ ok: true, key: 'frc', value: 1, confirmed: true }));
    await done;
    expect(log.messages('warn')).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });

  it('goes on waiting when an earlier command is answered late', async () => {
    const { mqtt, done, isDone } = start();
    await settle();
    mqtt.deliver(result({ ok: false, key: 'frc', error: { code: 'superseded', message: 'too late' } }));
    await settle();
    expect(isDone()).toBe(false);
    mqtt.deliver(result({ ok: true, key: 'frc', value: 1, confirmed: true }));
    await done;
  });

  it('says why when it fails, and does not wait for ever', async () => {
    const refused = start();
    await settle();
    refused.mqtt.deliver(result({ ok: false, key: 'frc', error: { code: 'rejected', message: 'no' } }));
    await refused.done;
    expect(refused.log.messages('warn')).toHaveLength(1);
    const silent = start();
    await silent.clock.advance(5000);
    await silent.done;
    expect(silent.log.messages('warn')).toHaveLength(1);
  });

  it('sends nothing that would act later when the broker is away', async () => {
    const { mqtt, log, done } = start(false);
    await done;
    mqtt.connect();
    expect(mqtt.messages).toEqual([]);
    expect(log.messages('warn')).toHaveLength(1);
  });
});

describe('the fail-safe guard', () => {
  const ROWS = [
    row('frc', { access: 'R/W' }),
    row('amp', { access: 'R/W' }),
    row('mca'),
    row('fsp'),
    row('fup'),
  ];
  const CONTROLLER = 'wattbridge/surplus/charger';
  const IN_CHARGE = { mode: 'pv', reason: 'minimum', fail_safe: 'pause', fail_safe_time: 30, min_current: 6 };

  async function start() {
    const [mqtt, clock, log] = [createFakeMqtt(), createManualClock(), createRecordingLogger()];
    const device = createFakeDevice({ clock, rows: ROWS });
    for (const [key, value] of Object.entries({ frc: 2, amp: 16, mca: 6 })) device.shown.set(key, value);
    const stopping = new AbortController();
    const charger = createBridgedDevice(
      {
        device,
        staleAfterMs: 60_000,
        confirmTimeoutMs: 5000,
        policy: { readOnly: false, allow: new Set() },
        publishSecrets: false,
      },
      { topics: createTopics('wattbridge'), mqtt, clock, log, onReading: () => undefined },
    );
    const guard = createFailSafeGuard({ topicBase: 'wattbridge', chargers: [charger] }, { mqtt, clock, log });
    mqtt.connect();
    await guard.start();
    const running = charger.run(stopping.signal);
    onTestFinished(async () => {
      await guard.stop();
      stopping.abort();
      await running;
    });
    await clock.advance(2000);
    const say = (snapshot: object, retain = false) =>
      mqtt.deliver({ topic: `${CONTROLLER}/state`, payload: JSON.stringify(snapshot), retain });
    return {
      mqtt,
      clock,
      device,
      say,
      writes: () => device.calls.filter((call) => call.startsWith('write')),
    };
  }

  it('acts once when a controller in charge has been silent for long enough', async () => {
    const { clock, say, writes, device } = await start();
    say(IN_CHARGE);
    await clock.advance(20_000);
    say(IN_CHARGE);
    await clock.advance(29_000);
    expect(writes()).toEqual([]);
    await clock.advance(2000);
    expect(writes()).toEqual(['write {"frc":1}']);
    device.shown.set('frc', 2);
    await clock.advance(600_000);
    expect(writes()).toHaveLength(1);
    say(IN_CHARGE);
    await clock.advance(40_000);
    expect(writes()).toHaveLength(2);
  });

  it('acts without the broker', async () => {
    const { mqtt, clock, say, writes } = await start();
    say({ ...IN_CHARGE, fail_safe: 'minimum' });
    mqtt.disconnect();
    await clock.advance(40_000);
    expect(writes()).toEqual(['write {"amp":6}']);
  });

  it('writes nothing when the charger stands as it should', async () => {
    const { clock, say, writes, device } = await start();
    device.shown.set('frc', 1);
    await clock.advance(2000);
    say(IN_CHARGE);
    await clock.advance(40_000);
    expect(writes()).toEqual([]);
  });

  it('lets stand what somebody else has set meanwhile, but not what unplugging does', async () => {
    const turned = await start();
    turned.say(IN_CHARGE);
    await turned.clock.advance(20_000);
    turned.device.shown.set('amp', 10);
    await turned.clock.advance(100_000);
    expect(turned.writes()).toEqual([]);
    const unplugged = await start();
    unplugged.say(IN_CHARGE);
    await unplugged.clock.advance(20_000);
    unplugged.device.shown.set('frc', 0).set('car', 1);
    await unplugged.clock.advance(100_000);
    expect(unplugged.writes()).toEqual(['write {"frc":1}']);
  });

  it('takes what the charger’s own logic does in mode native for no hand, but its keys for one', async () => {
    const moved = await start();
    moved.say({ ...IN_CHARGE, mode: 'native' });
    await moved.clock.advance(20_000);
    moved.device.shown.set('fsp', true);
    await moved.clock.advance(100_000);
    expect(moved.writes()).toEqual(['write {"frc":1}']);
    const turned = await start();
    turned.say({ ...IN_CHARGE, mode: 'native' });
    await turned.clock.advance(20_000);
    turned.device.shown.set('fup', false);
    await turned.clock.advance(100_000);
    expect(turned.writes()).toEqual([]);
  });

  it('tries again until the charger can be reached', async () => {
    const { clock, say, writes, device } = await start();
    say(IN_CHARGE);
    device.failure = new DeviceError('unreachable', 'away');
    await clock.advance(100_000);
    device.failure = undefined;
    await clock.advance(40_000);
    expect(device.shown.get('frc')).toBe(1);
    const count = writes().length;
    await clock.advance(200_000);
    expect(writes()).toHaveLength(count);
  });

  it.each([
    { what: 'nothing was chosen', changes: { fail_safe: 'keep' } },
    { what: 'the mode is off', changes: { mode: 'off' } },
    { what: 'somebody has turned a knob', changes: { reason: 'knob_turned' } },
    { what: 'the mode is unknown', changes: { mode: 'warp' } },
    { what: 'the choice is unknown', changes: { fail_safe: 'explode' } },
    { what: 'no time is known', changes: { fail_safe_time: null } },
  ])('does nothing when $what', async ({ changes }) => {
    const { clock, say, writes } = await start();
    say({ ...IN_CHARGE, ...changes });
    await clock.advance(100_000);
    expect(writes()).toEqual([]);
  });

  it('does nothing for what the broker kept, or for a controller that stopped in order', async () => {
    const { mqtt, clock, say, writes } = await start();
    say(IN_CHARGE, true);
    await clock.advance(100_000);
    say(IN_CHARGE);
    mqtt.deliver({ topic: `${CONTROLLER}/availability`, payload: 'offline' });
    await clock.advance(100_000);
    expect(writes()).toEqual([]);
  });
});
