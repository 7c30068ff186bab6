import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { Agent, get } from 'node:http';

/** Connections that stay open, each with one request at a time. */
export interface RestLoad {
  /** Asks once; fails unless the answer is 200. @returns ms until it was there */
  ask(path: string): Promise<number>;
  /** Asks on all connections for so long. @returns ms of every answer */
  press(path: string, forMs: number): Promise<readonly number[]>;
  close(): void;
}

export function createRestLoad(url: URL, secret: string, connections: number): RestLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'x-api-key': secret };

  async function ask(path: string): Promise<number> {
    const startMs = performance.now();
    const request = get(new URL(path, url), { agent, headers });
    const [answer] = await once(request, 'response');
    answer.resume();
    await once(answer, 'end');
    assert.equal(answer.statusCode, 200, path);
    return performance.now() - startMs;
  }

  async function press(path: string, forMs: number): Promise<readonly number[]> {
    const times: number[] = [];
    const endMs = performance.now() + forMs;
    const worker = async (): Promise<void> => {
      while (performance.now() < endMs) times.push(await ask(path));
    };
    await Promise.all(Array.from({ length: connections }, worker));
    return times;
  }

  return { ask, press, close: () => agent.destroy() };
}
