import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { useLoaded } from '../use-loaded.js';

/** Which version runs, and where its REST API is described. */
export function About() {
  const { words, keyName } = useApp();
  const { value } = useLoaded('health', () => get<{ version: string }>('/health'));
  return (
    <section class="card" aria-labelledby="about">
      <h2 id="about">{words.about.title}</h2>
      <dl class="facts">
        <dt>{words.about.version}</dt>
        <dd>{value?.version ?? words.common.none}</dd>
        <dt>{words.about.key}</dt>
        <dd>{keyName}</dd>
      </dl>
      <p class="row">
        <a href="/docs">{words.about.docs}</a>
        <a href="/openapi.json">openapi.json</a>
      </p>
    </section>
  );
}
