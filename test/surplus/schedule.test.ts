import { describe, expect, it } from 'vitest';
import { createTopics } from '../../src/mqtt/topics.js';
import { scheduledCommands } from '../../src/surplus/schedule.js';

describe('scheduledCommands', () => {
  const topics = createTopics('home');

  it.each([
    { chargers: undefined, topicsSet: ['home/surplus/garage/mode/set', 'home/surplus/yard/mode/set'] },
    { chargers: ['yard'], topicsSet: ['home/surplus/yard/mode/set'] },
    { chargers: [], topicsSet: [] },
  ])('for $chargers: $topicsSet', ({ chargers, topicsSet }) => {
    const schedule = { cron: '0 22 * * *', mode: 'fast', ...(chargers && { chargers }) } as const;
    const commands = scheduledCommands(schedule, ['garage', 'yard'], topics);
    expect(commands).toEqual(topicsSet.map((topic) => ({ topic, payload: 'fast' })));
  });
});
