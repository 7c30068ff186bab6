import { useApp } from '../app-context.js';

export function HistoryView() {
  const { words } = useApp();
  return <h1>{words.nav.history}</h1>;
}
