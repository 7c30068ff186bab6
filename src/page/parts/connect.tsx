import { useApp } from '../app-context.js';
import { useLoaded } from '../use-loaded.js';
import { loadSetup, type SetupState } from './setup-api.js';
import { addressOfBroker, brokerOf } from './setup-form.js';

/** How Home Assistant and other programs get what the page shows: as it is, for those who may see the setup. */
export function Connect() {
  const { words, scopes } = useApp();
  const maySee = scopes.has('write:api_keys');
  const { value: setup, failure } = useLoaded('connect', maySee ? loadSetup : nothing);
  return (
    <section class="card" aria-labelledby="connect">
      <h2 id="connect">{words.connect.title}</h2>
      <p>{words.connect.help}</p>
      {(setup === null || failure !== undefined) && <AsUsual />}
      {setup !== null && setup !== undefined && <AsItIs setup={setup} />}
    </section>
  );
}

const nothing = (): Promise<null> => Promise.resolve(null);

function AsItIs({ setup: { broker, homeassistant } }: { setup: SetupState }) {
  const { words } = useApp();
  const { connect, setup } = words;
  const { host, port } = addressOfBroker(brokerOf(broker), location.hostname);
  const users = broker.embedded.users.join(', ');
  return (
    <>
      <dl class="facts">
        <dt>{connect.broker}</dt>
        <dd>
          <code>{host}</code>
        </dd>
        <dt>{connect.port}</dt>
        <dd>
          <code>{port}</code>
        </dd>
        <dt>{setup.connectFacts.user}</dt>
        <dd>{broker.kind === 'external' ? setup.asYours : users || connect.noUser}</dd>
        {broker.kind === 'embedded' && (
          <>
            <dt>{setup.connectFacts.protocol}</dt>
            <dd>3.1.1</dd>
          </>
        )}
        <dt>{connect.discovery}</dt>
        <dd>
          {homeassistant.enabled ? (
            <>
              {connect.on} <code>{homeassistant.discovery_prefix}</code>
            </>
          ) : (
            connect.off
          )}
        </dd>
      </dl>
      {broker.kind === 'embedded' && users === '' && <p class="hint">{connect.reach}</p>}
    </>
  );
}

/** What is so unless the configuration says otherwise. */
function AsUsual() {
  const { words } = useApp();
  const { connect } = words;
  return (
    <>
      <dl class="facts">
        <dt>{connect.broker}</dt>
        <dd>
          <code>{location.hostname}</code>
        </dd>
        <dt>{connect.port}</dt>
        <dd>
          <code>1883</code> <span class="hint">{connect.portHelp}</span>
        </dd>
        <dt>{connect.discovery}</dt>
        <dd>
          {connect.on} <code>homeassistant</code> <span class="hint">{connect.discoveryHelp}</span>
        </dd>
      </dl>
      <p class="hint">{connect.reach}</p>
    </>
  );
}
