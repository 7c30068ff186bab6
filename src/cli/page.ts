import { fileURLToPath } from 'node:url';

/** The build puts the page beside the program. */
export const PAGE_FOLDER = fileURLToPath(new URL('./page', import.meta.url));

/** Tells the owner of the first API key. It goes to standard output alone: the log never holds secrets. */
export function tellFirstKey(secret: string, api: URL): void {
  process.stdout.write(`
  page and REST API  ${api.href}
  first API key      ${secret}
  It is shown this once: keep it. Others: wattbridge keys create

`);
}
