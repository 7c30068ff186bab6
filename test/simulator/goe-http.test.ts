import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Datapoint } from '../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import type { JsonValue } from '../../src/json.js';
import { readCard } from '../../src/simulator/charger/charger-events.js';
import { type RunningHouse, startHouse } from './support/house.js';

/** Sends a request by hand and gives the bytes of the answer. */
function rawRequest(url: URL, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
    });
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

/** An id is written as text but read as whether there is one; `loty` and others have codes of two types. */
function fits(value: JsonValue | undefined, row: Datapoint): boolean {
  if (row.options !== undefined && Object.hasOwn(row.options, JSON.stringify(value))) return true;
  if (/^c\di$/.test(row.key)) return typeof value === 'boolean';
  if (value === null) return row.nullable === true;
  switch (row.type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return typeof value === row.type;
  }
}

/** Drives a house through everything that gives keys other values. */
async function eventfulStates(house: RunningHouse): Promise<Record<string, JsonValue>[]> {
  const states = [await house.status()];
  await house.set({ amp: 12, dwo: 20_000, tcl: 9, acs: 1, ids: { pGrid: -3000, pPv: 5000, pAkku: 10 } });
  await house.clock.advance(120_000);
  states.push(await house.status());
  await house.set({ psm: 1 });
  await house.clock.advance(15_000);
  states.push(await house.status());
  house.unplug();
  await house.clock.advance(5_000);
  states.push(await house.status());
  return states;
}

