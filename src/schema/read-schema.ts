// Reads a schema strictly, once; what comes out can be asked again and again.
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { SchemaFault, SchemaProblem } from '../model/schema.ts';
import { checkValue } from './check-value.ts';
import { schemaFormats } from './formats.ts';
import { isObject, isValueOf, keywords, partsOf } from './keywords.ts';
import { matchesPattern } from './pattern.ts';
import { resolveRef } from './resolve-ref.ts';

export interface CompiledSchema {
  readonly schema: JsonValue;
  /** Every problem of the value; empty when it fits. */
  check(value: JsonValue): readonly SchemaProblem[];
  /** The same for some of the variables that a schema of an object declares: none is missed. */
  checkSome(variables: Readonly<Record<string, JsonValue>>): readonly SchemaProblem[];
  /** Names that are declared; null when others are allowed too. */
  readonly names: readonly string[] | null;
}

export type ReadSchemaResult =
  | { readonly ok: true; readonly schema: CompiledSchema }
  | { readonly ok: false; readonly faults: readonly SchemaFault[] };

/** Nesting of schemas, and of references that lead to each other. */
const DEPTH = 64;

export function readSchema(given: JsonValue): ReadSchemaResult {
  const faults = [...faultsOf(given, '', given, 0)];
  if (faults.length > 0) return { ok: false, faults };
  const partial = isObject(given) ? { ...given, required: [] } : given;
  const { properties, additionalProperties } = isObject(given) ? given : ({} as JsonObject);
  const names = additionalProperties === false && isObject(properties) ? Object.keys(properties) : null;
  return {
    ok: true,
    schema: {
      schema: given,
      check: (value) => checkValue(given, value, given),
      checkSome: (variables) => checkValue(partial, variables, given),
      names,
    },
  };
}

function* faultsOf(schema: JsonValue, pointer: string, root: JsonValue, depth: number): Generator<SchemaFault> {
  if (depth > DEPTH) {
    yield { code: 'TOO_DEEP', pointer, params: { limit: DEPTH } };
    return;
  }
  if (typeof schema === 'boolean') return;
  if (!isObject(schema)) {
    yield { code: 'NOT_SCHEMA', pointer, params: {} };
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (kind === undefined) yield { code: 'KEYWORD_UNKNOWN', pointer, params: { keyword } };
    else if (!isValueOf[kind](value)) yield { code: 'KEYWORD_VALUE', pointer, params: { keyword } };
  }
  const { pattern, format, $ref: ref } = schema;
  if (typeof pattern === 'string' && matchesPattern('', pattern) === null)
    yield { code: 'PATTERN_INVALID', pointer, params: { pattern } };
  if (typeof format === 'string' && !Object.hasOwn(schemaFormats, format))
    yield { code: 'FORMAT_UNKNOWN', pointer, params: { format, known: Object.keys(schemaFormats).join(', ') } };
  if (typeof ref === 'string') yield* refFaults(ref, pointer, root);
  for (const inner of partsOf(schema, pointer)) yield* faultsOf(inner.part, inner.pointer, root, depth + 1);
}

function* refFaults(ref: string, pointer: string, root: JsonValue): Generator<SchemaFault> {
  if (!/^#(\/.*)?$/.test(ref)) yield { code: 'REF_REMOTE', pointer, params: { ref } };
  else if (resolveRef(ref, root) === undefined) yield { code: 'REF_UNKNOWN', pointer, params: { ref } };
  else if (isCircle(ref, root, new Set())) yield { code: 'REF_CIRCLE', pointer, params: { ref } };
}

/** True when the reference comes back to itself without a step into the value. */
function isCircle(ref: string, root: JsonValue, seen: Set<string>): boolean {
  if (seen.has(ref)) return true;
  seen.add(ref);
  const next = [...refsBeside(resolveRef(ref, root), 0)];
  const found = next.some((one) => isCircle(one, root, seen));
  seen.delete(ref);
  return found;
}

/** References that are about the same value. */
function* refsBeside(schema: JsonValue | undefined, depth: number): Generator<string> {
  if (!isObject(schema) || depth > DEPTH) return;
  if (typeof schema.$ref === 'string') yield schema.$ref;
  for (const keyword of ['allOf', 'anyOf', 'oneOf'])
    for (const part of listOf(schema[keyword])) yield* refsBeside(part, depth + 1);
  yield* refsBeside(schema.not, depth + 1);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
