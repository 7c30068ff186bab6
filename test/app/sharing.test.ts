import { describe, expect, it } from 'vitest';
import { startApp } from './support.js';

const isOnline = (payload: string): boolean => payload === 'online';

describe('two chargers behind one meter', () => {
  it('share the surplus by priority: the second gets what the first leaves, and gives way', async () => {
    const { probe, until, secondHouse } = await startApp({
      twoChargers: true,
      prepare: (house) => Object.assign(house.world.charger.settings, { frc: 1 }),
    });
    const set = (id: string, settings: object) =>
      probe.publish(`wattbridge/surplus/${id}/set`, JSON.stringify(settings), { qos: 1 });
    await until('wattbridge/surplus/charger/availability', isOnline);
    await until('wattbridge/surplus/second/availability', isOnline);
    await until('wattbridge/surplus/second/priority', (priority) => priority === '2');

    await set('charger', { mode: 'pv', phase_policy: 'one', max_current: 10 });
    await set('second', { mode: 'pv' });
    await until('wattbridge/charger/amp', (amp) => amp === '10');
    await until('wattbridge/surplus/second/reason', (reason) => reason === 'following_surplus');
    await until(
      'wattbridge/charger/nrg/power_total',
      (watts) => Number(watts) > 2000 && Number(watts) < 2500,
    );
    await until('wattbridge/second/nrg/power_total', (watts) => Number(watts) > 1300);
    await until('wattbridge/meter/1.7.0', (watts) => Math.abs(Number(watts)) < 700);
    expect(secondHouse?.world.flows.carW).toBeGreaterThan(1300);

    await set('charger', { phase_policy: 'auto', max_current: 16 });
    await until('wattbridge/charger/nrg/power_total', (watts) => Number(watts) > 4000);
    await until('wattbridge/second/nrg/power_total', (watts) => watts === '0');
    await until('wattbridge/surplus/second/reason', (reason) => reason === 'waiting_for_surplus');
  });
});
