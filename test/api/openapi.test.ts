import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.js';
import { SCOPES } from '../../src/ledger/api-key.js';
import { startApi } from '../support/api.js';
import type { OpenApi, Operation } from '../support/api-contract.js';

interface Described {
  readonly name: string;
  readonly operation: Operation;
}

async function operations(): Promise<{ readonly document: OpenApi; readonly all: readonly Described[] }> {
  const api = await startApi();
  const { json: document } = await api.request<OpenApi>('/openapi.json', { key: null });
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );
  return { document, all };
}

function alternatives(schema: JsonObject): readonly JsonObject[] {
  const choice = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(choice) ? choice.flatMap((each) => alternatives(each as JsonObject)) : [schema];
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 that anybody may read, with both ways to send a key', async () => {
    const { document, all } = await operations();
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.securitySchemes).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    });
    expect(all.length).toBeGreaterThan(40);
  });

  it('tells of every operation what it is, who may call it, and every way in which it may refuse', async () => {
    const { all } = await operations();
    for (const { name, operation } of all) {
      const { summary, tags, description, security = [], responses, requestBody } = operation;
      expect(summary, name).toMatch(/^[A-Z].{3,}/);
      expect(tags, name).toHaveLength(1);
      expect(description, name).toMatch(/Scope: `|Any valid key\.$|Needs no key\.$/);
      const needed = security.flatMap((each) => Object.values(each).flat());
      for (const scope of needed) {
        expect(SCOPES, name).toContain(scope);
        expect(description, name).toContain(`\`${scope}\``);
      }
      const refusals = [
        ...(security.length > 0 ? ['401', '429'] : []),
        ...(needed.length > 0 ? ['403'] : []),
        ...(requestBody === undefined ? [] : ['400', '413', '415']),
        ...(name.includes('{') ? ['404'] : []),
      ];
      expect(Object.keys(responses), name).toEqual(expect.arrayContaining(refusals));
      expect(
        Object.keys(responses).filter((status) => status.startsWith('2')),
        name,
      ).toHaveLength(1);
    }
  });

  it('names every operation for generated clients', async () => {
    const { all } = await operations();
    const ids = all.map(({ operation }) => operation.operationId ?? '');
    expect(new Set(ids).size).toBe(all.length);
    for (const id of ids) expect(id).toMatch(/^(?:get|post|put|patch|delete)[A-Z]\w+$/);
    expect(ids).toContain('deleteOrgApiKeysByKeyId');
  });

  it('refuses unknown members of every body', async () => {
    const { all } = await operations();
    for (const { name, operation } of all) {
      const body = operation.requestBody?.content['application/json']?.schema;
      for (const schema of body === undefined ? [] : alternatives(body)) {
        expect(schema['additionalProperties'], name).toBe(false);
      }
    }
  });

  it('keeps a scope for every route but those that say otherwise', async () => {
    const { all } = await operations();
    const open = all.filter(({ operation }) =>
      /Any valid key|Needs no key/.test(operation.description ?? ''),
    );
    expect(open.map(({ name }) => name).sort()).toEqual([
      'delete /api/v1/page/session',
      'get /api/v1/page/session',
      'get /health',
      'get /metrics',
      'get /ready',
      'post /api/v1/page/session',
    ]);
  });

  it('has no dangling reference and no schema that nothing uses', async () => {
    const { document } = await operations();
    const used = new Set(JSON.stringify(document).match(/#\/components\/schemas\/\w+/g));
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...used].sort()).toEqual(known.sort());
  });
});

describe('/docs', () => {
  it('is a page that loads everything from here, under a policy that lets nothing else in', async () => {
    const api = await startApi();
    const page = await api.request('/docs', { key: null });
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:\/\//);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const { status } = await api.request(new URL(file, new URL('/docs', api.url)).pathname, { key: null });
      expect(status, file).toBe(200);
    }
    expect((await api.request('/docs/json', { key: null })).status).toBe(200);
  });
});

it('every code of the API is told in the description', async () => {
  const { document } = await operations();
  const text = JSON.stringify(document);
  const codes = readFileSync('src/api/api-error.ts', 'utf8').match(/^ {2}(\w+): \{/gm) ?? [];
  expect(codes.length).toBeGreaterThan(12);
  for (const code of codes) expect(text).toContain(`\`${code.slice(2, -3)}\``);
});
