import type { FunctionComponent } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useApp } from './app-context.js';
import { LiveProvider, useLiveState } from './live.js';
import { Icon } from './parts/icon.js';
import { Notice } from './parts/notice.js';
import { SetupOffer } from './parts/setup-offer.js';
import { isInNavigation, type Place, placesFor } from './route.js';
import { useRoute } from './use-route.js';
import { DevicesView } from './views/devices.js';
import { HistoryView } from './views/history.js';
import { NowView } from './views/now.js';
import { SettingsView } from './views/settings.js';
import { SetupView } from './views/setup.js';
import { OTHER_LANGUAGE } from './words/words.js';

const VIEWS: Readonly<Record<Place, FunctionComponent<{ readonly detail: string | undefined }>>> = {
  now: NowView,
  history: HistoryView,
  devices: DevicesView,
  settings: SettingsView,
  setup: SetupView,
};

interface FrameProps {
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}

/** What stands around every view: the navigation, and whether the server is there. */
export function Frame({ onLanguage, onSignOut }: FrameProps) {
  const { words, language, scopes } = useApp();
  const places = placesFor(scopes);
  const { place, detail } = useRoute(places);
  const live = useLiveState(scopes.has('read:charge_points'));
  const main = useRef<HTMLElement>(null);
  const View = VIEWS[place];
  // Readings come several times a second: only what shows them is drawn anew.
  const view = useMemo(() => <View detail={detail} />, [View, detail]);
  useEffect(() => {
    document.title = `${words.nav[place]} – wattbridge`;
    scrollTo(0, 0);
  }, [place, words]);
  return (
    <LiveProvider value={live}>
      <header>
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          {words.skip}
        </button>
        <a class="brand" href="#now">
          <img src="icon.svg" alt="" width="28" height="28" /> <span>wattbridge</span>
        </a>
        <Navigation places={places} place={place} />
        <span class="tools">
          <button type="button" class="quiet" lang={OTHER_LANGUAGE[language]} onClick={onLanguage}>
            {words.language}
          </button>
          <button type="button" class="quiet" onClick={onSignOut}>
            {words.signIn.out}
          </button>
        </span>
      </header>
      <main ref={main} tabIndex={-1}>
        {live.connected || <Notice kind="problem">{words.connection.lost}</Notice>}
        {isInNavigation(place) && scopes.has('write:api_keys') && <SetupOffer />}
        {view}
      </main>
    </LiveProvider>
  );
}

function Navigation({ places, place }: { places: readonly Place[]; place: Place }) {
  const { words } = useApp();
  return (
    <nav aria-label={words.navigation}>
      {places.filter(isInNavigation).map((each) => (
        <a key={each} href={`#${each}`} aria-current={each === place ? 'page' : undefined}>
          <Icon name={each} />
          <span>{words.nav[each]}</span>
        </a>
      ))}
    </nav>
  );
}
