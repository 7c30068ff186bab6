import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { onSignedOut } from './api.js';
import { AppContextProvider } from './app-context.js';
import { LiveProvider, type LiveState, useLiveState } from './live.js';
import { Notice } from './parts/notice.js';
import { PLACES, type Place, usePlace } from './route.js';
import { currentSession, type PageSession, signOut } from './session.js';
import { DevicesView } from './views/devices.js';
import { HistoryView } from './views/history.js';
import { NowView } from './views/now.js';
import { SettingsView } from './views/settings.js';
import { SignIn } from './views/sign-in.js';
import { firstLanguage, keepLanguage, LANGUAGES, type Language, type Words } from './words/language.js';

const VIEWS: Readonly<Record<Place, FunctionComponent>> = {
  now: NowView,
  history: HistoryView,
  devices: DevicesView,
  settings: SettingsView,
};

/** The page: signing in, then the navigation and one view. */
export function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [session, setSession] = useState<PageSession | null>();
  const [problem, setProblem] = useState<string>();
  const words = LANGUAGES[language];

  useEffect(() => keepLanguage(language), [language]);
  useEffect(() => {
    onSignedOut(() => setSession(null));
    currentSession().then(
      (found) => setSession(found ?? null),
      (error: unknown) => setProblem(String(error)),
    );
  }, []);

  if (problem !== undefined) return <Notice kind="problem">{problem}</Notice>;
  if (session === undefined) return <p class="hint">{words.common.loading}</p>;
  if (session === null) return <SignIn words={words} onDone={setSession} />;
  return (
    <AppContextProvider value={{ words, language, scopes: new Set(session.scopes) }}>
      <SignedIn
        words={words}
        onLanguage={() => setLanguage(language === 'de' ? 'en' : 'de')}
        onSignOut={() => signOut().finally(() => setSession(null))}
      />
    </AppContextProvider>
  );
}

interface SignedInProps {
  readonly words: Words;
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}

function SignedIn({ words, onLanguage, onSignOut }: SignedInProps) {
  const place = usePlace();
  const live = useLiveState();
  const View = VIEWS[place];
  return (
    <LiveProvider value={live}>
      <header>
        <a class="brand" href="#now">
          <img src="icon.svg" alt="" width="28" height="28" /> wattbridge
        </a>
        <Navigation place={place} words={words} />
        <span class="tools">
          <button type="button" class="quiet" onClick={onLanguage}>
            {words.language}
          </button>
          <button type="button" class="quiet" onClick={onSignOut}>
            {words.signIn.out}
          </button>
        </span>
      </header>
      <main>
        <Connection live={live} words={words} />
        <View />
      </main>
    </LiveProvider>
  );
}

function Navigation({ place, words }: { place: Place; words: Words }) {
  return (
    <nav>
      {PLACES.map((each) => (
        <a key={each} href={`#${each}`} aria-current={each === place ? 'page' : undefined}>
          {words.nav[each]}
        </a>
      ))}
    </nav>
  );
}

function Connection({ live, words }: { live: LiveState; words: Words }) {
  return live.connected ? null : <Notice kind="problem">{words.connection.lost}</Notice>;
}
