import { useApp } from '../app-context.js';
import { Notice } from './notice.js';
import type { Writing } from './use-write.js';

/** The acknowledgement of the last command. */
export function WriteAnswer({ writing: { busy, last } }: { writing: Writing }) {
  const { words } = useApp();
  if (busy !== undefined) return <Notice kind="info">{words.commands.waiting}</Notice>;
  if (last === undefined) return null;
  const { key, result } = last;
  return result.ok ? (
    <Notice kind="done">{`${key}: ${words.commands.done} (${result.took_ms} ms)`}</Notice>
  ) : (
    <Notice kind="problem">{`${key}: ${result.message ?? result.code ?? words.common.failed}`}</Notice>
  );
}
