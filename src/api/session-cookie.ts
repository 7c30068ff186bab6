/** The cookie that signs the page in. It holds the API key, so that revoking the key signs out at once. */

const NAME = 'wattbridge_key';
const YEAR_S = 365 * 24 * 3600;

/**
 * Header that the page sends along. A form or a link of another site cannot send it, so a cookie counts for changes
 * only together with it.
 */
export const PAGE_HEADER = 'x-wattbridge-page';

/** @param secure whether the page is served by HTTPS */
export function sessionCookie(secret: string, secure: boolean): string {
  return `${NAME}=${secret}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export const clearedSessionCookie = (): string => `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`;

/** The key in a `Cookie` header; undefined: none. */
export function secretInCookie(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value = ''] = pair.trim().split('=');
    if (name === NAME && value !== '') return value;
  }
  return undefined;
}
