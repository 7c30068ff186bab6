import { useEffect, useState } from 'preact/hooks';
import { onSignedOut } from './api.js';
import { AppContextProvider } from './app-context.js';
import { Frame } from './frame.js';
import { Notice } from './parts/notice.js';
import { currentSession, type PageSession, signOut } from './session.js';
import { SignIn } from './views/sign-in.js';
import { firstLanguage, keepLanguage } from './words/language.js';
import { LANGUAGES, type Language, OTHER_LANGUAGE } from './words/words.js';

/** The page: signing in, then the navigation and one view. */
export function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [session, setSession] = useState<PageSession | null>();
  const [problem, setProblem] = useState<string>();
  const words = LANGUAGES[language];
  const otherLanguage = () => setLanguage(OTHER_LANGUAGE[language]);

  useEffect(() => keepLanguage(language), [language]);
  useEffect(() => {
    onSignedOut(() => setSession(null));
    currentSession().then(setSession, (error: unknown) => setProblem(String(error)));
  }, []);

  if (problem !== undefined) return <Notice kind="problem">{problem}</Notice>;
  if (session === undefined) return <p class="hint">{words.common.loading}</p>;
  if (session === null) return <SignIn words={words} onLanguage={otherLanguage} onDone={setSession} />;
  const context = { words, language, keyName: session.name, scopes: new Set(session.scopes) };
  return (
    <AppContextProvider value={context}>
      <Frame onLanguage={otherLanguage} onSignOut={() => void signOut().finally(() => setSession(null))} />
    </AppContextProvider>
  );
}
