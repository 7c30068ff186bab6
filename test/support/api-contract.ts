import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { API_ERRORS } from '../../src/api/api-error.js';
import type { JsonObject } from '../../src/json.js';

/** As much of an OpenAPI 3.1 document as a check of answers needs. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly securitySchemes: Readonly<Record<string, JsonObject>>;
  };
}

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonObject;
}

type Content = Readonly<Record<string, { readonly schema: JsonObject }>>;

export interface AnsweredCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** Holds answers against the document that the server itself publishes. */
export interface ApiContract {
  readonly document: OpenApi;
  check(call: AnsweredCall): void;
}

export function createApiContract(document: OpenApi): ApiContract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: document.components });
  const validators = new Map<JsonObject, ValidateFunction>();
  const routes = Object.keys(document.paths).map((path) => ({ path, pattern: patternOf(path) }));

  function problems(schema: JsonObject, value: unknown): string | undefined {
    const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
    const validate = validators.get(schema) ?? ajv.compile(local);
    validators.set(schema, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  }

  return {
    document,
    check({ method, path, status, headers, json }) {
      const call = `${method} ${path} → ${status}`;
      if (status >= 400 && method !== 'HEAD') expectEnvelope(call, status, json);
      const documented = routes
        .filter(({ pattern }) => pattern.test(path))
        .map((route) => document.paths[route.path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()])
        .find((found) => found !== undefined);
      if (documented === undefined) return;
      const answer = documented.responses[status];
      expect(answer, `${call} is documented`).toBeDefined();
      if (method === 'HEAD' || answer?.content === undefined) return;
      const type = headers.get('content-type')?.split(';')[0] ?? '';
      const content = answer.content[type];
      expect(content, `${call} as ${type} is documented`).toBeDefined();
      if (content !== undefined && type === 'application/json') {
        expect(problems(content.schema, json), `${call} is as documented`).toBeUndefined();
      }
    },
  };
}

/** Every refusal has the one form, and the status that its code stands for. */
function expectEnvelope(call: string, status: number, json: unknown): void {
  expect(json, call).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  const { code, message } = (json as { error: { code: keyof typeof API_ERRORS; message: string } }).error;
  expect(API_ERRORS[code].status, `${call} with ${code}`).toBe(status);
  expect(message, call).not.toBe('');
}

/** @example patternOf('/api/v1/x/{id}') // /^\/api\/v1\/x\/[^/]+$/ */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
