import { createCostOf } from '../../src/ledger/costs/cost-of.js';
import { createZone } from '../../src/ledger/costs/zone.js';
import { newId } from '../../src/ledger/new-id.js';
import { createLedgerRole } from '../../src/ledger/recorder/ledger-role.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { createMqttClient } from '../../src/mqtt/mqtt-client.js';
import { fastClock } from './fast-clock.js';
import { createQuietLog } from './quiet-log.js';

/**
 * Keeps the ledger of a simulated house until it is killed, and writes a line for every batch that is stored.
 * Arguments: address of the broker, file of the ledger, origin and speed of the clock.
 */
const [, , url = '', file = '', originMs = '0', speed = '1'] = process.argv;
const clock = fastClock(Number(originMs), Number(speed));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const log = createQuietLog((facts, message) => say(`${message} ${JSON.stringify(facts)}`));
const store = await createSqliteStore({ file });
const mqtt = createMqttClient({ broker: { url }, clientId: `ledger-${process.pid}` }, { log });
const zone = createZone('UTC');
const role = createLedgerRole(
  { topicBase: 'wattbridge', meter: 'meter', chargers: ['charger'], currency: 'EUR' },
  {
    mqtt,
    store: {
      ...store,
      async record(batch) {
        await store.record(batch);
        say('stored');
      },
    },
    costOf: createCostOf({ store, zone, siteId: 'site', newId: (prefix) => newId(prefix, clock.now()) }),
    clock,
    log,
    dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
    newId,
    onReading: () => undefined,
  },
);
await mqtt.start();
await role.start();