describe('GET /api/status', () => {
  test('shows every key of the vendor list, except those that can only be written', async () => {
    const seed = GOE_DATAPOINTS.filter((row) => row.source === 'seed');
    expect(seed).toHaveLength(261);
    const status = await (await startHouse()).status();
    const readable = seed.filter((row) => row.access !== 'W').map((row) => row.key);
    expect(Object.keys(status)).toEqual(expect.arrayContaining(readable));
    for (const row of GOE_DATAPOINTS) if (row.access === 'W') expect(status).not.toHaveProperty(row.key);
  });

  test('shows newer keys too, each with the type of its row, whatever happens', async () => {
    const states = await eventfulStates(await startHouse());
    for (const status of states) {
      expect(Object.keys(status).length).toBeGreaterThan(300);
      for (const row of GOE_DATAPOINTS) {
        if (!Object.hasOwn(status, row.key)) continue;
        expect([row.key, status[row.key], fits(status[row.key], row)]).toEqual([
          row.key,
          status[row.key],
          true,
        ]);
      }
    }
  });

  test('codes are those of the enumerations', async () => {
    const states = await eventfulStates(await startHouse());
    for (const row of GOE_DATAPOINTS) {
      if (row.options === undefined || row.access === 'W') continue;
      for (const status of states) {
        const value = status[row.key];
        if (value === undefined || (value === null && row.nullable)) continue;
        const name = typeof value === 'string' ? value : JSON.stringify(value);
        expect([row.key, Object.keys(row.options)]).toEqual([row.key, expect.arrayContaining([name])]);
      }
    }
  });

  test('a filter gives its keys in its order; keys that the charger does not have are left out', async () => {
    const house = await startHouse();
    const answer = await house.get('/api/status?filter=eto,zz,car,ids');
    expect(answer.status).toBe(200);
    expect(Object.keys((await answer.json()) as object)).toEqual(['eto', 'car']);
  });

  test('some chargers answer 400 with all the rest when a key is unknown', async () => {
    const house = await startHouse({ quirks: { unknownFilterIs400: true, lacking: ['psm'] } });
    const answer = await house.get('/api/status?filter=psm,car');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ car: 2 });
    expect((await house.get('/api/status?filter=car')).status).toBe(200);
    expect((await house.get('/api/status')).status).toBe(200);
  });

  test('a filter that is too long resets the connection', async () => {
    const house = await startHouse();
    const keys = GOE_DATAPOINTS.map((row) => row.key);
    await expect(house.status(...keys.slice(0, 61))).rejects.toThrow();
    await expect(house.status(...keys.slice(0, 50))).resolves.toBeDefined();
  });

  test('the answer comes in chunks and closes the connection', async () => {
    const house = await startHouse();
    const text = await rawRequest(house.chargerUrl, '/api/status?filter=car');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\nConnection: close\r\n/);
    expect(text).toMatch(/\r\nTransfer-Encoding: chunked\r\n/);
    expect(text).toContain('\r\n\r\n9\r\n{"car":2}\r\n0\r\n\r\n');
  });

  test('other paths do not exist', async () => {
    const house = await startHouse();
    const answer = await house.get('/status');
    expect([answer.status, await answer.text()]).toEqual([404, 'Nothing matches the given URI']);
  });

  test('what is measured fits together', async () => {
    const house = await startHouse({ charger: { settings: { amp: 13 } } });
    await house.clock.advance(60_000);
    const { nrg, eto, wh, tpa, pha, pnp, cdi, acu } = await house.status();
    const values = nrg as number[];
    expect(values).toHaveLength(16);
    for (const phase of [0, 1, 2]) {
      const [volts = 0, amps = 0, watts = 0] = [values[phase], values[4 + phase], values[7 + phase]];
      expect(amps).toBe(13);
      expect(Math.abs(volts * amps - watts)).toBeLessThan(2);
      expect(values[12 + phase]).toBe(100);
    }
    expect(values[11]).toBe((values[7] ?? 0) + (values[8] ?? 0) + (values[9] ?? 0));
    expect(values[11]).toBe(house.world.flows.carW);
    expect(eto).toBe(1_234_560 + Math.floor(house.world.energy.carWs / 3600));
    expect(wh).toBeCloseTo(house.world.energy.carWs / 3600, 2);
    expect(tpa).toSatisfy((watts: number) => Math.abs(watts - (values[11] ?? 0)) < 100);
    expect([pha, pnp, acu]).toEqual([[true, true, true, true, true, true], 3, 13]);
    expect(cdi).toEqual({ type: 0, value: house.world.charger.energy.chargingS * 1000 });
  });

  test('its clocks agree: tab + rbt is utc, plus lto it is loc; moments are counted from boot', async () => {
    const house = await startHouse();
    await house.clock.advance(12_345);
    const { tab, rbt, lto, utc, loc, lccfi } = await house.status();
    const now = Number(tab) + Number(rbt);
    expect(now).toBe(house.clock.now());
    expect(utc).toBe(new Date(now).toISOString().replace('Z', '.000'));
    expect(loc).toBe(`${new Date(now + Number(lto)).toISOString().replace('Z', '.000')} +02:00`);
    expect(Number(rbt) - Number(lccfi)).toBe(72_345);
  });

  test('the local time follows the time zone and its summer time', async () => {
    const house = await startHouse();
    expect(await house.status('lto')).toEqual({ lto: 7_200_000 });
    await house.set({ tds: 0, tof: -210 });
    const { lto, loc } = await house.status('lto', 'loc');
    expect([lto, String(loc).slice(-6)]).toEqual([-12_600_000, '-03:30']);
  });

  test('cards show names, energy and whether they are learned, in both forms', async () => {
    const house = await startHouse();
    await house.set({ cards: [{}, { name: 'Anna' }], del: 0 });
    const { cards, c0i, c1n } = await house.status('cards', 'c0i', 'c1n');
    expect(cards).toHaveLength(10);
    expect((cards as JsonValue[])[0]).toEqual({ name: '', energy: 0, cardId: false });
    expect((cards as JsonValue[])[1]).toEqual({ name: 'Anna', energy: 0, cardId: true });
    expect([c0i, c1n]).toEqual([false, 'Anna']);
  });

  test('a card that is read shows, its id only where the owner allows it', async () => {
    const house = await startHouse({ charger: { settings: { acs: 1 } }, plugged: false });
    house.plug();
    await house.clock.advance(5000);
    const keys = ['trx', 'lrc', 'lri', 'lrr', 'tsi'];
    expect(await house.status(...keys)).toEqual({ trx: null, lrc: null, lri: null, lrr: null, tsi: null });
    readCard(house.world.charger, 1, house.world.second);
    const { trx, lrc, lri, lrr, tsi } = await house.status(...keys);
    expect([trx, lrc, lrr]).toEqual([2, 1, (9563 + 5) * 1000]);
    expect([lri, tsi]).toEqual(['04a1b2c3d4e510', '04a1b2c3d4e510']);
    await house.set({ rde: false });
    expect(await house.status('lri', 'tsi')).toEqual({ lri: null, tsi: null });
  });
});

