import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { type ChargeCommands, type CommandOrder, createChargeCommands } from '../charge-commands.js';
import {
  bulkCommandBody,
  type CommandBody,
  commandAnswer,
  commandOf,
  isSupported,
  oneCommandBody,
  type SupportedBody,
  UNSUPPORTED,
  type UnsupportedCommand,
} from '../command-schema.js';
import { pageMembers, pageQuery, refusalAnswer } from '../wire.js';
import { requireChargePoint } from './charge-points.js';

/** Commands for charge points, carried out over the bridge and the surplus controller. */

const PATH = '/api/v1/cpo/commands';
const tags = ['commands'];
const config = { access: ['write:charge_points'] as const };

const DESCRIPTION = `Waits for the outcome, which \`status\` tells; the HTTP status is 200 whatever it is.

- \`start_session\` charges now: \`frc\` 2. Where the surplus controller runs the charger, its mode becomes \`fast\`.
- \`stop_session\` stops: \`frc\` 1. Where the surplus controller runs the charger, its mode becomes \`off\`.
  Start and stop stand until the car is unplugged; then the mode is again what it was.
- \`set_power_limit\` chooses the next lower whole current at the measured voltages, never beyond what charger and
  installation allow; a limit below the least current (6 A) pauses. With the surplus controller it is its
  \`max_current\`, on one phase where three are too much. \`clear_power_limit\` sets everything back.
- \`set_unavailable\` keeps the charger from charging: with the surplus controller until \`set_available\`, without it
  until the car is unplugged.
- \`hard_reset\` restarts the charger, \`soft_reset\` only when no car is charging; both need \`rst\` under
  \`commands.allow\` in the configuration.

Answers 501 to ${Object.keys(UNSUPPORTED)
  .map((name) => `\`${name}\``)
  .join(', ')}.`;

export const commandRoutes: Routes = (api, ports) => {
  const commands = createChargeCommands(ports);
  api.addHook('onReady', commands.start);
  api.addHook('preClose', commands.stop);
  // Before the other one in the documents too: `bulk` is no charge point.
  bulkRoute(api, ports, commands);
  oneRoute(api, ports, commands);
  historyRoute(api, commands);
};

function orderOf(chargePointId: string, body: SupportedBody, { apiKey }: FastifyRequest): CommandOrder {
  return {
    chargePointId,
    command: commandOf(body),
    timeoutMs: body.timeout_seconds * 1000,
    apiKeyId: apiKey?.id ?? null,
  };
}

function bulkRoute(api: Api, ports: ApiPorts, commands: ChargeCommands): void {
  api.post(
    `${PATH}/bulk`,
    {
      config,
      schema: {
        tags,
        summary: 'Command several charge points at once',
        description: 'The same command for each, side by side.',
        body: bulkCommandBody,
        response: {
          200: z.object({ results: z.array(commandAnswer), total: z.int(), accepted: z.int() }),
          404: refusalAnswer('not_found'),
          501: refusalAnswer('not_supported'),
        },
      },
    },
    async (request) => {
      const { body } = request;
      const ids = [...new Set(body.charge_point_ids)];
      for (const id of ids) requireChargePoint(id, ports);
      const { charge_point_ids: _, ...command } = body;
      const supported = requireSupported(command);
      const results = await Promise.all(ids.map((id) => commands.run(orderOf(id, supported, request))));
      const accepted = results.filter(({ status }) => status === 'Accepted').length;
      return { results, total: results.length, accepted };
    },
  );
}

function oneRoute(api: Api, ports: ApiPorts, commands: ChargeCommands): void {
  api.post(
    `${PATH}/:charge_point_id`,
    {
      config,
      schema: {
        tags,
        summary: 'Command a charge point',
        description: DESCRIPTION,
        params: z.object({ charge_point_id: z.string() }),
        body: oneCommandBody,
        response: { 200: commandAnswer, 501: refusalAnswer('not_supported') },
      },
    },
    async (request) => {
      const { charge_point_id: id } = request.params;
      requireChargePoint(id, ports);
      return commands.run(orderOf(id, requireSupported(request.body), request));
    },
  );
}

function historyRoute(api: Api, commands: ChargeCommands): void {
  api.get(
    PATH,
    {
      config: { access: ['read:charge_points'] },
      schema: {
        tags,
        summary: 'Commands, newest first',
        description:
          'The last 1,000 since the server started; they are kept in memory only. Needs `write:charge_points` as well.',
        querystring: z.strictObject({ charge_point_id: z.string().optional(), ...pageQuery }),
        response: { 200: z.object({ commands: z.array(commandAnswer), ...pageMembers }) },
      },
    },
    async ({ query: { charge_point_id, limit, offset }, apiKey }) => {
      if (apiKey?.scopes.includes('write:charge_points') !== true)
        throw new ApiError('forbidden', 'The key lacks the scope write:charge_points.');
      const all = commands.history(charge_point_id);
      return { commands: all.slice(offset, offset + limit), total: all.length, limit, offset };
    },
  );
}

/** @throws ApiError `not_supported` */
function requireSupported(body: CommandBody): SupportedBody {
  if (isSupported(body)) return body;
  throw new ApiError('not_supported', UNSUPPORTED[body.command as UnsupportedCommand]);
}
