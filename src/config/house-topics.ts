import type { HouseTopicsOptions } from '../surplus/house-topics.js';
import type { NumberTopicOptions } from '../surplus/number-topic.js';
import type { Config } from './schema.js';

/** The configured topics of the house, as the surplus role takes them. */
export function houseTopicsOf({ battery, pv_topic, pv_path }: Config['surplus']): HouseTopicsOptions {
  const soc = battery && numberTopic(battery.soc_topic, battery.soc_path);
  const pv = numberTopic(pv_topic, pv_path);
  return {
    ...(battery && {
      battery: {
        power: { topic: battery.power_topic, ...(battery.power_path && { path: battery.power_path }) },
        ...(soc && { soc }),
        positive: battery.power_positive,
        staleMs: battery.stale_after_s * 1000,
      },
    }),
    ...(pv && { pv }),
  };
}

function numberTopic(topic: string | undefined, path: string | undefined): NumberTopicOptions | undefined {
  if (topic === undefined) return undefined;
  return { topic, ...(path !== undefined && { path }) };
}
