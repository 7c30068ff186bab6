import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { type DeviceKey, isWritable, languageOf, valueText } from '../key-value.js';
import { formatValue } from '../units.js';
import { Mark } from './icon.js';
import { KeyDetails } from './key-details.js';

interface KeyRowProps {
  readonly device: string;
  readonly row: DeviceKey;
  /** All values of the device. */
  readonly values: Readonly<Record<string, unknown>>;
}

const MOST_CHARACTERS = 60;

/** One line; the rest when it is opened. Lines whose value stands are not drawn again. */
export function KeyRow({ device, row, values }: KeyRowProps) {
  const { words, language } = useApp();
  const [open, setOpen] = useState(false);
  const whole = valueText(row, values[row.key], (value) =>
    typeof value === 'number' ? formatValue(value, language) : value ? words.devices.yes : words.devices.no,
  );
  const text = whole.length > MOST_CHARACTERS ? `${whole.slice(0, MOST_CHARACTERS)} …` : whole;
  const details = `key-${row.key}`;
  const line = useMemo(
    () => (
      <button type="button" aria-expanded={open} aria-controls={details} onClick={() => setOpen(!open)}>
        <span class="name" lang={languageOf(row)}>
          {row.name}
        </span>
        <code>{row.key}</code>
        <span class="value figure" lang={row.options === null ? undefined : languageOf(row)}>
          {text}
        </span>
        <span class="marks">
          {isWritable(row) && <Mark name="writable" label={words.devices.writable} />}
          {row.guarded && <Mark name="guarded" label={words.devices.guarded} />}
        </span>
      </button>
    ),
    [row, text, open, words],
  );
  return (
    <li>
      {line}
      <div id={details} class="details" hidden={!open}>
        {open && <KeyDetails device={device} row={row} values={values} whole={whole} />}
      </div>
    </li>
  );
}
