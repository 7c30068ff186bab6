import { BROKER_SCHEMES, MAX_PORT, TOPIC } from '../../config/schema/forms.js';
import type { Words } from '../words/words.js';
import type { SetupForm } from './setup-form.js';

/** Not by the URL parser: those of older browsers know no host in such addresses. */
const BROKER_URL = new RegExp(`^(?:${BROKER_SCHEMES.join('|')})://[^\\s/]+`);

/** What the schema of the configuration would refuse, in its words: what would be right. */
export interface SetupProblems {
  readonly port: string | undefined;
  readonly url: string | undefined;
  readonly prefix: string | undefined;
}

/** An address that nobody has typed yet is no problem. */
export function problemsOf(
  { broker, announce, prefix }: SetupForm,
  { expected }: Words['setup'],
): SetupProblems {
  const isEmbedded = broker.kind === 'embedded';
  const url = broker.url.trim();
  return {
    port: !isEmbedded || isPort(broker.port) ? undefined : expected.port(MAX_PORT),
    url: isEmbedded || url === '' || BROKER_URL.test(url) ? undefined : expected.url,
    prefix: !announce || TOPIC.test(prefix.trim()) ? undefined : expected.prefix,
  };
}

const isPort = (typed: string): boolean => /^\d+$/.test(typed.trim()) && Number(typed) <= MAX_PORT;
