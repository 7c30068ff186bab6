import * as z from 'zod';

/** What commands changed for a while, and how it was before. It outlives a restart. */
export interface CommandMemory {
  readonly mode?: HeldMode;
  /** How the charger, or its surplus controller, was set before a power limit. */
  readonly limit?: {
    readonly charger?: { readonly amp: number; readonly frc: number };
    readonly controller?: { readonly max_current: number; readonly phase_policy: string };
  };
}

/** A mode of the surplus controller that stands in for the owner's until something happens. */
export interface HeldMode {
  readonly before: string;
  readonly held: string;
  /** The car goes, the power limit is cleared, the charge point is available again. */
  readonly until: 'unplugged' | 'cleared' | 'available';
}

const memory = z.object({
  mode: z
    .object({ before: z.string(), held: z.string(), until: z.enum(['unplugged', 'cleared', 'available']) })
    .optional(),
  limit: z
    .object({
      charger: z.object({ amp: z.number(), frc: z.number() }).optional(),
      controller: z.object({ max_current: z.number(), phase_policy: z.string() }).optional(),
    })
    .optional(),
});
const memories = z.record(z.string(), memory).transform((all) => new Map(Object.entries(all)));

/** What an earlier run left, by charge point; nothing of it where it cannot be read. */
export function readMemories(kept: unknown): ReadonlyMap<string, CommandMemory> {
  const read = memories.safeParse(kept ?? {});
  return read.success ? (read.data as ReadonlyMap<string, CommandMemory>) : new Map();
}
