import { createBridge } from '../../src/bridge/bridge.js';
import type { Clock } from '../../src/clock.js';
import { createGoe } from '../../src/devices/goe/device.js';
import { createLocalTransport } from '../../src/devices/goe/local-transport.js';
import { createHttp } from '../../src/devices/http.js';
import { createPoweropti } from '../../src/devices/poweropti/device.js';
import type { Logger } from '../../src/logger.js';
import { createBroker } from '../../src/mqtt/broker.js';
import { createMqttClient } from '../../src/mqtt/mqtt-client.js';
import { createSimulatedHouse, type SimulatedHouse } from '../../src/simulator/simulated-house.js';

/** A simulated house with its bridge and its broker, all in this process and by this clock. */
export interface FastHouse {
  readonly house: SimulatedHouse;
  readonly brokerUrl: string;
  stop(): Promise<void>;
}

const DEVICE = {
  staleAfterMs: 60_000,
  confirmTimeoutMs: 5000,
  policy: { readOnly: true, allow: new Set<string>() },
  publishSecrets: false,
};
const INTERVAL_MS = 2000;

export async function startFastHouse(clock: Clock, seed: number, log: Logger): Promise<FastHouse> {
  const car = { capacityWh: 900_000, chargedWh: 0 };
  const charger = { settings: { frc: 2, amp: 16 } };
  const house = createSimulatedHouse({ clock, seed, weather: 'broken', plugged: false, car, charger });
  const { meterUrl, chargerUrl } = await house.start();
  const broker = createBroker(
    { topicBase: 'wattbridge', birthTopic: 'homeassistant/status', port: 0, websocketPort: null },
    { log },
  );
  await broker.start();
  const mqtt = createMqttClient({ broker, clientId: 'bridge' }, { log });
  const http = createHttp();
  const timeoutMs = 60_000;
  const transport = createLocalTransport({ host: chargerUrl.host, timeoutMs }, http);
  const goe = { id: 'charger', transport, intervalMs: INTERVAL_MS, idleIntervalMs: INTERVAL_MS };
  const poweropti = {
    id: 'meter',
    host: meterUrl.host,
    apiKey: house.apiKey,
    intervalMs: INTERVAL_MS,
    timeoutMs,
  };
  const onProblem = () => undefined;
  const devices = [createPoweropti(poweropti, { http, clock, onProblem }), createGoe(goe, { clock })];
  const bridge = createBridge(
    { topicBase: 'wattbridge', version: '0', devices: devices.map((device) => ({ ...DEVICE, device })) },
    { mqtt, clock, log },
  );
  await mqtt.start();
  await bridge.start();
  return {
    house,
    brokerUrl: `mqtt://127.0.0.1:${broker.port}`,
    async stop() {
      await bridge.stop();
      await mqtt.stop();
      await broker.stop();
      await house.stop();
    },
  };
}
