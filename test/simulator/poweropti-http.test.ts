import { describe, expect, test } from 'vitest';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { createManualClock } from '../support/manual-clock.js';
import { startHouse } from './support/house.js';

interface Value {
  readonly timestamp: number;
  readonly values: readonly { readonly obis: string; readonly value: number }[];
}

describe('the poweropti over HTTP', () => {
  test('GET /value answers with the documented registers and headers', async () => {
    const house = await startHouse();
    const answer = await house.value();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache, no-store, must-revalidate',
      pragma: 'no-cache',
      expires: '0',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Content-Type, X-API-KEY',
      date: new Date(house.clock.now()).toUTCString(),
      connection: 'keep-alive',
    });
    const { timestamp, values } = (await answer.json()) as Value;
    expect(timestamp).toSatisfy(Number.isInteger);
    expect(house.clock.now() / 1000 - timestamp).toBeLessThan(4);
    expect(values.map(({ obis }) => obis)).toEqual(['1.7.0', '1.8.0', '1.8.1', '1.8.2', '2.8.0']);
    for (const { value } of values) expect(value).toSatisfy(Number.isInteger);
  });

  test('the measurement moves on with the clock', async () => {
    const house = await startHouse();
    const first = (await (await house.value()).json()) as Value;
    await house.clock.advance(10_000);
    const second = (await (await house.value()).json()) as Value;
    expect(second.timestamp).toBe(first.timestamp + 10);
    expect(second.values[0]?.value).not.toBe(first.values[0]?.value);
  });

  test('a jump of the wall clock does not move the device', async () => {
    const house = await startHouse();
    const first = (await (await house.value()).json()) as Value;
    house.clock.jump(3_600_000);
    expect(await (await house.value()).json()).toEqual(first);
  });

  test.each([
    ['a wrong key', { 'X-API-KEY': 'wrong' }],
    ['no key', {}],
  ])('%s gives 401', async (_, headers) => {
    const house = await startHouse();
    const answer = await fetch(new URL('/value', house.meterUrl), {
      headers: new Headers(Object.entries(headers)),
    });
    expect(answer.status).toBe(401);
  });

  test('the key may be the word null', async () => {
    const house = await startHouse({ apiKey: 'null' });
    expect((await house.value()).status).toBe(200);
  });

  test('another path gives 404, with or without a key', async () => {
    const house = await startHouse();
    expect((await fetch(new URL('/values', house.meterUrl))).status).toBe(404);
  });

  test('a register that the meter does not have is absent', async () => {
    const house = await startHouse({ meter: { registers: ['1.7.0', '1.8.0'] } });
    const { values } = (await (await house.value()).json()) as Value;
    expect(values.map(({ obis }) => obis)).toEqual(['1.7.0', '1.8.0']);
  });
});

describe('the address', () => {
  test('a port that is taken is an error that says so, and nothing stays open', async () => {
    const first = await startHouse();
    const ports = { meter: 0, charger: Number(first.chargerUrl.port) };
    const second = createSimulatedHouse({ clock: createManualClock(), ports });
    await expect(second.start()).rejects.toMatchObject({
      code: 'address_unavailable',
      retryable: false,
      context: { port: ports.charger },
    });
  });

  test('several houses run side by side and have serial numbers of their own', async () => {
    const houses = await Promise.all([1, 2, 3].map((seed) => startHouse({ seed })));
    const serials = await Promise.all(houses.map((house) => house.status('sse')));
    expect(serials).toEqual([{ sse: '900001' }, { sse: '900002' }, { sse: '900003' }]);
  });
});
