import { useState } from 'preact/hooks';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  /** The figure that was typed, when the field is left or Enter is pressed. */
  readonly onCommit: (value: number) => void;
}

/** A figure that changes by itself, except while somebody types. */
export function NumberField({ label, value, min, max, onCommit }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <label>
      {label}
      <input
        type="number"
        min={min}
        max={max}
        value={draft ?? value ?? ''}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          setDraft(undefined);
          if (!Number.isNaN(valueAsNumber)) onCommit(valueAsNumber);
        }}
      />
    </label>
  );
}
