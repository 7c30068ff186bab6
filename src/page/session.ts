import { ApiFailure, call, get } from './api.js';

const SESSION = '/api/v1/page/session';

/** Who is signed in. */
export interface PageSession {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** undefined: nobody. @throws ApiFailure */
export async function currentSession(): Promise<PageSession | undefined> {
  try {
    return await get<PageSession>(SESSION);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 401) return undefined;
    throw error;
  }
}

/** The key goes into a cookie that no script can read. @throws ApiFailure `unauthorized` */
export const signIn = (key: string): Promise<PageSession> => call<PageSession>('POST', SESSION, { key });

export const signOut = (): Promise<void> => call<void>('DELETE', SESSION);
