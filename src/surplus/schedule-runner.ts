import { createTask } from 'node-cron';
import type { Startable } from '../lifecycle.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import { createTopics } from '../mqtt/topics.js';
import { type Schedule, scheduledCommands } from './schedule.js';

export interface ScheduleRunnerOptions {
  readonly topicBase: string;
  readonly schedules: readonly Schedule[];
  /** Ids of the chargers that are controlled. */
  readonly chargers: readonly string[];
}

export interface ScheduleRunnerPorts {
  readonly mqtt: MqttPort;
  readonly log: Logger;
}

/** A machine may be busy, or its clock set, at the very moment: so late is still in time. */
const LATE_MS = 60_000;

/**
 * The clock behind the schedules: node-cron, by wall time in the time zone of this machine. A time that passed while
 * the program or the machine was away is not made up for.
 */
export function createScheduleRunner(
  { topicBase, schedules, chargers }: ScheduleRunnerOptions,
  { mqtt, log }: ScheduleRunnerPorts,
): Startable {
  const topics = createTopics(topicBase);
  const tasks = schedules.map((schedule) => {
    const { cron, mode } = schedule;
    const run = (): void => {
      log.info({ cron, mode }, 'a schedule changes the mode');
      for (const { topic, payload } of scheduledCommands(schedule, chargers, topics)) {
        mqtt.publish(topic, payload, { qos: 1 });
      }
    };
    const logger = cronLogger(log.child({ cron }));
    return createTask(cron, run, { logger, missedExecutionTolerance: LATE_MS });
  });
  return {
    name: 'schedules',
    async start() {
      for (const task of tasks) await task.start();
    },
    async stop() {
      for (const task of tasks) await task.destroy();
    },
  };
}

/** node-cron would speak to the console. */
function cronLogger(log: Logger) {
  return {
    info: (message: string) => log.debug({}, message),
    debug: (message: string | Error) => log.debug({}, String(message)),
    warn: (message: string) => log.warn({}, message),
    error: (message: string | Error, err?: Error) => log.error({ err: err ?? message }, 'a schedule failed'),
  };
}
