import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createWebhookSender } from '../../../src/ledger/webhooks/sender.js';

const allowing = createWebhookSender({ version: '1.2.3', allowPrivate: true, timeoutMs: 300 });
const never = new AbortController().signal;

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const message = (url: string) => ({
  url,
  secret: 'a secret of theirs',
  body: '{"ä":1}',
  deliveryId: 'whd_7',
});

test('a message arrives whole and signed', async () => {
  let seen: IncomingMessage | undefined;
  let body = '';
  const url = await receiver(async (request, response) => {
    seen = request;
    for await (const chunk of request) body += String(chunk);
    response.writeHead(204).end();
  });

  expect(await allowing(message(url), never)).toEqual({ status: 204 });
  expect(body).toBe('{"ä":1}');
  expect(seen?.method).toBe('POST');
  expect(seen?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'wattbridge/1.2.3',
    'x-wattbridge-delivery': 'whd_7',
    'x-dynamo-signature': `sha256=${createHmac('sha256', 'a secret of theirs').update(Buffer.from(body)).digest('hex')}`,
  });
});

test('every status is an answer, and an endless answer is not read', async () => {
  const url = await receiver((_request, response) => {
    response.writeHead(503);
    const more = (): void => {
      while (response.writable && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  expect(await allowing(message(url), never)).toEqual({ status: 503 });
});

test('redirects are not followed', async () => {
  let calls = 0;
  const url = await receiver((_request, response) => {
    calls += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await allowing(message(url), never)).toEqual({ status: 307 });
  expect(calls).toBe(1);
});

test('a receiver that is slow, or down, or hangs up, is told in words', async () => {
  const slow = await receiver(() => undefined);
  expect(await allowing(message(slow), never)).toEqual({
    error: 'The receiver did not answer within 0.3 s.',
  });
  const rude = await receiver((request) => request.destroy());
  expect(await allowing(message(rude), never)).toEqual({ error: 'The receiver ended the connection.' });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  expect(await allowing(message(`http://127.0.0.1:${port}/`), never)).toEqual({
    error: 'Nothing listens at the address of the receiver.',
  });
});

test('private addresses are refused where the configuration does not allow them, also behind a name', async () => {
  let calls = 0;
  const url = await receiver((_request, response) => {
    calls += 1;
    response.end();
  });
  const { port } = new URL(url);
  const strict = createWebhookSender({ version: '1.2.3', allowPrivate: false, timeoutMs: 300 });
  for (const each of [url, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`]) {
    expect(await strict(message(each), never)).toHaveProperty('error');
  }
  expect(calls).toBe(0);
});

test('stopping ends a call under way', async () => {
  const url = await receiver(() => undefined);
  const stopping = new AbortController();
  const sent = createWebhookSender({ version: '1', allowPrivate: true })(message(url), stopping.signal);
  stopping.abort();
  expect(await sent).toHaveProperty('error');
});
