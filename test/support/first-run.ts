import { onTestFinished } from 'vitest';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { type ApiAnswer, send } from './api-request.js';
import { type Cli, startCli } from './cli.js';
import { freePort } from './mosquitto.js';

/** The devices of the owner, on loopback. */
export async function startDevices() {
  const house = createSimulatedHouse({ clock: systemClock });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  return { meterHost: meterUrl.host, chargerHost: chargerUrl.host, apiKey: house.apiKey };
}

/** The program as it starts without a configuration. */
export interface Demo {
  readonly cli: Cli;
  readonly url: URL;
  /** Secret of the owner's key, as the program printed it. */
  readonly key: string;
  readonly env: Readonly<Record<string, string>>;
  /** @param path below `/api/v1/` */
  call<T = unknown>(method: string, path: string, body?: object): Promise<ApiAnswer<T>>;
}

export async function startDemo(): Promise<Demo> {
  const port = await freePort();
  const env = {
    WATTBRIDGE_API_PORT: String(port),
    WATTBRIDGE_MQTT_EMBEDDED_PORT: '0',
    WATTBRIDGE_MQTT_EMBEDDED_WEBSOCKET_PORT: 'null',
  };
  const cli = startCli([], { env });
  await cli.says('Ctrl-C ends it.');
  const url = new URL(`http://127.0.0.1:${port}/`);
  const key = /wbk_live_\w+/.exec(cli.output)?.[0] ?? '';
  return {
    ...{ cli, url, key, env },
    call: (method, path, body) => send(new URL(`/api/v1/${path}`, url), { method, key, body }),
  };
}
