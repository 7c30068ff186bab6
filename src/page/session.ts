import { call, get, tellSignedOut } from './api.js';

const SESSION = '/api/v1/page/session';

/** Who is signed in. */
export interface PageSession {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** null: nobody. @throws ApiFailure */
export const currentSession = async (): Promise<PageSession | null> =>
  (await get<{ session: PageSession | null }>(SESSION)).session;

/** Signs the page out when the server no longer knows its key. */
export async function confirmSession(): Promise<void> {
  if ((await currentSession()) === null) tellSignedOut();
}

/** The key goes into a cookie that no script can read. @throws ApiFailure `unauthorized` */
export const signIn = (key: string): Promise<PageSession> => call<PageSession>('POST', SESSION, { key });

export const signOut = (): Promise<void> => call<void>('DELETE', SESSION);
