import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { failureOf } from '../api.js';
import { Notice } from '../parts/notice.js';
import { type PageSession, signIn } from '../session.js';
import type { Words } from '../words/words.js';

interface SignInProps {
  readonly words: Words;
  readonly onLanguage: () => void;
  readonly onDone: (session: PageSession) => void;
}

/** Asks for an API key. */
export function SignIn({ words, onLanguage, onDone }: SignInProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get('key') ?? '').trim();
    setBusy(true);
    try {
      onDone(await signIn(key));
    } catch (error) {
      const { status, message } = failureOf(error);
      setProblem(status === 401 ? words.signIn.refused : message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <main class="sign-in">
      <img src="icon.svg" alt="" width="72" height="72" />
      <h1>wattbridge</h1>
      <form onSubmit={submit} class="card">
        <input type="text" name="username" autocomplete="username" value="wattbridge" hidden />
        <label for="key">{words.signIn.key}</label>
        <input id="key" name="key" type="password" autocomplete="current-password" required autofocus />
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <button type="submit" class="primary" disabled={busy}>
          {words.signIn.submit}
        </button>
        <p class="hint">{words.signIn.help}</p>
      </form>
      <button type="button" class="quiet" onClick={onLanguage}>
        {words.language}
      </button>
    </main>
  );
}
