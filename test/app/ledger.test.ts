import { describe, expect, it } from 'vitest';
// The app loads it when it starts; here, so that no test has to wait for that.
import '../../src/app-ledger.js';
import { BROKERS, startApp } from './support.js';

const isOnline = (payload: string): boolean => payload === 'online';
const LEDGER = 'wattbridge/ledger/charger';
const api = { port: null };

describe.each(BROKERS)('the ledger over %s', (broker) => {
  it('follows a session, ends it with the cable, and says offline when it stops', async () => {
    const { house, until, stop } = await startApp({ broker, config: { api, roles: ['bridge', 'ledger'] } });
    await until('wattbridge/ledger/state', isOnline);
    await until(`${LEDGER}/availability`, isOnline);
    const id = await until(`${LEDGER}/session_id`, (payload) => payload.startsWith('sess_'));
    await until(`${LEDGER}/session_energy`, (wh) => Number(wh) > 50);
    house.unplug();
    expect(await until(`${LEDGER}/last_session_id`, (payload) => payload !== 'null')).toBe(id);
    await until(`${LEDGER}/session_id`, (payload) => payload === 'null');
    const trueWh = house.world.charger.energy.sessionWs / 3600;
    const energyWh = await until(`${LEDGER}/last_session_energy`, (wh) => Math.abs(Number(wh) - trueWh) <= 1);
    expect(await until(`${LEDGER}/energy_today`, (wh) => wh === energyWh)).toBe(energyWh);
    const gone = until('wattbridge/ledger/state', (payload) => payload === 'offline');
    await stop();
    await gone;
  });
});
