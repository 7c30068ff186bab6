import { type CommandMemory, type HeldMode, readMemories } from '../ledger/charge-point/command-memory.js';
import type { ApiPorts } from './api.js';

/** Name among the ledger's checkpoints. */
const CHECKPOINT = 'charge_point_commands';
/** How often it is looked whether a held mode has had its time. */
const LOOK_MS = 2000;
const WRITE_MS = 5_000;

/** What commands changed for a while; gives the surplus controller back its mode when the car has gone. */
export interface HeldModes {
  memoryOf(chargePointId: string): Promise<CommandMemory>;
  remember(chargePointId: string, memory: CommandMemory): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createHeldModes({ store, devices, clock, log }: ApiPorts): HeldModes {
  const stopping = new AbortController();
  let memories: ReadonlyMap<string, CommandMemory> | undefined;
  let watching: Promise<void> | undefined;

  async function all(): Promise<ReadonlyMap<string, CommandMemory>> {
    memories ??= readMemories((await store.checkpoints()).get(CHECKPOINT));
    return memories;
  }

  async function remember(id: string, memory: CommandMemory): Promise<void> {
    memories = new Map([...(await all()), [id, memory]]);
    await store.record({ checkpoints: new Map([[CHECKPOINT, Object.fromEntries(memories)]]) });
    watch();
  }

  const isHeld = ({ mode }: CommandMemory): boolean => mode !== undefined;

  function watch(): void {
    if (watching !== undefined || ![...(memories?.values() ?? [])].some(isHeld)) return;
    watching = look().finally(() => {
      watching = undefined;
    });
  }

  async function look(): Promise<void> {
    while ([...(await all()).values()].some(isHeld)) {
      try {
        await clock.sleep(LOOK_MS, stopping.signal);
        for (const [id, { mode }] of await all())
          if (mode !== undefined && (await isOver(id, mode))) await release(id, mode);
      } catch (err) {
        if (stopping.signal.aborted) return;
        log.error({ err }, 'A mode could not be given back');
      }
    }
  }

  /** A command may have held another one in the meantime. */
  async function release(id: string, over: HeldMode): Promise<void> {
    const { mode, ...memory } = (await all()).get(id) ?? {};
    if (mode === over) await remember(id, memory);
  }

  /** Whether the mode is given back, or the owner has chosen another one in the meantime. */
  async function isOver(id: string, { before, held, until }: HeldMode): Promise<boolean> {
    const charger = devices.get(id);
    const controller = devices.get(`surplus/${id}`);
    if (!charger?.online || !controller?.online) return false;
    if (controller.values['mode'] !== held) return true;
    if (until !== 'unplugged') return false;
    if (charger.values['car'] !== 1) return false;
    const { status } = await devices.command(`surplus/${id}`, { mode: before }, WRITE_MS);
    if (status === 'Accepted')
      log.info({ charger: id, mode: before }, 'The car has gone: the mode is as before');
    return status === 'Accepted';
  }

  return {
    memoryOf: async (id) => (await all()).get(id) ?? {},
    remember,
    async start() {
      await all();
      watch();
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
