import { useApp } from '../app-context.js';

export function SettingsView() {
  const { words } = useApp();
  return <h1>{words.nav.settings}</h1>;
}
