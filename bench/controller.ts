/**
 * The real surplus controller as a process for a bench that drives it in virtual time: one JSON object a line on
 * standard input (`hello`, `msg`, `advance`) and output (`pub`, `done`). It knows the topic contract and nothing else.
 */
import { createInterface } from 'node:readline';
import { type ContractClient, createContractClient } from '../src/surplus/contract-client.js';
import { createSurplusCore } from '../src/surplus/core.js';
import { DEFAULT_SETTINGS, type SurplusMode, type SurplusProfile } from '../src/surplus/settings.js';

interface Hello {
  readonly type: 'hello';
  readonly base: string;
  readonly meter: string;
  readonly charger: string;
  readonly mode: SurplusMode;
  readonly profile: SurplusProfile;
  readonly import_price: number;
  readonly feed_in_price: number;
}

type Message =
  | Hello
  | { readonly type: 'msg'; readonly t: number; readonly topic: string; readonly payload: string }
  | { readonly type: 'advance'; readonly t: number };

function start(hello: Hello): ContractClient {
  const core = createSurplusCore({
    ...DEFAULT_SETTINGS,
    mode: hello.mode,
    profile: hello.profile,
    importPricePerKwh: hello.import_price,
    feedInPricePerKwh: hello.feed_in_price,
  });
  return createContractClient(hello, core);
}

let client: ContractClient | undefined;

function answer(message: Message): string {
  const lines: object[] = [];
  if (message.type === 'hello') client = start(message);
  else if (message.type === 'msg') {
    client?.take(message.topic, message.payload, message.t);
    return '';
  } else {
    const command = client?.step(message.t).command;
    if (command) lines.push({ type: 'pub', ...command });
  }
  return [...lines, { type: 'done' }].map((line) => `${JSON.stringify(line)}\n`).join('');
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = answer(JSON.parse(line) as Message);
  if (text !== '') process.stdout.write(text);
}
