import type { Clock } from '../clock.js';
import type { MqttPort } from '../mqtt/port.js';
import type { SurplusCore } from './core.js';
import { payloadOfLearned } from './learned.js';

/** Hands what was learned to the broker, which keeps it for the next start. */
export interface LearnedKeeper {
  /** To be called often; hands it over every ten minutes. */
  look(): void;
  keep(): void;
}

const EVERY_MS = 600_000;

export function createLearnedKeeper(
  core: Pick<SurplusCore, 'learned'>,
  topic: string,
  { mqtt, clock }: { readonly mqtt: MqttPort; readonly clock: Clock },
): LearnedKeeper {
  let keptMs = clock.monotonic();

  function keep(): void {
    keptMs = clock.monotonic();
    mqtt.publish(topic, payloadOfLearned(core.learned, clock.now()), { retain: true });
  }

  return {
    look() {
      if (clock.monotonic() - keptMs >= EVERY_MS) keep();
    },
    keep,
  };
}
