import { expect, it } from 'vitest';
import { renderTopics } from './render-topics.js';

it('docs/topics.md agrees with the catalogues', async () => {
  await expect(renderTopics()).toMatchFileSnapshot('../../docs/topics.md');
});
