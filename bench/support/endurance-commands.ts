import type { MqttClient } from 'mqtt';
import type { Journal } from './endurance-journal.js';

/** Commands of this program, of which each must get exactly one result. */
export interface EnduranceCommands {
  /** @param topic below `wattbridge/`, without `/set` */
  send(topic: string, value: string | number | null): void;
  /** Something arrived on a `/result` topic. */
  takeResult(topic: string, payload: string): void;
  /** Once a second. */
  tick(): void;
  /** The program is killed: what is under way is lost with it. */
  forget(): void;
  /** Sent; answered with ok; refused. */
  readonly counts: { readonly sent: number; readonly ok: number; readonly refused: number };
}

const PATIENCE_MS = 30_000;

export function createCommands(client: MqttClient, journal: Journal): EnduranceCommands {
  /** Topic → when its command was sent; at most one of a topic is under way. */
  const waiting = new Map<string, number>();
  const asked = new Set<string>();
  const counts = { sent: 0, ok: 0, refused: 0 };
  return {
    send(topic, value) {
      if (waiting.has(topic)) return;
      waiting.set(topic, performance.now());
      asked.add(topic);
      counts.sent++;
      client.publish(`wattbridge/${topic}/set`, String(value));
    },
    takeResult(topic, payload) {
      if (!asked.has(topic)) return;
      if (!waiting.delete(topic)) {
        journal.violation('results', `one more for ${topic}: ${payload}`);
        return;
      }
      const isOk = payload.startsWith('{"ok":true');
      counts[isOk ? 'ok' : 'refused']++;
      if (!isOk && topic.startsWith('surplus/')) journal.violation('setting refused', `${topic}: ${payload}`);
    },
    tick() {
      for (const [topic, sentMs] of waiting) {
        if (performance.now() - sentMs < PATIENCE_MS) continue;
        waiting.delete(topic);
        journal.violation('results', `none for ${topic} within ${PATIENCE_MS / 1000} s`);
      }
    },
    forget() {
      counts.sent -= waiting.size;
      waiting.clear();
    },
    counts,
  };
}
