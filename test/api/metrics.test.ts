import { describe, expect, it } from 'vitest';
import { prometheusText } from '../../src/api/metrics/prometheus.js';
import { createRequestMeter } from '../../src/api/metrics/request-meter.js';

describe('prometheusText', () => {
  it('writes families with help, type and labels', () => {
    const text = prometheusText([
      {
        name: 'a',
        help: 'One.',
        type: 'gauge',
        samples: [{ value: 1.5 }, { labels: { x: '1' }, value: -2 }],
      },
      { name: 'b', help: 'Two.', type: 'counter', samples: [] },
    ]);
    expect(text).toBe('# HELP a One.\n# TYPE a gauge\na 1.5\na{x="1"} -2\n');
  });

  it('escapes what would end a label', () => {
    const samples = [{ labels: { x: 'a"b\\c\nd' }, value: 0 }];
    expect(prometheusText([{ name: 'a', help: 'One.', type: 'gauge', samples }])).toContain(
      'a{x="a\\"b\\\\c\\nd"} 0\n',
    );
  });
});

describe('createRequestMeter', () => {
  it('counts by route and status, and sorts into buckets that include the smaller ones', () => {
    const meter = createRequestMeter();
    for (const [status, tookMs] of [
      [200, 5],
      [200, 30],
      [500, 70_000],
    ] as const) {
      meter.count({ method: 'GET', route: '/x', status, tookMs });
    }
    const lines = prometheusText(meter.metrics())
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    const at = 'wattbridge_api_request_duration_seconds_bucket{method="GET",route="/x",le=';
    expect(lines.slice(0, -1)).toEqual([
      'wattbridge_api_requests_total{method="GET",route="/x",status="200"} 2',
      'wattbridge_api_requests_total{method="GET",route="/x",status="500"} 1',
      `${at}"0.005"} 1`,
      `${at}"0.025"} 1`,
      ...['0.1', '0.5', '2.5', '10', '60'].map((limit) => `${at}"${limit}"} 2`),
      `${at}"+Inf"} 3`,
      'wattbridge_api_request_duration_seconds_sum{method="GET",route="/x"} 70.035',
      'wattbridge_api_request_duration_seconds_count{method="GET",route="/x"} 3',
    ]);
  });
});
