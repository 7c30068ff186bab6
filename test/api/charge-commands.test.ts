import { describe, expect, it, onTestFinished } from 'vitest';
import { createLiveDevices } from '../../src/api/live-devices.js';
import { createMqttClient } from '../../src/mqtt/mqtt-client.js';
import { systemClock } from '../../src/system-clock.js';
import { startApp } from '../app/support.js';
import { sessionOf } from '../ledger/costs/samples.js';
import { startApi } from '../support/api.js';
import { createRecordingLogger } from '../support/recording-logger.js';

/** Index of all phases' power in `nrg`. */
const TOTAL = 11;
const CONNECTOR = { connector_id: 1 };
const START = { ...CONNECTOR, id_tag: 'Anna' };

interface Command {
  readonly status: string;
  readonly message: string | null;
}

/** The whole house behind a broker, and the REST API as a client of that broker. */
async function startHouse() {
  const app = await startApp({ charger: { timeout_s: 5 } });
  const log = createRecordingLogger();
  const mqtt = createMqttClient({ clientId: 'rest', broker: { url: app.url } }, { log });
  const devices = createLiveDevices(
    { topicBase: 'wattbridge', ids: ['charger'] },
    // Not as fast as the house: on a busy machine no command is to run out of time.
    { mqtt, clock: systemClock, log },
  );
  onTestFinished(() => mqtt.stop());
  onTestFinished(() => devices.stop());
  await devices.start();
  let wake: (() => void) | undefined;
  await mqtt.subscribe('wattbridge/#', () => wake?.());
  await mqtt.start();
  const shown = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
  };
  const api = await startApi({ devices });
  const session = sessionOf({ chargePointId: 'charger', endedAtMs: null, status: 'active' });
  await api.store.record({ sessions: [session] });
  await shown(() => ['charger', 'surplus/charger'].every((id) => devices.get(id)?.online));
  const command = async (name: string, parameters: object = CONNECTOR) => {
    const body = { command: name, parameters, timeout_seconds: 60 };
    return (await api.request<Command>('/api/v1/cpo/commands/charger', { body })).json;
  };
  return {
    ...{ ...app, api, devices, command, shown },
    stopSession: () => command('stop_session', { transaction_id: session.transactionId }),
    power: (condition: (watts: number) => boolean) =>
      shown(() => {
        const nrg = devices.get('charger')?.values['nrg'];
        return Array.isArray(nrg) && condition(Number(nrg[TOTAL]));
      }),
  };
}

describe('a command by HTTP', () => {
  it('changes what the charger does, or tells why it does not', async () => {
    const { command, stopSession, power, house } = await startHouse();
    const { settings } = house.world.charger;
    const { amp } = settings;
    const limited = await command('set_power_limit', { ...CONNECTOR, limit_watts: 6000 });
    expect(limited).toMatchObject({ status: 'Accepted', message: null });
    expect(settings.amp).toBe(8);
    expect(await command('clear_power_limit')).toMatchObject({ status: 'Accepted' });
    expect(settings.amp).toBe(amp);
    expect(await command('hard_reset', {})).toMatchObject({
      status: 'Rejected',
      message: 'not_allowed: rst is guarded; list it under commands.allow to write it',
    });
    expect(await stopSession()).toMatchObject({ status: 'Accepted', message: null });
    await power((watts) => watts === 0);
    expect(await command('start_session', START)).toMatchObject({ status: 'Accepted' });
    await power((watts) => watts > 3000);
  });

  it('times out when the charger, or everything behind the broker, has gone', async () => {
    const { command, house, devices, probe, shown, stop } = await startHouse();
    await house.stop();
    const unreachable = await command('set_available');
    expect(unreachable.status).toBe('Timeout');
    expect(unreachable.message).toMatch(/^(unreachable|timeout): /);
    await shown(() => devices.get('charger')?.online === false);
    await probe.close();
    await stop();
    expect(await command('set_available')).toMatchObject({ status: 'Error' });
  });

  it('goes over the surplus controller, which goes on as before when the car has gone', async () => {
    const { command, stopSession, power, house, api, devices, probe, shown } = await startHouse();
    const mode = () => devices.get('surplus/charger')?.values['mode'];
    await probe.publish('wattbridge/surplus/charger/mode/set', 'pv');
    await shown(() => mode() === 'pv');
    expect(await command('start_session', START)).toMatchObject({ status: 'Accepted' });
    expect(mode()).toBe('fast');
    await shown(() => devices.get('surplus/charger')?.values['reason'] === 'fast');
    expect(await stopSession()).toMatchObject({ status: 'Accepted', message: null });
    expect(mode()).toBe('off');
    await power((watts) => watts === 0);
    house.unplug();
    await shown(() => devices.get('charger')?.values['car'] === 1);
    await api.clock.advance(2000);
    await shown(() => mode() === 'pv');
  });
});
