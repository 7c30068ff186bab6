import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Words } from './words/language.js';

/** What every view needs. */
export interface AppContext {
  readonly words: Words;
  readonly language: Language;
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
