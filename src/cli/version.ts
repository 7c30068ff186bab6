import { readFileSync } from 'node:fs';

/** The version in package.json, which is beside `dist` in a checkout, a container and a package alike. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;
