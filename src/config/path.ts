/** Where something is in the configuration: `['chargers', 0, 'host']`. */
export type ConfigPath = readonly (string | number)[];

/** @example formatPath(['chargers', 0, 'host']) // 'chargers[0].host' */
export function formatPath(path: ConfigPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
