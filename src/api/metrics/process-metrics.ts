import type { Metric } from './prometheus.js';

/** What this process takes of the machine. */
export function processMetrics(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    gauge('wattbridge_process_resident_memory_bytes', 'Memory of the process.', rss),
    gauge('wattbridge_process_heap_bytes', 'Memory that JavaScript objects take.', heapUsed),
    gauge('wattbridge_process_uptime_seconds', 'Since the start of the process.', process.uptime()),
    {
      name: 'wattbridge_process_cpu_seconds_total',
      help: 'Processor time that the process took.',
      type: 'counter',
      samples: [{ value: (user + system) / 1e6 }],
    },
  ];
}

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});
