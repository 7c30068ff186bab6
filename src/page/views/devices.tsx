import { useApp } from '../app-context.js';

export function DevicesView() {
  const { words } = useApp();
  return <h1>{words.nav.devices}</h1>;
}
