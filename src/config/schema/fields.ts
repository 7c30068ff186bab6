import * as z from 'zod';
import { filterProblem } from '../../mqtt/filter.js';
import { isPlainObject } from '../plain.js';
import { MAX_PORT, TOPIC } from './forms.js';

declare module 'zod' {
  interface GlobalMeta {
    /** What would be right, in words that follow "expected:". Without it the words come from the type. */
    expects?: string;
    /** Of a number. */
    unit?: string;
    /** A value for the documentation and the example file. */
    example?: string | number | boolean;
    /** A default that depends on other fields, in words. */
    defaultText?: string;
    /** Belongs in a file of its own or in the environment rather than in the configuration. */
    secret?: true;
    /** Part of the shortest useful configuration. */
    minimal?: true;
  }
}

const HOST = '[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?';
const ADDRESS = new RegExp(`^(?:https?://)?(?:${HOST}|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?/?$`);
const LISTENING_ADDRESS = new RegExp(`^(?:${HOST}|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$`);

/** A topic, or the first levels of one. */
export function topic(): z.ZodString {
  return z.string().regex(TOPIC).meta({
    expects: 'a topic without blanks, wildcards (+ #) and / at its ends',
  });
}

/** A topic filter (MQTT 5, 4.7.1): `+` stands for one whole level, `#` for all further levels at the end. */
export function topicFilter(): z.ZodCustomStringFormat<'topic_filter'> {
  return z
    .stringFormat('topic_filter', (text) => filterProblem(text) === undefined)
    .meta({ expects: 'a topic filter: + for one whole level, # only as the last level' });
}

/** Where a device is: `host` or `host:port`. */
export function address(): z.ZodCustomStringFormat<'address'> {
  return z.stringFormat('address', isAddress).meta({
    expects: 'an IP address or host name, with `:port` if it is not 80, without a path',
  });
}

function isAddress(text: string): boolean {
  const [matched, portText = '80'] = ADDRESS.exec(text) ?? [];
  return matched !== undefined && Number(portText) <= MAX_PORT;
}

/** Where a server listens. */
export function listeningAddress(): z.ZodString {
  return z.string().regex(LISTENING_ADDRESS).meta({
    expects: 'an address of this machine without port; 0.0.0.0 for all',
  });
}

export function port(): z.ZodNumber {
  return z.number().int().min(0).max(MAX_PORT);
}

/** @param schemes without colon, for example `['http', 'https']` */
export function url(schemes: readonly string[]): z.ZodCustomStringFormat<'url'> {
  return z
    .stringFormat('url', (text) => {
      const { protocol = '', hostname = '' }: Partial<URL> = URL.canParse(text) ? new URL(text) : {};
      return schemes.includes(protocol.slice(0, -1)) && hostname !== '';
    })
    .meta({ expects: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}` });
}

export function seconds(min: number, max: number): z.ZodNumber {
  return z.number().min(min).max(max).meta({ unit: 's' });
}

export function filePath(): z.ZodString {
  return z.string().min(1).meta({ expects: 'the path of a file' });
}

/** Any text that is not empty. */
export function text(): z.ZodString {
  return z.string().min(1);
}

/** How an example refers to a secret that is kept in a file of its own. */
export function secretFile(name: string): string {
  return `\${file:/run/secrets/${name}}`;
}

/**
 * For checks across the fields of a section: they run although single fields are wrong, so that the owner learns of
 * everything at once. They must therefore expect fields that are missing or of another type.
 */
export const EVEN_WITH_OTHER_PROBLEMS = {
  when: ({ value }: { readonly value: unknown }): boolean => isPlainObject(value),
};
