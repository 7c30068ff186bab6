import { coversFilter, matchesFilter } from './filter.js';

/**
 * Ready-made rights. `full`: everything. `control`: reads everything, sends commands and Home Assistant's birth
 * message. `read_only`: reads everything.
 */
export type Profile = 'full' | 'control' | 'read_only';

/** Topic filters of what a client may do. */
export interface AccessRules {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** Own lists take the place of the profile's, each by itself; without a profile it is `control`. */
export interface AccessWish extends Partial<AccessRules> {
  readonly profile?: Profile;
}

export interface ContractNames {
  /** Topic base of the contract, for example `wattbridge`. */
  readonly topicBase: string;
  /** Where Home Assistant says that it has started, for example `homeassistant/status`. */
  readonly birthTopic: string;
}

const EVERYTHING = ['#'];
const NOTHING: readonly string[] = [];

export function accessRules(wish: AccessWish, names: ContractNames): AccessRules {
  const { profile = 'control' } = wish;
  return {
    publish: wish.publish ?? mayPublishAs(profile, names),
    subscribe: wish.subscribe ?? EVERYTHING,
  };
}

function mayPublishAs(profile: Profile, { topicBase, birthTopic }: ContractNames): readonly string[] {
  switch (profile) {
    case 'full':
      return EVERYTHING;
    case 'control':
      // A device, a key of a device, and a setting of the surplus controller for a charger.
      return [`${topicBase}/+/set`, `${topicBase}/+/+/set`, `${topicBase}/+/+/+/set`, birthTopic];
    case 'read_only':
      return NOTHING;
  }
}

/** Topics that start with `$` are the broker's own (MQTT 5, 4.7.2): nobody may publish there, whatever the rules say. */
export function mayPublish(rules: AccessRules, topic: string): boolean {
  return !topic.startsWith('$') && rules.publish.some((filter) => matchesFilter(filter, topic));
}

/** Whether everything that the filter could bring is allowed. `#` does not include `$SYS`, a rule has to name it. */
export function maySubscribe(rules: AccessRules, filter: string): boolean {
  return rules.subscribe.some((allowed) => coversFilter(allowed, filter));
}

/** Topics on which nothing is ever retained, because a stored command would act again at every reconnection. */
export function isSetTopic(topicBase: string, topic: string): boolean {
  return topic.startsWith(`${topicBase}/`) && topic.endsWith('/set');
}
