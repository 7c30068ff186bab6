import { expect, it } from 'vitest';
import { renderSimulator } from './render-simulator.js';

it('docs/simulator.md agrees with the list of faults', async () => {
  await expect(renderSimulator()).toMatchFileSnapshot('../../docs/simulator.md');
});
