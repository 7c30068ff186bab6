import { useApp } from '../app-context.js';
import { Notice } from './notice.js';
import type { Writing } from './use-write.js';

/** The acknowledgement of the last command. */
export function WriteAnswer({ writing: { busy, last } }: { writing: Writing }) {
  const { words } = useApp();
  if (busy !== undefined) return <Notice kind="info">{words.commands.waiting}</Notice>;
  if (last === undefined) return null;
  const { key, result } = last;
  if (result.ok)
    return <Notice kind="done">{`${key}: ${words.commands.done} (${result.took_ms} ms)`}</Notice>;
  const why = [words.errors[result.code ?? ''], result.message ?? result.code].filter(Boolean).join(': ');
  return <Notice kind="problem">{`${key}: ${why}`}</Notice>;
}
