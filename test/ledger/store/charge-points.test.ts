import { describe, expect, it } from 'vitest';
import type { StatusStretch } from '../../../src/ledger/session.js';
import type { ChargePointNotes, OnlineTimes } from '../../../src/ledger/store/port.js';
import { tariff } from './samples.js';
import { PLACES } from './support.js';

function notes(members: Partial<ChargePointNotes> = {}): ChargePointNotes {
  return {
    chargePointId: 'garage',
    name: 'Garage',
    model: null,
    vendor: 'go-e',
    serialNumber: '012345',
    location: { latitude: 51.5, longitude: 0, address: 'Lane 1' },
    tariffId: null,
    registeredAtMs: 1_000,
    ...members,
  };
}

function stretch(fromMs: number, toMs: number, members: Partial<StatusStretch> = {}): StatusStretch {
  return { chargePointId: 'garage', fromMs, toMs, online: true, connector: 'Available', ...members };
}

const ALL = { fromMs: 0, toMs: 200 };

function times(fromMs: number, members: Partial<OnlineTimes>): OnlineTimes {
  return { chargePointId: 'garage', fromMs, onlineMs: 0, offlineMs: 0, chargingMs: 0, ...members };
}

describe.each(PLACES)('charge points %s', (_where, open) => {
  it('keep what the owner wrote', async () => {
    const { chargePoints } = await open();
    const street = notes({ chargePointId: 'street', location: null, name: null });
    await chargePoints.put(street);
    await chargePoints.put(notes());
    expect(await chargePoints.all()).toEqual([notes(), street]);
    expect(await chargePoints.get('garage')).toEqual(notes());
    expect(await chargePoints.get('barn')).toBeUndefined();
    const moved = notes({ name: 'Carport', location: null });
    await chargePoints.put(moved);
    expect(await chargePoints.get('garage')).toEqual(moved);
  });

  it('fall back to the default when their tariff is removed, not when it is changed', async () => {
    const { chargePoints, billing } = await open();
    await billing.putTariff(tariff('1'));
    await chargePoints.put(notes({ tariffId: 'tariff_1' }));
    await billing.putTariff(tariff('1', { name: 'cheaper' }));
    expect((await chargePoints.get('garage'))?.tariffId).toBe('tariff_1');
    await billing.removeTariff('tariff_1');
    expect((await chargePoints.get('garage'))?.tariffId).toBeNull();
  });

  it('cannot have a tariff that there is not', async () => {
    const { chargePoints } = await open();
    await expect(chargePoints.put(notes({ tariffId: 'tariff_9' }))).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
    });
    expect(await chargePoints.all()).toEqual([]);
  });
});

describe.each(PLACES)('status stretches %s', (_where, open) => {
  it('grow, and never shrink', async () => {
    const { chargePoints, record } = await open();
    await record({ statuses: [stretch(10, 20)] });
    await record({ statuses: [stretch(10, 40, { online: false, connector: null })] });
    await record({ statuses: [stretch(10, 30)] });
    expect(await chargePoints.onlineTimes([ALL])).toEqual([times(0, { onlineMs: 30 })]);
  });

  it('are summed up in each period', async () => {
    const { chargePoints, record } = await open();
    const away = { online: false, connector: null };
    await record({
      statuses: [
        stretch(90, 130, { connector: 'Charging' }),
        stretch(20, 90, away),
        stretch(0, 20),
        stretch(15, 25, { chargePointId: 'street' }),
        stretch(130, 140),
      ],
    });
    const periods = [
      { fromMs: 10, toMs: 50 },
      { fromMs: 50, toMs: 100 },
      { fromMs: 100, toMs: 150 },
      { fromMs: 150, toMs: 200 },
    ];
    const street = times(10, { chargePointId: 'street', onlineMs: 10 });
    expect(await chargePoints.onlineTimes(periods)).toEqual([
      times(10, { onlineMs: 10, offlineMs: 30 }),
      times(50, { onlineMs: 10, offlineMs: 40, chargingMs: 10 }),
      times(100, { onlineMs: 40, chargingMs: 30 }),
      street,
    ]);
    expect(await chargePoints.onlineTimes(periods, 'street')).toEqual([street]);
    expect(await chargePoints.onlineTimes([{ fromMs: 140, toMs: 150 }])).toEqual([]);
  });

  it('are deleted when they ended before the limit', async () => {
    const { chargePoints, record, prune } = await open();
    await record({ statuses: [stretch(0, 49), stretch(49, 60)] });
    await prune({ slotsMs: 50, tracesMs: 0, deliveriesMs: 0 });
    expect(await chargePoints.onlineTimes([ALL])).toEqual([times(0, { onlineMs: 11 })]);
  });
});
