import * as z from 'zod';
import type { ConfigPath } from './path.js';

/** What the schema says of one field, without the ways of the schema library. */
export type Field = Section | List | Value;

interface Facts {
  readonly description?: string | undefined;
  /** See `GlobalMeta` in schema/fields.ts for these. */
  readonly expects?: string;
  readonly unit?: string;
  readonly example?: string | number | boolean;
  readonly defaultText?: string;
  readonly secret?: true;
  readonly minimal?: true;
  /** Whether the field may be left out. */
  readonly optional: boolean;
  /** What counts when it is left out. */
  readonly defaultValue?: unknown;
  /** Whether `null` is a value of its own. Elsewhere a field with `null` counts as left out. */
  readonly nullable: boolean;
}

export interface Section extends Facts {
  readonly kind: 'section';
  readonly fields: ReadonlyMap<string, Field>;
}

export interface List extends Facts {
  readonly kind: 'list';
  readonly item: Field;
}

export interface Value extends Facts {
  readonly kind: 'text' | 'choice' | 'number' | 'boolean';
  /** Of a choice. */
  readonly choices: readonly string[];
  /** Of a number. */
  readonly integer?: boolean;
  /** Of a number, both inclusive. */
  readonly min?: number;
  readonly max?: number;
}

/** The tree of fields of a schema. @throws TypeError for a kind of schema that the configuration does not use */
export function fieldOf(schema: z.ZodObject): Section;
export function fieldOf(schema: z.core.$ZodType): Field;
export function fieldOf(schema: z.core.$ZodType): Field {
  return read(schema, { optional: false, nullable: false });
}

/** The field at a path; undefined where the schema knows none. */
export function fieldAt(root: Field, path: ConfigPath): Field | undefined {
  let field: Field | undefined = root;
  for (const step of path) {
    if (field?.kind === 'section') field = field.fields.get(String(step));
    else field = field?.kind === 'list' && typeof step === 'number' ? field.item : undefined;
  }
  return field;
}

/** Unwraps from the outside in; what an outer layer says counts more than what an inner one says. */
function read(schema: z.core.$ZodType, outer: Facts): Field {
  const facts = { ...z.globalRegistry.get(schema), ...outer };
  if (schema instanceof z.ZodDefault) {
    return read(schema.def.innerType, { ...facts, optional: true, defaultValue: schema.def.defaultValue });
  }
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodExactOptional) {
    return read(schema.def.innerType, { ...facts, optional: true });
  }
  if (schema instanceof z.ZodNullable) return read(schema.def.innerType, { ...facts, nullable: true });
  if (schema instanceof z.ZodPipe) return read(schema.def.in, facts);
  if (schema instanceof z.ZodArray) return { ...facts, kind: 'list', item: fieldOf(schema.element) };
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, fieldOf(field)] as const);
    return { ...facts, kind: 'section', fields: new Map(fields) };
  }
  return { ...facts, ...valueFacts(schema) };
}

function valueFacts(schema: z.core.$ZodType): Pick<Value, 'kind' | 'choices' | 'integer' | 'min' | 'max'> {
  if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { kind: 'choice', choices: [...schema.values].map(String) };
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean', choices: [] };
  if (schema instanceof z.ZodNumber) {
    const { isInt: integer, minValue, maxValue } = schema;
    return { kind: 'number', choices: [], integer, ...limit('min', minValue), ...limit('max', maxValue) };
  }
  if (schema instanceof z.ZodString || schema instanceof z.ZodCustomStringFormat) {
    return { kind: 'text', choices: [] };
  }
  throw new TypeError(`No rule for a schema of type ${schema._zod.def.type}.`);
}

function limit(name: 'min' | 'max', value: number | null): { min?: number; max?: number } {
  return value !== null && Number.isFinite(value) ? { [name]: value } : {};
}
