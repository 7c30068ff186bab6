import { createApp } from '../app.js';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import { secretNames } from '../devices/registry.js';
import { createLogger } from '../log.js';
import { scaledClock } from '../system-clock.js';
import type { CommandLine } from './command-line.js';
import { createHouse } from './house.js';
import { runUntilStopped } from './until-stopped.js';
import { VERSION } from './version.js';

/** Everything as at home, except that the house is simulated: HTTP, broker, topics and commands are real. */
export async function demo(commandLine: CommandLine): Promise<number> {
  const clock = scaledClock(commandLine.speed);
  const house = createHouse(commandLine, { meter: 0, charger: 0 }, clock);
  const addresses = await house.start();
  try {
    const config = demoConfig(addresses.meterUrl.host, addresses.chargerUrl.host, house.apiKey);
    const log = createLogger({ ...config.log, secretNames: secretNames() });
    const app = createApp(config, { version: VERSION, clock, log });
    return await runUntilStopped(app, log, () => process.stdout.write(welcome(config, commandLine)));
  } finally {
    await house.stop();
  }
}

/** The shortest useful configuration; settings from the environment count too. */
function demoConfig(meter: string, charger: string, apiKey: string): Config {
  const devices = {
    meters: [{ host: meter, api_key: apiKey, interval_s: 1 }],
    chargers: [{ host: charger, idle_interval_s: 1 }],
    data_dir: null,
  };
  return loadConfig({ path: 'demo', env: process.env, readFile: () => JSON.stringify(devices) });
}

function welcome({ mqtt, topic_base: base, homeassistant }: Config, { weather, speed }: CommandLine): string {
  const { host, port, websocket_port } = mqtt.embedded;
  const web = websocket_port === null ? '' : `, ws://${host}:${websocket_port} for web pages`;
  const broker = mqtt.broker === 'embedded' ? `mqtt://${host}:${port}${web}` : mqtt.external?.url;
  const pace = speed === 1 ? 'in real time' : `${speed} times as fast as real time`;
  return `
wattbridge ${VERSION} bridges a simulated house (${weather} sky, ${pace}): there is no configuration yet.

  broker     ${broker}
  meter      ${base}/meter/1.7.0, power at the grid connection in W, import positive
  charger    ${base}/charger/nrg/power_total, and more than 260 other keys
  discovery  ${homeassistant.discovery_prefix}/device/+/config, for Home Assistant

Try, in another terminal:

  mosquitto_sub -v -t '${base}/#'                       everything that happens
  mosquitto_pub -t ${base}/charger/amp/set -m 10        charge with 10 A
  mosquitto_pub -t ${base}/charger/frc/set -m 1         stop charging (0: the charger decides)
  mosquitto_sub -v -t '${base}/charger/+/result'        what became of your commands
  mosquitto_pub -t ${base}/surplus/charger/mode/set -m pv    follow the sun

Your own devices: write wattbridge.yaml (see wattbridge.example.yaml and README.md), then try: wattbridge check
Ctrl-C ends it.

`;
}
