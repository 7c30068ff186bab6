import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import type { BillingRule } from '../../ledger/billing.js';
import { actionSchema, conditionSchema } from '../../ledger/costs/rule-terms.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { found } from '../wire.js';

const PATH = '/api/v1/billing/rules';
const read = { access: ['read:billing'] as const };
const write = { access: ['write:billing'] as const };
const tags = ['billing'];

const ruleMembers = {
  name: z.string().trim().min(1).max(128),
  priority: z.int().min(1).max(1_000_000).meta({ description: 'Lower first.' }),
  conditions: z.array(conditionSchema).max(20).meta({ description: 'All must hold; none: always.' }),
  actions: z.array(actionSchema).min(1).max(20),
};

const ruleBody = z.strictObject({ ...ruleMembers, active: z.boolean().default(true) });

const ruleAnswer = z
  .object({
    rule_id: z.string(),
    ...ruleMembers,
    conditions: z.array(z.object({ type: z.string(), value: z.unknown() })),
    actions: z.array(z.object({ type: z.string(), value: z.unknown() })),
    active: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'BillingRule' });

const params = z.object({ rule_id: z.string() });

/** Rules that change what sessions cost. */
export const billingRuleRoutes: Routes = (api, ports) => {
  readRoutes(api, ports);
  createRoute(api, ports);
  replaceRoute(api, ports);
  deleteRoute(api, ports);
};

function readRoutes(api: Api, { store: { billing } }: ApiPorts): void {
  api.get(
    PATH,
    {
      config: read,
      schema: {
        tags,
        summary: 'List billing rules',
        description: 'In the order in which they apply.',
        response: { 200: z.object({ rules: z.array(ruleAnswer), total: z.int() }) },
      },
    },
    async () => {
      const rules = await billing.rules();
      return { rules: rules.map(shown), total: rules.length };
    },
  );

  api.get(
    `${PATH}/:rule_id`,
    { config: read, schema: { tags, summary: 'One billing rule', params, response: { 200: ruleAnswer } } },
    async ({ params: { rule_id: id } }) => shown(found(await billing.rule(id), 'billing rule', id)),
  );
}

function createRoute(api: Api, { store: { billing }, newId, clock }: ApiPorts): void {
  api.post(
    PATH,
    {
      config: write,
      schema: {
        tags,
        body: ruleBody,
        summary: 'Create a billing rule',
        description:
          'All active rules whose conditions hold apply, by priority, when a session ends: first those that change prices and components, then fees and discounts, then the tax of the tariff.',
        response: { 201: ruleAnswer },
      },
    },
    async ({ body }, reply) => {
      const rule: BillingRule = { ...body, id: newId('rule_'), createdAtMs: clock.now() };
      await billing.putRule(rule);
      return reply.code(201).send(shown(rule));
    },
  );
}

function replaceRoute(api: Api, { store: { billing } }: ApiPorts): void {
  api.put(
    `${PATH}/:rule_id`,
    {
      config: write,
      schema: {
        tags,
        summary: 'Replace a billing rule',
        params,
        body: ruleBody,
        response: { 200: ruleAnswer },
      },
    },
    async ({ params: { rule_id: id }, body }) => {
      const { createdAtMs } = found(await billing.rule(id), 'billing rule', id);
      const rule: BillingRule = { ...body, id, createdAtMs };
      await billing.putRule(rule);
      return shown(rule);
    },
  );
}

function deleteRoute(api: Api, { store: { billing } }: ApiPorts): void {
  api.delete(
    `${PATH}/:rule_id`,
    {
      config: write,
      schema: { tags, summary: 'Delete a billing rule', params, response: { 204: z.null() } },
    },
    async ({ params: { rule_id: id } }, reply) => {
      found((await billing.removeRule(id)) || undefined, 'billing rule', id);
      return reply.code(204).send(null);
    },
  );
}

function shown({ id, name, priority, conditions, actions, active, createdAtMs }: BillingRule) {
  return {
    rule_id: id,
    name,
    priority,
    conditions: conditions.map(({ type, value }) => ({ type, value })),
    actions: actions.map(({ type, value = null }) => ({ type, value })),
    active,
    created_at: isoTime(createdAtMs),
  };
}
