import { useApp } from '../app-context.js';
import { About } from '../parts/about.js';
import { ApiKeys } from '../parts/api-keys.js';
import { Connect } from '../parts/connect.js';
import { SetupLink } from '../parts/setup-link.js';
import { Tariffs } from '../parts/tariffs.js';
import { Webhooks } from '../parts/webhooks.js';

/** Keys, webhooks and tariffs, as far as the key may; how other programs connect. */
export function SettingsView() {
  const { words, scopes } = useApp();
  return (
    <>
      <h1>{words.nav.settings}</h1>
      {scopes.has('write:api_keys') && <SetupLink />}
      {scopes.has('write:api_keys') && <ApiKeys />}
      {scopes.has('write:webhooks') && <Webhooks />}
      {scopes.has('read:billing') && <Tariffs />}
      <Connect />
      <About />
    </>
  );
}
