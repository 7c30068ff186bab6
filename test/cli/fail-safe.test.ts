import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { startCli } from '../support/cli.js';
import { freePort, startMosquitto, temporaryDirectory } from '../support/mosquitto.js';
import { createProbe, type Probe } from '../support/mqtt-probe.js';

const SURPLUS = 'wattbridge/surplus/charger';
const CHOICE = { mode: 'fast', fail_safe: 'pause', fail_safe_time: 5 };

async function startHouse(broker: string) {
  const house = createSimulatedHouse({ clock: systemClock });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  const config = `meters: [{ host: '${meterUrl.host}', api_key: ${house.apiKey}, interval_s: 1 }]
chargers: [{ host: '${chargerUrl.host}', interval_s: 1, idle_interval_s: 1 }]
mqtt: ${broker}
`;
  return { house, config };
}

async function until(probe: Probe, topic: string, condition: (payload: string) => boolean): Promise<void> {
  while (!condition((await probe.nextMessage(topic)).payload));
}

/** Charges as fast as it may, with the choice of its owner. */
async function charge(probe: Probe): Promise<void> {
  await until(probe, `${SURPLUS}/availability`, (payload) => payload === 'online');
  await probe.publish(`${SURPLUS}/set`, JSON.stringify(CHOICE), { qos: 1 });
  await until(probe, 'wattbridge/charger/amp', (payload) => payload === '16');
}

async function watch(url: string): Promise<Probe> {
  const probe = await createProbe(url);
  await probe.subscribe('wattbridge/#');
  return probe;
}

/** Bridge and controller in processes of their own. */
async function startTwo() {
  const mosquitto = await startMosquitto();
  const { house, config } = await startHouse(`{ broker: external, external: { url: '${mosquitto.url}' } }`);
  const probe = await watch(mosquitto.url);
  const bridge = startCli(['run', '--role', 'bridge'], { config });
  const surplus = startCli(['run', '--role', 'surplus'], { config });
  await charge(probe);
  return { house, mosquitto, config, probe, bridge, surplus };
}

describe('a controller in a process of its own', () => {
  it('leaves its charger to the bridge when it is killed, and goes on when it is back', async () => {
    const { config, probe, surplus } = await startTwo();
    surplus.signal('SIGKILL');
    await until(probe, 'wattbridge/charger/frc', (payload) => payload === '1');
    startCli(['run', '--role', 'surplus'], { config });
    await until(probe, 'wattbridge/charger/frc', (payload) => payload === '2');
    expect(probe.untaken(`${SURPLUS}/reason`).map(({ payload }) => payload)).not.toContain('knob_turned');
  });

  it('puts back what was before mode native, although it was killed and the bridge has acted', async () => {
    const { house, config, probe, surplus } = await startTwo();
    const { frc: _, ...before } = house.world.charger.settings;
    await probe.publish(`${SURPLUS}/mode/set`, 'native');
    await until(probe, 'wattbridge/charger/lmo', (payload) => payload === '4');
    surplus.signal('SIGKILL');
    await until(probe, 'wattbridge/charger/frc', (payload) => payload === '1');
    const next = startCli(['run', '--role', 'surplus'], { config });
    await until(probe, 'wattbridge/charger/frc', (payload) => payload === '0');
    expect(house.world.charger.settings).toMatchObject({ fup: true, lmo: 4 });
    next.signal('SIGTERM');
    await until(probe, `${SURPLUS}/native_before`, (payload) => payload !== 'null');
    await until(probe, `${SURPLUS}/native_before`, (payload) => payload === 'null');
    expect(await next.ended()).toBe(0);
    expect(house.world.charger.settings).toMatchObject({ ...before, frc: 1 });
    expect(probe.untaken(`${SURPLUS}/reason`).map(({ payload }) => payload)).not.toContain('knob_turned');
  });

  it('leaves its charger itself when it is stopped', async () => {
    const { probe, surplus } = await startTwo();
    surplus.signal('SIGTERM');
    await until(probe, 'wattbridge/charger/frc/result', (payload) => JSON.parse(payload).ok === true);
    await until(probe, 'wattbridge/surplus/state', (payload) => payload === 'offline');
    expect(await surplus.ended()).toBe(0);
  });

  it('is replaced by the bridge while the broker is gone, and goes on when it is back', async () => {
    const { house, mosquitto, bridge } = await startTwo();
    await mosquitto.kill();
    await bridge.says('Nothing is heard of the surplus controller');
    await expect.poll(() => house.world.charger.settings.frc).toBe(1);
    await mosquitto.restart();
    const probe = await watch(mosquitto.url);
    await until(probe, 'wattbridge/charger/frc', (payload) => payload === '2');
    expect(probe.untaken(`${SURPLUS}/reason`).map(({ payload }) => payload)).not.toContain('knob_turned');
  });
});

describe('a bridge in a process of its own', () => {
  it('leaves the charger as it is set when it is killed, and the controller goes on when it is back', async () => {
    const { config, probe, bridge } = await startTwo();
    bridge.signal('SIGKILL');
    await until(probe, 'wattbridge/bridge/state', (payload) => payload === 'offline');
    startCli(['run', '--role', 'bridge'], { config });
    await until(probe, 'wattbridge/charger/amp', (payload) => payload === '16');
    await until(probe, `${SURPLUS}/reason`, (payload) => payload === 'fast');
    expect(probe.untaken(`${SURPLUS}/reason`).map(({ payload }) => payload)).not.toContain('knob_turned');
  });
});

describe('everything in one process', () => {
  it('leaves the charger as it is set when it is killed, and picks up when it is back', async () => {
    const port = await freePort();
    const { house, config } = await startHouse(`{ embedded: { port: ${port}, websocket_port: null } }`);
    const options = { config: `${config}data_dir: '${await temporaryDirectory()}'\n` };
    const url = `mqtt://127.0.0.1:${port}`;
    const first = startCli(['run'], options);
    await first.says('Connected to the broker');
    await charge(await watch(url));
    first.signal('SIGKILL');
    await first.ended();
    expect(house.world.charger.settings).toMatchObject({ frc: 0, amp: 16 });
    const second = startCli(['run'], options);
    await second.says('Connected to the broker');
    const probe = await watch(url);
    await until(probe, `${SURPLUS}/state`, (payload) => JSON.parse(payload).reason === 'fast');
    expect(JSON.parse((await probe.nextMessage(`${SURPLUS}/state`)).payload)).toMatchObject(CHOICE);
  });
});
