/** docs/simulator.md, made from the list of faults. */
import { FAULTS } from '../../src/simulator/faults.js';

const INTRODUCTION = `# The simulated house

<!-- Made from src/simulator/faults.ts by \`npm run docs\`; changes belong there. -->

Sun, clouds, a household, an electric car, a poweropti on the meter and a go-e charger on the wall: both devices answer
real HTTP as the real ones do. It is what you see without a configuration, what the tests run against, and a help for
developing against these devices.

\`\`\`sh
wattbridge demo                                   # the whole bridge with a simulated house
wattbridge demo --speed 10 --weather clear        # ten times as fast, under a clear sky
wattbridge simulate                               # only the devices: 127.0.0.1:8080 and 127.0.0.1:8081
wattbridge simulate --fault charger=status_400 --fault meter=slow

curl http://127.0.0.1:8080/value -H 'X-API-KEY: 1097bd725557'
curl 'http://127.0.0.1:8081/api/status?filter=car,amp,nrg'
curl 'http://127.0.0.1:8081/api/set?amp=10'
\`\`\`

- Time: the devices' clocks start at the present time; sky and household start on a bright June morning, so that there
  is something to see at any hour. \`--speed\` moves both faster.
- The same \`--seed\` is the same house under the same sky.
- Energy is conserved to the watt-second: grid import − export = household + car − sun, and \`eto\` counts what the car got.
- Every documented go-e key is answered, with its access, type and range; what is written is stored, and what matters for
  charging acts: \`amp\`, \`frc\`, \`psm\`, \`tcl\`, \`dwo\`, \`acs\`, \`trx\`, \`fup\`, \`ids\`, \`acp\`, \`rst\` and others. Schedules, price lists, OCPP and
  load balancing between chargers are stored without effect.
`;

export function renderSimulator(): string {
  return [
    INTRODUCTION,
    ...Object.entries(FAULTS).map(([device, faults]) => renderFaults(device, faults)),
  ].join('\n');
}

function renderFaults(device: string, faults: Readonly<Record<string, string>>): string {
  const rows = Object.entries(faults).map(([name, text]) => `| \`${device}=${name}\` | ${text} |`);
  return `## Faults of the ${device}\n\n| \`--fault\` | what the HTTP client sees |\n|---|---|\n${rows.join('\n')}\n`;
}
