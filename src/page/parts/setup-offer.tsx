import { useApp } from '../app-context.js';
import { useLoaded } from '../use-loaded.js';
import { loadSetup } from './setup-api.js';

/** Says that the house is simulated, and where the own one is set up. */
export function SetupOffer() {
  const { words } = useApp();
  const { value } = useLoaded('setup', loadSetup);
  if (value?.demo !== true) return null;
  return (
    <div class="notice row">
      <span>{words.setup.offer}</span>
      <a href="#setup">{words.setup.title}</a>
    </div>
  );
}
