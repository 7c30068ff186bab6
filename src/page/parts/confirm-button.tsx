import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app-context.js';

interface ConfirmButtonProps {
  /** What it does, for example "Revoke". */
  readonly label: string;
  /** On what, for those who hear only the button. */
  readonly what: string;
  /** What is asked before. */
  readonly question: string;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** A button for what cannot be undone: it asks once more. */
export function ConfirmButton({ label, what, question, disabled, onConfirm }: ConfirmButtonProps) {
  const { words } = useApp();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The focus follows the button that takes the place of the other.
  useEffect(() => {
    if (asked) button.current?.focus();
  }, [asking, asked]);
  const ask = (wanted: boolean): void => {
    setAsked(true);
    setAsking(wanted);
  };
  if (!asking)
    return (
      <button
        type="button"
        class="danger"
        ref={button}
        aria-label={`${label}: ${what}`}
        disabled={disabled}
        onClick={() => ask(true)}
      >
        {label}
      </button>
    );
  return (
    <fieldset class="row confirm">
      <legend>{question}</legend>
      <button
        type="button"
        class="danger"
        ref={button}
        onClick={() => {
          ask(false);
          onConfirm();
        }}
      >
        {label}
      </button>
      <button type="button" onClick={() => ask(false)}>
        {words.common.cancel}
      </button>
    </fieldset>
  );
}
