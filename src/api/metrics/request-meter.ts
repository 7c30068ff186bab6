import type { Metric, Sample } from './prometheus.js';

export interface AnsweredRequest {
  readonly method: string;
  /** Pattern of the route, never the URL itself; undefined: no route took it. */
  readonly route: string | undefined;
  readonly status: number;
  readonly tookMs: number;
}

/** Counts what the API answered since the start. */
export interface RequestMeter {
  count(request: AnsweredRequest): void;
  metrics(): readonly Metric[];
}

const BUCKETS_S = [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60] as const;

interface Counted {
  readonly labels: { readonly method: string; readonly route: string };
  readonly byStatus: Map<number, number>;
  readonly buckets: number[];
  count: number;
  sumS: number;
}

export function createRequestMeter(): RequestMeter {
  const routes = new Map<string, Counted>();

  function counted(method: string, route: string): Counted {
    const name = `${method} ${route}`;
    const buckets = BUCKETS_S.map(() => 0);
    const entry = routes.get(name) ?? {
      labels: { method, route },
      byStatus: new Map(),
      buckets,
      count: 0,
      sumS: 0,
    };
    routes.set(name, entry);
    return entry;
  }

  return {
    count({ method, route = 'none', status, tookMs }) {
      // Methods that nothing listens to may be any word.
      const entry = counted(route === 'none' ? 'any' : method, route);
      entry.byStatus.set(status, (entry.byStatus.get(status) ?? 0) + 1);
      entry.count++;
      entry.sumS += tookMs / 1000;
      BUCKETS_S.forEach((limitS, at) => {
        if (tookMs / 1000 <= limitS) entry.buckets[at] = (entry.buckets[at] ?? 0) + 1;
      });
    },
    metrics() {
      const all = [...routes.values()];
      return [
        {
          name: 'wattbridge_api_requests_total',
          help: 'Requests that the REST API answered.',
          type: 'counter',
          samples: all.flatMap(({ labels, byStatus }) =>
            [...byStatus].map(([status, value]) => ({
              labels: { ...labels, status: String(status) },
              value,
            })),
          ),
        },
        {
          name: 'wattbridge_api_request_duration_seconds',
          help: 'How long answers took.',
          type: 'histogram',
          samples: all.flatMap(histogram),
        },
      ];
    },
  };
}

function histogram({ labels, buckets, count, sumS }: Counted): Sample[] {
  const limits = [...BUCKETS_S.map(String), '+Inf'];
  return [
    ...limits.map((le, at) => ({
      suffix: '_bucket',
      labels: { ...labels, le },
      value: buckets[at] ?? count,
    })),
    { suffix: '_sum', labels, value: sumS },
    { suffix: '_count', labels, value: count },
  ];
}
