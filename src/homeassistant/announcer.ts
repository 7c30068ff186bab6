import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import { ONLINE } from '../mqtt/topics.js';
import { announcedAfter, type Place, planAnnouncement, retraction, type Step } from './announcement-plan.js';
import type { Discovery } from './discovery.js';
import { createRecordKeeper } from './record-keeper.js';

/** Changes that come together make one announcement; the broker needs less to hand out the record. */
const QUIET_MS = 2000;
/** What Home Assistant gets to carry out a step before the next one. */
const STEP_MS = 2000;

export interface AnnouncerOptions {
  /** Where the record of what was announced is kept. */
  readonly recordTopic: string;
  readonly place: Place;
  /** Where Home Assistant says `online` after its start. */
  readonly birthTopic: string;
  /** Object ids of what there is to announce; whatever else was announced is removed. */
  readonly configured: ReadonlySet<string>;
}

export interface AnnouncerPorts {
  readonly mqtt: MqttPort;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Home Assistant has started: everything should be published once more. */
  readonly onBirth: () => void;
}

/**
 * Tells Home Assistant which devices there are: at the start, when they change, after every connection, and when Home
 * Assistant says that it has started.
 */
export interface Announcer {
  /** What a device looks like now; announced soon, if it is news. */
  update(discovery: Discovery): void;
  start(): Promise<void>;
  /** What was announced stays: Home Assistant shows the entities as unavailable. */
  stop(): Promise<void>;
}

export function createAnnouncer(options: AnnouncerOptions, ports: AnnouncerPorts): Announcer {
  const { place, configured } = options;
  const { mqtt, clock, log } = ports;
  const record = createRecordKeeper(options.recordTopic, ports);
  const stopping = new AbortController();
  const wanted = new Map<string, Discovery>();
  /** Object id → whether it is announced even if nothing changed. */
  const due = new Map<string, boolean>();
  const lastSteps = new Map<string, string>();
  let connections = 0;
  let quietUntilMs = 0;
  let homeAssistantStarted = false;
  let work: Promise<void> | undefined;

  function schedule(): void {
    if (work === undefined && !stopping.signal.aborted) work = announceSoon().catch(report).finally(goOn);
  }

  function goOn(): void {
    work = undefined;
    if (mqtt.connected && due.size > 0) schedule();
  }

  function report(error: unknown): void {
    if (!stopping.signal.aborted) log.error({ err: error }, 'announcing to Home Assistant failed');
  }

  async function announceSoon(): Promise<void> {
    for (let waitMs = QUIET_MS; waitMs > 0; waitMs = quietUntilMs - clock.monotonic()) {
      await clock.sleep(waitMs, stopping.signal);
    }
    if (!mqtt.connected) return;
    record.own();
    await removeLeftovers();
    for (const [objectId, always] of [...due]) {
      due.delete(objectId);
      const discovery = wanted.get(objectId);
      if (discovery !== undefined) await announce(discovery, always);
    }
    if (!homeAssistantStarted) return;
    homeAssistantStarted = false;
    ports.onBirth();
  }

  async function removeLeftovers(): Promise<void> {
    for (const [objectId, device] of record.devices) {
      if (configured.has(objectId)) continue;
      await carryOut([retraction(objectId, device)]);
      record.set(objectId, undefined);
      log.info({ device: objectId }, 'removed from Home Assistant');
    }
  }

  async function announce(discovery: Discovery, always: boolean): Promise<void> {
    const { objectId, payload } = discovery;
    const before = record.get(objectId);
    const steps = planAnnouncement(discovery, place, before);
    const text = JSON.stringify(steps);
    if (steps.length === 0 || (!always && lastSteps.get(objectId) === text)) return;
    lastSteps.set(objectId, text);
    // Should the program end in the middle, the next run finds all that may have been announced.
    record.set(objectId, announcedAfter({ ...discovery, complete: false }, place, before));
    await carryOut(steps);
    record.set(objectId, announcedAfter(discovery, place, before));
    log.info({ device: objectId, entities: Object.keys(payload.cmps).length }, 'announced to Home Assistant');
  }

  async function carryOut(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      if (index > 0) await clock.sleep(STEP_MS, stopping.signal);
      for (const { topic, payload, retain } of step) mqtt.publish(topic, payload, { retain, qos: 1 });
    }
  }

  function announceAll(): void {
    for (const objectId of wanted.keys()) due.set(objectId, true);
    schedule();
  }

  function onConnect(): void {
    if (stopping.signal.aborted) return;
    quietUntilMs = clock.monotonic() + QUIET_MS;
    if (connections > 0) record.repeat();
    connections++;
    announceAll();
  }

  return {
    update(discovery) {
      const { objectId } = discovery;
      wanted.set(objectId, discovery);
      due.set(objectId, due.get(objectId) ?? false);
      schedule();
    },
    async start() {
      mqtt.onConnect(onConnect);
      await record.listen();
      await mqtt.subscribe(options.birthTopic, ({ payload, retain }) => {
        // A retained birth message is as old as the broker likes.
        if (payload !== ONLINE || retain) return;
        homeAssistantStarted = true;
        announceAll();
      });
      if (mqtt.connected) onConnect();
    },
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
