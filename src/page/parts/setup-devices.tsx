import { useApp } from '../app-context.js';
import type { DeviceKind } from './setup-api.js';
import { SetupDevice } from './setup-device.js';
import { type DeviceEntry, emptyEntry } from './setup-form.js';

interface SetupDevicesProps {
  readonly kind: DeviceKind;
  readonly entries: readonly DeviceEntry[];
  readonly onChange: (entries: readonly DeviceEntry[]) => void;
}

/** The meters, or the chargers. */
export function SetupDevices({ kind, entries, onChange }: SetupDevicesProps) {
  const { words } = useApp();
  const { setup } = words;
  const isMeter = kind === 'poweropti';
  const heading = `setup-${kind}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <h2 id={heading}>{isMeter ? setup.meters : setup.chargers}</h2>
      <p class="hint">{isMeter ? setup.metersHelp : setup.chargersHelp}</p>
      {entries.map((entry) => (
        <SetupDevice
          key={entry.key}
          entry={entry}
          label={setup.find.kinds[kind]}
          onChange={(changed) => onChange(entries.map((each) => (each === entry ? changed : each)))}
          onRemove={() => onChange(entries.filter((each) => each !== entry))}
        />
      ))}
      <button type="button" onClick={() => onChange([...entries, emptyEntry(kind)])}>
        {isMeter ? setup.addMeter : setup.addCharger}
      </button>
    </section>
  );
}
