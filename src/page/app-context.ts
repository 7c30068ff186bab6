import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Words } from './words/words.js';

/** What every view needs. */
export interface AppContext {
  readonly words: Words;
  readonly language: Language;
  /** Name of the key that is signed in. */
  readonly keyName: string;
  /** What the key may do: views show only that. */
  readonly scopes: ReadonlySet<string>;
}

const Context = createContext<AppContext | undefined>(undefined);

export const AppContextProvider = Context.Provider;

export function useApp(): AppContext {
  const context = useContext(Context);
  if (context === undefined) throw new TypeError('a view outside of the app');
  return context;
}
