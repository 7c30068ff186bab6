import { useApp } from '../app-context.js';

/** How Home Assistant and other programs get what the page shows. */
export function Connect() {
  const { words } = useApp();
  return (
    <section class="card" aria-labelledby="connect">
      <h2 id="connect">{words.connect.title}</h2>
      <p>{words.connect.help}</p>
      <dl class="facts">
        <dt>{words.connect.broker}</dt>
        <dd>
          <code>{location.hostname}</code>
        </dd>
        <dt>{words.connect.port}</dt>
        <dd>
          <code>1883</code> <span class="hint">{words.connect.portHelp}</span>
        </dd>
        <dt>{words.connect.discovery}</dt>
        <dd>{words.connect.discoveryHelp}</dd>
      </dl>
      <p class="hint">{words.connect.reach}</p>
    </section>
  );
}
