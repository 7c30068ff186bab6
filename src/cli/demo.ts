import { type App, type AppPorts, createApp } from '../app.js';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import { secretNames } from '../devices/registry.js';
import { createLogger } from '../log.js';
import { scaledClock } from '../system-clock.js';
import type { CommandLine } from './command-line.js';
import { createHouse } from './house.js';
import { PAGE_FOLDER, tellFirstKey } from './page.js';
import type { Running } from './restarting.js';
import { runUntilStopped } from './until-stopped.js';
import { VERSION } from './version.js';

/** Shows the demo until it is stopped, whatever configuration there is. */
export async function demo(commandLine: CommandLine): Promise<number> {
  const { log } = loadConfig({ env: process.env });
  return runUntilStopped(createDemo(commandLine), createLogger({ ...log, secretNames: secretNames() }));
}

/** Everything as at home, except that the house is simulated: HTTP, broker, topics and commands are real. */
export function createDemo(
  commandLine: CommandLine,
  more: Pick<AppPorts, 'setup' | 'ownerKey'> = {},
): Running {
  const clock = scaledClock(commandLine.speed);
  const house = createHouse(commandLine, { meter: 0, charger: 0 }, clock);
  let app: App | undefined;
  async function stop(): Promise<void> {
    await app?.stop();
    await house.stop();
  }

  return {
    get connected() {
      return app?.connected ?? false;
    },
    async start() {
      const { meterUrl, chargerUrl } = await house.start();
      try {
        const config = demoConfig(meterUrl.host, chargerUrl.host, house.apiKey);
        const log = createLogger({ ...config.log, secretNames: secretNames() });
        const ports = { version: VERSION, clock, log, pageFolder: PAGE_FOLDER, onFirstKey: tellFirstKey };
        app = createApp(config, { ...ports, ...more });
        await app.start();
        process.stdout.write(welcome(config, commandLine));
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
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

Your own devices: "Set up my own devices" on the page, or write wattbridge.yaml (see README.md)
Ctrl-C ends it.

`;
}
