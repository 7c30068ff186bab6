import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api.js';
import { useApp } from '../app-context.js';

/** A message that a screen reader reads out when it appears. */
export function Notice({
  kind,
  children,
}: {
  kind: 'problem' | 'done' | 'info';
  children: ComponentChildren;
}) {
  return (
    <p class={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

/** Why a request failed. */
export function Failure({ failure }: { failure: ApiFailure | undefined }) {
  const { words } = useApp();
  if (failure === undefined) return null;
  return (
    <Notice kind="problem">
      {words.errors[failure.code] ?? words.common.failed} {failure.message}
    </Notice>
  );
}
