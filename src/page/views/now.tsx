import { useApp } from '../app-context.js';

export function NowView() {
  const { words } = useApp();
  return <h1>{words.nav.now}</h1>;
}
