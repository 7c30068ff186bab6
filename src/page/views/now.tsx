import { useApp } from '../app-context.js';
import { houseOf } from '../house.js';
import { useLive } from '../live.js';
import type { LiveDevice } from '../live-device.js';
import { ControllerCard } from '../parts/controller-card.js';
import { DeviceName } from '../parts/device-name.js';
import { Flow } from '../parts/flow.js';
import { dayAndTime } from '../units.js';

/** What happens now, and the knobs. */
export function NowView() {
  const { words } = useApp();
  const live = useLive();
  const house = houseOf(live);
  return (
    <>
      <h1 class="hidden">{words.nav.now}</h1>
      <div class="cards">
        <section class="card" aria-label={words.now.flow}>
          <Flow house={house} />
          <DeviceStates devices={[...live.devices.values()]} />
        </section>
        {house.chargers.map((view) => (
          <ControllerCard key={view.id} view={view} />
        ))}
      </div>
    </>
  );
}

function DeviceStates({ devices }: { devices: readonly LiveDevice[] }) {
  const { words, language } = useApp();
  if (devices.length === 0) return <p class="hint">{words.now.nothingYet}</p>;
  return (
    <ul class="states">
      {devices.map(({ id, online, received_at }) => (
        <li key={id} class={online ? 'online' : 'offline'}>
          <strong>
            <DeviceName id={id} />
          </strong>{' '}
          {online ? words.connection.online : words.connection.offline}
          {online || <span class="hint"> {dayAndTime(received_at, language)}</span>}
        </li>
      ))}
    </ul>
  );
}