describe('GET /api/set', () => {
  test('true for each key; the values show when the logic has run, a second later', async () => {
    const house = await startHouse();
    const answer = await house.get('/api/set?amp=11&frc=2&fna=%22Carport%22');
    expect([answer.status, await answer.json()]).toEqual([200, { amp: true, frc: true, fna: true }]);
    expect(await house.status('amp', 'frc', 'fna')).toEqual({ amp: 6, frc: 0, fna: 'Simulated charger' });
    await house.clock.advance(1000);
    expect(await house.status('amp', 'frc', 'fna')).toEqual({ amp: 11, frc: 2, fna: 'Carport' });
  });

  test('HTTP 500 and a reason for each key that failed; the others are written', async () => {
    const house = await startHouse();
    const answer = await house.get('/api/set?amp=5&car=2&zz=1&fna=Carport&frc=1');
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      amp: 'out of range',
      car: 'key is read only',
      zz: 'unknown key',
      fna: 'value is not JSON',
      frc: true,
    });
    await house.clock.advance(1000);
    expect(await house.status('amp', 'frc')).toEqual({ amp: 6, frc: 1 });
  });

  test('every writable key takes back the value that it shows, and keeps it', async () => {
    const house = await startHouse();
    const before = await house.status();
    const rows = GOE_DATAPOINTS.filter(
      (row) =>
        row.access === 'R/W' &&
        Object.hasOwn(before, row.key) &&
        !/^c\di$/.test(row.key) &&
        row.key !== 'utc',
    );
    for (const { key } of rows) {
      const value = before[key] as JsonValue;
      expect([key, await house.set({ [key]: value })]).toEqual([key, { [key]: true }]);
      expect([key, await house.status(key)]).toEqual([key, { [key]: value }]);
    }
  });

  test('only the given members of a list of entries change', async () => {
    const house = await startHouse();
    await house.set({ wifis: [{}, { ssid: 'Garden', key: 'secret' }] });
    const { wifis } = await house.status('wifis');
    expect((wifis as JsonValue[]).slice(0, 3)).toEqual([
      { ssid: 'Home', key: true },
      { ssid: 'Garden', key: true },
      { ssid: '', key: false },
    ]);
  });

  test('rst restarts: connections are reset for ten seconds, then the uptime begins anew', async () => {
    const house = await startHouse();
    expect(await house.set({ rst: true })).toEqual({ rst: true });
    await expect(house.status('rbc')).rejects.toThrow();
    await house.clock.advance(10_000);
    expect(await house.status('rbc', 'rbt')).toEqual({ rbc: 8, rbt: 10_000 });
  });

  test('hai false switches the API off', async () => {
    const house = await startHouse();
    await house.set({ hai: false });
    const answer = await house.get('/api/status?filter=car');
    expect([answer.status, await answer.text()]).toEqual([404, 'Nothing matches the given URI']);
  });

  test('ids shows in pgrid, ppv and pakku for ten seconds', async () => {
    const house = await startHouse();
    await house.set({ ids: { pGrid: -1500, pPv: 4000, pAkku: -200 } });
    expect(await house.status('pgrid', 'ppv', 'pakku')).toEqual({ pgrid: -1500, ppv: 4000, pakku: -200 });
    await house.set({ ids: { pGrid: 300 } });
    expect(await house.status('pgrid', 'ppv', 'pakku')).toEqual({ pgrid: 300, ppv: 0, pakku: 0 });
    await house.set({ ids: { pPv: 4000 } });
    expect(await house.status('pgrid')).toEqual({ pgrid: 300 });
    await house.clock.advance(11_000);
    expect(await house.status('pgrid', 'ppv', 'pakku')).toEqual({ pgrid: null, ppv: null, pakku: null });
  });
});

describe('firmware 053.1', () => {
  test('has no newer keys, shows booleans where codes came later, and does not let fsp be written', async () => {
    const house = await startHouse({ quirks: { firmware: '053.1' } });
    const status = await house.status();
    expect(status).toMatchObject({ fwv: '053.1', bac: true, sdp: true, psm: 2 });
    expect(status).not.toHaveProperty('whs');
    expect(await house.set({ fsp: true })).toEqual({ fsp: 'key is read only' });
  });
});
