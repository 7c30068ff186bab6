import { useApp } from '../app-context.js';
import { type LiveDevice, numberOf, textOf } from '../live-device.js';
import { NumberField } from './number-field.js';
import type { Writing } from './use-write.js';

const PROFILES = ['balanced', 'never_import', 'gentle'] as const;
const PHASES = ['auto', 'one', 'three'] as const;

/** The knobs that are turned now and then; each acts when it is changed. */
export function LimitsForm({ surplus, writing }: { surplus: LiveDevice; writing: Writing }) {
  const { words } = useApp();
  const number = (key: string, label: string, min: number, max: number) => (
    <NumberField
      label={label}
      value={numberOf(surplus, key)}
      min={min}
      max={max}
      onCommit={(value) => void writing.write(key, value)}
    />
  );
  const choice = (
    key: string,
    label: string,
    options: readonly string[],
    names: Readonly<Record<string, string>>,
  ) => (
    <label>
      {label}
      <select
        value={textOf(surplus, key)}
        onChange={({ currentTarget }) => writing.write(key, currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option] ?? option}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details>
      <summary>{words.limits.title}</summary>
      <div class="fields">
        {choice('profile', words.limits.profile, PROFILES, words.limits.profiles)}
        {choice('phase_policy', words.limits.phases, PHASES, words.limits.phaseNames)}
        {number('min_current', words.limits.minCurrent, 6, 32)}
        {number('max_current', words.limits.maxCurrent, 6, 32)}
        {number('target_grid_power', words.limits.targetGrid, -10_000, 10_000)}
      </div>
    </details>
  );
}
