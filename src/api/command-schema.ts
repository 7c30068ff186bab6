import * as z from 'zod';
import type { ChargeCommand } from '../ledger/charge-point/command-plan.js';
import { CONNECTOR_ID } from './session-schema.js';

/** Commands for charge points on the wire. */

const connector = {
  connector_id: z.literal(CONNECTOR_ID).meta({ description: 'Chargers of a house have one connector.' }),
};
const connectorOnly = z.strictObject(connector);
const nothing = z.strictObject({}).optional();

/** Known to the CSMS documentation, but nothing that a go-e charger can do without OCPP. */
export const UNSUPPORTED = {
  unlock_connector: 'A go-e charger unlocks its cable by itself (setting ust); it cannot be told to.',
  update_firmware: "Updates come from the charger's maker; start them in the go-e app.",
  get_diagnostics: 'A go-e charger uploads no diagnostics; `wattbridge check` looks at it.',
  send_local_list: 'Cards are learned at the charger or in the go-e app; keys `cards` and `lrn`.',
} as const satisfies Record<string, string>;
export type UnsupportedCommand = keyof typeof UNSUPPORTED;

const unsupportedNames = Object.keys(UNSUPPORTED) as [UnsupportedCommand, ...UnsupportedCommand[]];

/** @param more members besides the command */
function commandBody<More extends z.ZodRawShape>(more: More) {
  const common = {
    ...more,
    timeout_seconds: z.int().min(1).max(60).default(10).meta({ description: 'For the whole command.' }),
  };
  const on = z.enum(['clear_power_limit', 'set_available', 'set_unavailable']);
  return z.discriminatedUnion('command', [
    z.strictObject({
      command: z.literal('start_session'),
      parameters: z.strictObject({
        ...connector,
        id_tag: z.string().trim().min(1).max(64).meta({ description: "A card's name or number (1 to 10)." }),
      }),
      ...common,
    }),
    z.strictObject({
      command: z.literal('stop_session'),
      parameters: z.strictObject({ transaction_id: z.string() }),
      ...common,
    }),
    z.strictObject({
      command: z.literal('set_power_limit'),
      parameters: z.strictObject({ ...connector, limit_watts: z.number().min(0).max(100_000) }),
      ...common,
    }),
    z.strictObject({ command: on, parameters: connectorOnly, ...common }),
    z.strictObject({ command: z.enum(['hard_reset', 'soft_reset']), parameters: nothing, ...common }),
    z.strictObject({
      command: z.enum(unsupportedNames),
      parameters: z.record(z.string(), z.unknown()).optional(),
      ...common,
    }),
  ]);
}

export const oneCommandBody = commandBody({});
export const bulkCommandBody = commandBody({
  charge_point_ids: z.array(z.string()).min(1).max(100).meta({ description: 'Each gets the command once.' }),
});

export type CommandBody = z.output<typeof oneCommandBody>;
export type SupportedBody = Exclude<CommandBody, { command: UnsupportedCommand }>;

export function isSupported<Body extends CommandBody>(body: Body): body is Body & SupportedBody {
  return !Object.hasOwn(UNSUPPORTED, body.command);
}

export function commandOf(body: SupportedBody): ChargeCommand {
  switch (body.command) {
    case 'start_session':
      return { command: body.command, idTag: body.parameters.id_tag };
    case 'stop_session':
      return { command: body.command, transactionId: body.parameters.transaction_id };
    case 'set_power_limit':
      return { command: body.command, limitW: body.parameters.limit_watts };
    default:
      return { command: body.command };
  }
}

export const commandAnswer = z
  .object({
    command_id: z.string().meta({ examples: ['cmd_01hzm0yjp0w9n1k6m3x8r5q2v7'] }),
    charge_point_id: z.string(),
    command: z.string(),
    status: z.enum(['Accepted', 'Rejected', 'Timeout', 'Error']).meta({
      description:
        '`Accepted`: written and shown by the charger. `Rejected`: refused, `message` says by whom and why. `Timeout`: the charger did not answer, whether it took the command is not known. `Error`: it could not be sent.',
    }),
    message: z.string().nullable().meta({ description: 'null when it was accepted.' }),
    response: z
      .array(
        z.object({
          device: z.string().meta({ description: 'Whose set-topic.', examples: ['charger'] }),
          values: z.record(z.string(), z.unknown()).meta({ examples: [{ amp: 10 }] }),
          result: z.unknown().meta({ description: "The bridge's result as it came; null: none." }),
        }),
      )
      .meta({ description: 'What was written, in this order.' }),
    response_time_ms: z.int(),
    sent_at: z.iso.datetime(),
    api_key_id: z.string().nullable().meta({ description: 'The key that asked for it.' }),
  })
  .meta({ id: 'Command' });

export type CommandAnswer = z.output<typeof commandAnswer>;
