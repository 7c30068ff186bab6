import { useApp } from '../app-context.js';
import { controlledBy } from '../house.js';

/** What owners call a device: its id, or whose controller it is. */
export function DeviceName({ id }: { id: string }) {
  const { words } = useApp();
  const charger = controlledBy(id);
  return <>{charger === undefined ? id : words.now.controllerOf(charger)}</>;
}
