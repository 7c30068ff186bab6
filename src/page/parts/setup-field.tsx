import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import { useApp } from '../app-context.js';

interface SetupFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isSecret?: boolean;
  readonly placeholder?: string;
  /** Of a whole number, both inclusive. */
  readonly range?: { readonly min: number; readonly max: number };
  /** What would be right, while what is typed is not. */
  readonly problem?: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A field of the setup, and under it what is wrong with it. */
export function SetupField({ label, value, problem, onInput, ...kind }: SetupFieldProps) {
  const { words } = useApp();
  const id = useId();
  const { isSecret = false, placeholder = '', range } = kind;
  const shared = {
    ...{ id, value, placeholder },
    maxLength: 256,
    spellcheck: false,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => onInput(currentTarget.value),
  };
  return (
    <div>
      <label for={id}>{label}</label>
      {isSecret && <input type="password" autocomplete="new-password" {...shared} />}
      {range !== undefined && <input type="number" step={1} inputMode="numeric" {...range} {...shared} />}
      {!isSecret && range === undefined && (
        <input type="text" autocomplete="off" autocapitalize="off" {...shared} />
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="wrong">
          {words.setup.wanted} {problem}
        </p>
      )}
    </div>
  );
}
