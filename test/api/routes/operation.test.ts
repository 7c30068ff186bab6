import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/ledger/store/sqlite-store.js';
import { StoreError } from '../../../src/ledger/store/store-error.js';
import { liveDevices, startApi } from '../../support/api.js';
import { createManualClock } from '../../support/manual-clock.js';

describe('/health and /ready', () => {
  it('answer anybody', async () => {
    const api = await startApi();
    const health = await api.request('/health', { key: null });
    expect([health.status, health.json]).toEqual([200, { status: 'ok', version: '0.0.0-test' }]);
    const ready = await api.request('/ready', { key: null });
    expect([ready.status, ready.json]).toEqual([200, { status: 'ready' }]);
  });

  it('/ready is 503 without the broker, /health is not', async () => {
    const api = await startApi({ devices: { connected: false } });
    const { status, json } = await api.request('/ready', { key: null });
    expect(status).toBe(503);
    expect(json).toEqual({ error: { code: 'unavailable', message: expect.stringContaining('broker') } });
    expect((await api.request('/health', { key: null })).status).toBe(200);
  });

  it('/ready is 503 without the database', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    const nextDueMs = () => Promise.reject(new StoreError('store_failed', 'disk is full'));
    const api = await startApi({ store: { ...store, webhooks: { ...store.webhooks, nextDueMs } } });
    expect((await api.request('/ready', { key: null })).status).toBe(503);
  });
});

describe('/metrics', () => {
  const DAY = '2026-06-21';
  const SAMPLE = /^[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? -?\d+(?:\.\d+)?(?:e-?\d+)?$/;

  it('asks for a key, any key, unless it is public', async () => {
    const api = await startApi();
    expect((await api.request('/metrics', { key: null })).status).toBe(401);
    const key = await api.makeKey(['read:billing']);
    expect((await api.request('/metrics', { key })).status).toBe(200);
    const open = await startApi({ options: { publicMetrics: true } });
    expect((await open.request('/metrics', { key: null })).status).toBe(200);
  });

  it('is the text format of Prometheus: every family once, with help and type', async () => {
    const api = await startApi();
    await api.request('/nothing');
    const { text, headers } = await api.request('/metrics');
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = text.trimEnd().split('\n');
    const names = lines.flatMap((line) => /^# TYPE (\w+) (?:gauge|counter|histogram)$/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).toBe(names.length);
    for (const line of lines) {
      if (!line.startsWith('#')) expect(line).toMatch(SAMPLE);
      else expect(line).toMatch(/^# (?:HELP wattbridge_\w+ .+\.|TYPE wattbridge_\w+ \w+)$/);
    }
  });

  it('shows the house as the broker and the ledger know it', async () => {
    const clock = createManualClock();
    const devices = liveDevices(
      { meter: {}, 'surplus/charger': { mode: 'solar', target_current: 8, surplus: -120.5 } },
      clock.now() - 2_500,
    );
    const api = await startApi({ clock, devices });
    const slot = { slotMs: clock.now(), day: DAY, meterId: 'meter' };
    await api.store.record({ grid: [{ ...slot, importWh: 1500, exportWh: 250, productionWh: null }] });
    const { text } = await api.request('/metrics');
    for (const line of [
      'wattbridge_info{version="0.0.0-test"} 1',
      'wattbridge_broker_connected 1',
      'wattbridge_role_online{role="bridge"} 1',
      'wattbridge_device_online{device="meter"} 1',
      'wattbridge_device_online{device="charger"} 0',
      'wattbridge_device_reading_age_seconds{device="meter"} 2.5',
      'wattbridge_surplus_mode{charger="charger",mode="solar"} 1',
      'wattbridge_surplus_target_current_amperes{charger="charger"} 8',
      'wattbridge_surplus_watts{charger="charger"} -120.5',
      'wattbridge_energy_today_kwh{flow="import"} 1.5',
      'wattbridge_energy_today_kwh{flow="export"} 0.25',
      'wattbridge_sessions_active 0',
      'wattbridge_webhook_deliveries_pending 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toContain('device_reading_age_seconds{device="charger"}');
    expect(text).not.toContain('flow="production"');
    expect(text).toMatch(/^wattbridge_process_resident_memory_bytes \d{7,}$/m);
  });

  it('counts answers by route and status, never by URL', async () => {
    const api = await startApi();
    await api.request('/health?token=abc');
    await api.request('/health', { method: 'POST' });
    await api.request('/api/v1/org/api-keys/key_x', { method: 'DELETE' });
    const { text } = await api.request('/metrics');
    const total = 'wattbridge_api_requests_total';
    const route = '/api/v1/org/api-keys/:key_id';
    expect(text).toContain(`${total}{method="GET",route="/health",status="200"} 1\n`);
    expect(text).toContain(`${total}{method="DELETE",route="${route}",status="404"} 1\n`);
    expect(text).toContain(`${total}{method="any",route="none",status="405"} 1\n`);
    const seconds = 'wattbridge_api_request_duration_seconds';
    expect(text).toContain(`${seconds}_bucket{method="GET",route="/health",le="+Inf"} 1\n`);
    expect(text).toContain(`${seconds}_count{method="GET",route="/health"} 1\n`);
    expect(text).not.toContain('abc');
  });
});
