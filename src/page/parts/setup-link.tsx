import { useApp } from '../app-context.js';

/** The way to the setup. */
export function SetupLink() {
  const { words } = useApp();
  return (
    <section class="card" aria-labelledby="setup-link">
      <h2 id="setup-link">{words.setup.change}</h2>
      <p class="hint">{words.setup.changeHelp}</p>
      <a href="#setup">{words.setup.title}</a>
    </section>
  );
}
