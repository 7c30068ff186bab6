import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/json.js';
import { type ChargerFault, FAULTS, type MeterFault } from '../../src/simulator/faults.js';
import { settle } from '../support/manual-clock.js';
import { type RunningHouse, startHouse } from './support/house.js';

type Request = (house: RunningHouse) => Promise<Response>;
type Check = (house: RunningHouse, request: Request) => Promise<void>;

const HOUR_S = 3600;

async function json(answer: Response): Promise<JsonObject> {
  return (await answer.json()) as JsonObject;
}

/** Whether an answer is still not there when everything that can happen has happened. */
async function isPending(answer: Promise<unknown>): Promise<boolean> {
  let pending = true;
  answer.then(
    () => {
      pending = false;
    },
    () => {
      pending = false;
    },
  );
  await settle();
  return pending;
}

/** Lets sockets do their work. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The house catches up with its clock when a request reaches it. */
async function untilSeen(house: RunningHouse): Promise<void> {
  const { second } = house.world;
  await house.clock.advance(1000);
  while (house.world.second === second) await turn();
}

const answersWith = (status: number): Check => {
  return async (house, request) => {
    expect((await request(house)).status).toBe(status);
  };
};

/** What both devices do. The request asks for something that is right as long as no fault is on. */
const COMMON = {
  unauthorized: answersWith(401),
  not_found: answersWith(404),
  server_error: answersWith(500),
  async reset(house, request) {
    await expect(request(house)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  },
  async slow(house, request) {
    const answer = request(house);
    while (house.clock.sleepers === 0) await turn();
    await house.clock.advance(2999);
    expect(house.clock.sleepers).toBe(1);
    await house.clock.advance(1);
    expect((await answer).status).toBe(200);
  },
  async hang(house, request) {
    const answer = request(house);
    await untilSeen(house);
    house.faults.meter.clear();
    house.faults.charger.clear();
    expect((await request(house)).status).toBe(200);
    expect(await isPending(answer)).toBe(true);
    await house.stop();
    await expect(answer).rejects.toThrow();
  },
  async cut_off(house, request) {
    const text = await (await request(house)).text();
    expect(text).toMatch(/^\{"/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  },
  async not_json(house, request) {
    const answer = await request(house);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
  },
  async frozen_timestamp(house, request) {
    const first = await json(await request(house));
    await house.clock.advance(60_000);
    expect(await json(await request(house))).toEqual(first);
  },
  async reboot(house, request) {
    await expect(request(house)).rejects.toThrow();
    await house.clock.advance(9000);
    await expect(request(house)).rejects.toThrow();
    await house.clock.advance(1000);
    expect((await request(house)).status).toBe(200);
  },
} satisfies Record<string, Check>;

async function meterValues(house: RunningHouse): Promise<JsonObject> {
  const { values } = await json(await house.value());
  const pairs = (values as JsonObject[]).map(
    ({ obis, value }) => [String(obis), value as JsonValue] as const,
  );
  return Object.fromEntries(pairs);
}

const METER: Record<MeterFault, Check> = {
  ...COMMON,
  async wrong_types(house) {
    const { timestamp } = await json(await house.value());
    expect(timestamp).toBe('just now');
    for (const value of Object.values(await meterValues(house))) expect(value).toBeTypeOf('string');
  },
  async future_timestamp(house) {
    const { timestamp } = await json(await house.value());
    expect(Number(timestamp) - house.clock.now() / 1000).toBeGreaterThan(HOUR_S - 5);
  },
  async unknown_keys(house) {
    expect(Object.keys(await meterValues(house))).toEqual(expect.arrayContaining(['2.8.1', '16.7.0']));
    expect(await json(await house.value())).toHaveProperty('quality');
  },
  async missing_keys(house) {
    expect(Object.keys(await meterValues(house))).toEqual(['1.8.0', '1.8.1', '1.8.2']);
  },
};

const CHARGER: Record<ChargerFault, Check> = {
  ...COMMON,
  async wrong_types(house) {
    expect(await house.status('car', 'nrg', 'amp')).toEqual({
      car: 'charging',
      nrg: { power: 4140 },
      amp: '6 A',
    });
  },
  async future_timestamp(house) {
    const { tab, rbt, utc } = await house.status('tab', 'rbt', 'utc');
    expect(Number(tab) + Number(rbt) - house.clock.now()).toBe(HOUR_S * 1000);
    expect(Date.parse(`${String(utc).slice(0, 23)}Z`) - house.clock.now()).toBe(HOUR_S * 1000);
  },
  async unknown_keys(house) {
    expect(await house.status()).toMatchObject({ zq1: 42, zq2: {}, modelStatus: 99 });
    expect(await house.status('car')).toEqual({ car: 2 });
  },
  async missing_keys(house) {
    const status = await house.status();
    for (const key of ['cards', 'psm', 'cbl', 'cus']) expect(status).not.toHaveProperty(key);
    expect(await house.set({ psm: 1 })).toEqual({ psm: 'unknown key' });
  },
  async status_400(house) {
    const answer = await house.get('/api/status?filter=car,amp');
    expect([answer.status, await json(answer)]).toEqual([400, { car: 2, amp: 6 }]);
  },
  async http_disabled(house) {
    const answer = await house.get('/api/status');
    expect([answer.status, await answer.text()]).toEqual([404, 'Nothing matches the given URI']);
  },
  async api_lock(house) {
    const answer = await house.get('/api/set?amp=10');
    expect([answer.status, await answer.text()]).toEqual([500, "couldn't take api lock"]);
    expect((await house.get('/api/status?filter=amp')).status).toBe(200);
  },
  async rejects_writes(house) {
    const answer = await house.get('/api/set?amp=10');
    expect([answer.status, await json(answer)]).toEqual([500, { amp: 'value could not be saved' }]);
    await house.clock.advance(1000);
    expect(await house.status('amp')).toEqual({ amp: 6 });
  },
  async ignores_writes(house) {
    expect(await house.set({ amp: 10 })).toEqual({ amp: true });
    await house.clock.advance(5000);
    expect(await house.status('amp')).toEqual({ amp: 6 });
  },
  async error_text_in_tma(house) {
    expect(await house.status('tma')).toEqual({ tma: ['sensor error', null] });
  },
  async null_nrg(house) {
    expect(await house.status('nrg')).toEqual({ nrg: null });
  },
  async old_firmware(house) {
    const status = await house.status();
    expect(status).toMatchObject({ fwv: '053.1', bac: true });
    expect(status).not.toHaveProperty('whs');
  },
  async firmware_update(house) {
    expect(await house.status('fwv')).toEqual({ fwv: '60.4' });
  },
};

const meterRequest: Request = (house) => house.value();
const chargerRequest: Request = (house) => house.get('/api/status');

describe('faults of the meter', () => {
  test.each(Object.keys(FAULTS.meter) as MeterFault[])('%s', async (fault) => {
    const house = await startHouse();
    house.faults.meter.add(fault);
    await METER[fault](house, meterRequest);
  });
});

describe('faults of the charger', () => {
  test.each(Object.keys(FAULTS.charger) as ChargerFault[])('%s', async (fault) => {
    const house = await startHouse();
    house.faults.charger.add(fault);
    await CHARGER[fault](house, chargerRequest);
  });
});

describe('a fault that is over', () => {
  const lasting = (name: string) => name !== 'reboot' && name !== 'hang';

  test.each(Object.keys(FAULTS.meter).filter(lasting) as MeterFault[])('meter: %s', async (fault) => {
    const house = await startHouse();
    const before = await json(await house.value());
    house.faults.meter.add(fault);
    if (fault !== 'slow') await house.value().catch(() => undefined);
    house.faults.meter.delete(fault);
    expect(await json(await house.value())).toEqual(before);
  });

  test.each(Object.keys(FAULTS.charger).filter(lasting) as ChargerFault[])('charger: %s', async (fault) => {
    const house = await startHouse();
    const before = await house.status();
    house.faults.charger.add(fault);
    if (fault !== 'slow') await house.get('/api/status').catch(() => undefined);
    house.faults.charger.delete(fault);
    expect(await house.status()).toEqual(before);
  });

  test('faults of one device do not touch the other', async () => {
    const house = await startHouse();
    house.faults.meter.add('reset');
    expect((await house.get('/api/status')).status).toBe(200);
    house.faults.charger.add('server_error');
    house.faults.meter.clear();
    expect((await house.value()).status).toBe(200);
  });
});
