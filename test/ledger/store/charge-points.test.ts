import { describe, expect, it } from 'vitest';
import type { StatusStretch } from '../../../src/ledger/session.js';
import type { ChargePointNotes } from '../../../src/ledger/store/port.js';
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
    expect(await chargePoints.statuses({ fromMs: 0, toMs: 100 })).toEqual([stretch(10, 40)]);
  });

  it('that touch the period are cut to it, oldest first', async () => {
    const { chargePoints, record } = await open();
    const away = { online: false, connector: null };
    await record({
      statuses: [
        stretch(90, 130),
        stretch(20, 90, away),
        stretch(0, 20),
        stretch(15, 25, { chargePointId: 'street' }),
        stretch(130, 140),
      ],
    });
    expect(await chargePoints.statuses({ fromMs: 20, toMs: 100 })).toEqual([
      stretch(20, 25, { chargePointId: 'street' }),
      stretch(20, 90, away),
      stretch(90, 100),
    ]);
    expect(await chargePoints.statuses({ fromMs: 20, toMs: 100 }, 'street')).toEqual([
      stretch(20, 25, { chargePointId: 'street' }),
    ]);
    expect(await chargePoints.statuses({ fromMs: 140, toMs: 150 })).toEqual([]);
  });

  it('are deleted when they ended before the limit', async () => {
    const { chargePoints, record, prune } = await open();
    await record({ statuses: [stretch(0, 49), stretch(49, 60)] });
    await prune({ slotsMs: 50, tracesMs: 0, deliveriesMs: 0 });
    expect(await chargePoints.statuses({ fromMs: 0, toMs: 100 })).toEqual([stretch(49, 60)]);
  });
});
