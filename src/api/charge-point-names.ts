import { readIdentity } from '../ledger/charge-point/live-values.js';
import type { ChargePointName } from '../ledger/statement/statement.js';
import type { ApiPorts } from './api.js';

/** What charge points are called: in the owner's words, else in the charger's own, else by id. */
export async function chargePointNames({
  store,
  devices,
}: Pick<ApiPorts, 'store' | 'devices'>): Promise<(chargePointId: string) => ChargePointName> {
  const notes = new Map((await store.chargePoints.all()).map((point) => [point.chargePointId, point]));
  return (chargePointId) => {
    const told = notes.get(chargePointId);
    const own = readIdentity(devices.get(chargePointId)?.values ?? {});
    return {
      name: told?.name ?? own.name ?? chargePointId,
      serialNumber: told?.serialNumber ?? own.serialNumber,
    };
  };
}
