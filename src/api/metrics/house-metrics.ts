import { createZone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import type { EnergyRow } from '../../ledger/store/port.js';
import type { ApiPorts } from '../api.js';
import type { Metric, Sample } from './prometheus.js';

/** Deliveries beyond are not counted. */
const MOST_DELIVERIES = 1000;

/** The house as the broker and the ledger know it. */
export async function houseMetrics(ports: ApiPorts): Promise<readonly Metric[]> {
  return [...liveMetrics(ports), ...(await ledgerMetrics(ports))];
}

function liveMetrics({ devices, clock, settings }: ApiPorts): readonly Metric[] {
  const { version, meters, chargePoints } = settings;
  const known = [...meters, ...chargePoints].map((device) => ({ device, live: devices.get(device) }));
  const ages = known.flatMap(({ device, live }) =>
    live === undefined ? [] : [{ labels: { device }, value: (clock.now() - live.receivedAtMs) / 1000 }],
  );
  const roles = [...devices.roles].map((role) => ({ labels: { role }, value: Number(devices.connected) }));
  const online = known.map(({ device, live }) => ({
    labels: { device },
    value: Number(live?.online === true),
  }));
  return [
    gauge('wattbridge_info', 'The version that answers.', [{ labels: { version }, value: 1 }]),
    gauge('wattbridge_broker_connected', 'Whether the connection to the broker stands.', [
      { value: Number(devices.connected) },
    ]),
    gauge('wattbridge_role_online', 'Whether a part of the program says to be online.', roles),
    gauge('wattbridge_device_online', 'Whether a device answers.', online),
    gauge('wattbridge_device_reading_age_seconds', 'How old the newest reading of a device is.', ages),
    ...controllerMetrics(devices, chargePoints),
  ];
}

function controllerMetrics(devices: ApiPorts['devices'], chargePoints: readonly string[]): readonly Metric[] {
  const controllers = chargePoints.map((charger) => ({
    charger,
    values: devices.get(`surplus/${charger}`)?.values ?? {},
  }));
  const numbers = (key: string): Sample[] =>
    controllers.flatMap(({ charger, values }) => {
      const value = values[key];
      return typeof value === 'number' ? [{ labels: { charger }, value }] : [];
    });
  const modes = controllers.flatMap(({ charger, values: { mode } }) =>
    typeof mode === 'string' ? [{ labels: { charger, mode }, value: 1 }] : [],
  );
  return [
    gauge('wattbridge_surplus_mode', 'The mode of the controller, as a label.', modes),
    gauge(
      'wattbridge_surplus_target_current_amperes',
      'What the controller allows.',
      numbers('target_current'),
    ),
    gauge('wattbridge_surplus_watts', 'Power that the roof has left for the car.', numbers('surplus')),
  ];
}

async function ledgerMetrics({ store, clock, settings }: ApiPorts): Promise<readonly Metric[]> {
  const { day } = createZone(settings.timezone).localTime(clock.now());
  const [today] = await store.energy.days(day, day, 'day');
  const sessions = await store.sessions.active();
  const pending = await store.webhooks.due(Number.MAX_SAFE_INTEGER, MOST_DELIVERIES);
  return [
    gauge('wattbridge_energy_today_kwh', 'Energy since midnight.', today === undefined ? [] : flows(today)),
    gauge('wattbridge_sessions_active', 'Cars that are plugged in.', [{ value: sessions.length }]),
    gauge('wattbridge_webhook_deliveries_pending', 'Deliveries that wait, up to 1000.', [
      { value: pending.length },
    ]),
    gauge('wattbridge_store_bytes', 'Size of the ledger on disk.', [{ value: await store.sizeBytes() }]),
  ];
}

function flows(row: EnergyRow): Sample[] {
  const energiesWh = {
    import: row.importWh,
    export: row.exportWh,
    production: row.productionWh,
    charged: row.energyWh,
    charged_solar: row.solarWh,
    charged_grid: row.gridWh,
    charged_battery: row.batteryWh,
  };
  return Object.entries(energiesWh).flatMap(([flow, wh]) =>
    wh === null ? [] : [{ labels: { flow }, value: kwh(wh) }],
  );
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  type: 'gauge',
  samples,
});
