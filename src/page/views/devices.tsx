import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { useLive } from '../live.js';
import { DeviceKeys } from '../parts/device-keys.js';
import { DeviceName } from '../parts/device-name.js';
import { Failure } from '../parts/notice.js';
import { addressOf } from '../route.js';
import { useLoaded } from '../use-loaded.js';

interface DeviceRow {
  readonly device_id: string;
  readonly kind: string;
  readonly online: boolean;
}

/** Every device with every key: what it means, what it shows, and a field to write it. */
export function DevicesView({ detail }: { detail: string | undefined }) {
  const { words } = useApp();
  const live = useLive();
  const { value, failure } = useLoaded('devices', () =>
    get<{ devices: readonly DeviceRow[] }>('/api/v1/devices'),
  );
  const devices = value?.devices ?? [];
  const chosen = devices.find(({ device_id }) => device_id === detail) ?? devices[0];
  return (
    <>
      <h1>{words.nav.devices}</h1>
      <Failure failure={failure} />
      {value === undefined && failure === undefined && <p class="hint">{words.common.loading}</p>}
      {value !== undefined && devices.length === 0 && <p class="hint">{words.devices.none}</p>}
      <nav class="tabs" aria-label={words.devices.choose}>
        {devices.map(({ device_id: id, online }) => (
          <a
            key={id}
            href={addressOf('devices', id)}
            aria-current={id === chosen?.device_id ? 'true' : undefined}
            class={(live.devices.get(id)?.online ?? online) ? 'online' : 'offline'}
          >
            <DeviceName id={id} />
          </a>
        ))}
      </nav>
      {chosen !== undefined && <DeviceKeys key={chosen.device_id} id={chosen.device_id} />}
    </>
  );
}
