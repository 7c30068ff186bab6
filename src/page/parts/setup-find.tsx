import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { Failure, Notice } from './notice.js';
import { type FoundDevice, findDevices } from './setup-api.js';

interface SetupFindProps {
  /** Addresses that are in the form already. */
  readonly hosts: ReadonlySet<string>;
  readonly onTake: (device: FoundDevice) => void;
}

/** Looks for devices in the network, only when the button is pressed. */
export function SetupFind({ hosts, onTake }: SetupFindProps) {
  const { words } = useApp();
  const { find } = words.setup;
  const action = useAction();
  const [found, setFound] = useState<readonly FoundDevice[]>();
  const look = () => action.run(async () => setFound(await findDevices()));
  return (
    <section class="card" aria-labelledby="setup-find">
      <h2 id="setup-find">{find.title}</h2>
      <p class="hint">{find.help}</p>
      <button type="button" disabled={action.busy} onClick={() => void look()}>
        {action.busy ? find.busy : find.start}
      </button>
      <Failure failure={action.failure} />
      {found?.length === 0 && <Notice kind="info">{find.none}</Notice>}
      <ul class="entries">
        {found?.map((device) => (
          <li key={device.host} class="row">
            <strong>{find.kinds[device.kind]}</strong> {device.name} <code>{device.host}</code>
            <button
              type="button"
              aria-label={`${find.take}: ${device.name}`}
              disabled={hosts.has(device.host)}
              onClick={() => onTake(device)}
            >
              {hosts.has(device.host) ? find.taken : find.take}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
