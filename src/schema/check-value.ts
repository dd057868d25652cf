// Asks a value of a schema that was read without a fault. Nothing of it becomes code.
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { SchemaProblem, SchemaProblemCode } from '../model/schema.ts';
import { schemaFormats } from './formats.ts';
import { escapePointer, isObject, type SchemaType } from './keywords.ts';
import { matchesPattern } from './pattern.ts';
import { resolveRef } from './resolve-ref.ts';

/** Schemas asked for one value; alternatives inside of alternatives multiply. */
const STEPS = 1_000_000;
/** Problems told of one value. */
const MOST_PROBLEMS = 100;

interface Walk {
  readonly root: JsonValue;
  steps: number;
  readonly problems: SchemaProblem[];
}

export function checkValue(schema: JsonValue, value: JsonValue, root: JsonValue): readonly SchemaProblem[] {
  const walk: Walk = { root, steps: 0, problems: [] };
  ask(schema, value, '', walk);
  if (walk.steps > STEPS) return [{ code: 'TOO_MUCH', pointer: '', params: { limit: STEPS } }];
  return walk.problems.slice(0, MOST_PROBLEMS);
}

function ask(schema: JsonValue, value: JsonValue, pointer: string, walk: Walk): void {
  walk.steps += 1;
  if (walk.steps > STEPS || schema === true) return;
  const tell = (code: SchemaProblemCode, params: SchemaProblem['params'] = {}): void => {
    walk.problems.push({ code, pointer, params });
  };
  if (!isObject(schema)) {
    tell('NEVER');
    return;
  }
  const { type, enum: allowed, $ref: ref } = schema;
  if (type !== undefined) {
    const types = (Array.isArray(type) ? type : [type]) as readonly SchemaType[];
    if (!types.some((name) => isOfType[name](value))) {
      tell('TYPE', { expected: types.join(' | ') });
      return;
    }
  }
  if (Array.isArray(allowed) && !allowed.some((one: JsonValue) => equal(one, value)))
    tell('ENUM', { expected: allowed.map((one: JsonValue) => JSON.stringify(one)).join(', ') });
  if (schema.const !== undefined && !equal(schema.const, value))
    tell('ENUM', { expected: JSON.stringify(schema.const) });
  if (typeof ref === 'string') ask(resolveRef(ref, walk.root) ?? false, value, pointer, walk);
  if (typeof value === 'number') askNumber(schema, value, tell);
  else if (typeof value === 'string') askText(schema, value, tell);
  else if (Array.isArray(value)) askList(schema, value as readonly JsonValue[], pointer, walk, tell);
  else if (isObject(value)) askObject(schema, value, pointer, walk, tell);
  askTogether(schema, value, pointer, walk, tell);
}

type Tell = (code: SchemaProblemCode, params?: SchemaProblem['params']) => void;

const isOfType: Readonly<Record<SchemaType, (value: JsonValue) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
  array: Array.isArray,
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  string: (value) => typeof value === 'string',
};

function askNumber(schema: JsonObject, value: number, tell: Tell): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number' && value < minimum) tell('MINIMUM', { limit: minimum });
  if (typeof maximum === 'number' && value > maximum) tell('MAXIMUM', { limit: maximum });
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    tell('EXCLUSIVE_MINIMUM', { limit: exclusiveMinimum });
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    tell('EXCLUSIVE_MAXIMUM', { limit: exclusiveMaximum });
  if (typeof multipleOf === 'number' && !isMultiple(value, multipleOf)) tell('MULTIPLE_OF', { limit: multipleOf });
}

/** 19.99 is 1,999 times 0.01, whatever binary fractions make of the quotient. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) <= 4 * Number.EPSILON * Math.abs(times);
}

function askText(schema: JsonObject, value: string, tell: Tell): void {
  const { minLength, maxLength, pattern, format } = schema;
  // Characters are code points.
  const length = minLength === undefined && maxLength === undefined ? 0 : Array.from(value).length;
  if (typeof minLength === 'number' && length < minLength) tell('MIN_LENGTH', { limit: minLength });
  if (typeof maxLength === 'number' && length > maxLength) tell('MAX_LENGTH', { limit: maxLength });
  if (typeof pattern === 'string' && matchesPattern(value, pattern) !== true) tell('PATTERN', { pattern });
  if (typeof format === 'string' && schemaFormats[format]?.(value) !== true) tell('FORMAT', { format });
}

function askList(schema: JsonObject, value: readonly JsonValue[], pointer: string, walk: Walk, tell: Tell): void {
  const { minItems, maxItems, uniqueItems, items, prefixItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) tell('MIN_ITEMS', { limit: minItems });
  if (typeof maxItems === 'number' && value.length > maxItems) tell('MAX_ITEMS', { limit: maxItems });
  if (uniqueItems === true && new Set(value.map(keyOf)).size < value.length) tell('UNIQUE_ITEMS');
  const first = Array.isArray(prefixItems) ? (prefixItems as readonly JsonValue[]) : [];
  value.forEach((item, index) => {
    const part = first[index] ?? items;
    if (part !== undefined) ask(part, item, `${pointer}/${index}`, walk);
  });
}

function askObject(schema: JsonObject, value: JsonObject, pointer: string, walk: Walk, tell: Tell): void {
  const { required, minProperties, maxProperties, additionalProperties: others } = schema;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const size = Object.keys(value).length;
  if (typeof minProperties === 'number' && size < minProperties) tell('MIN_PROPERTIES', { limit: minProperties });
  if (typeof maxProperties === 'number' && size > maxProperties) tell('MAX_PROPERTIES', { limit: maxProperties });
  for (const name of Array.isArray(required) ? (required as readonly string[]) : [])
    if (!Object.hasOwn(value, name)) tell('REQUIRED', { name });
  for (const [name, item] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) ask(properties[name]!, item, `${pointer}/${escapePointer(name)}`, walk);
    else if (others === false) tell('UNKNOWN_NAME', { name });
    else if (others !== undefined) ask(others, item, `${pointer}/${escapePointer(name)}`, walk);
  }
}

function askTogether(schema: JsonObject, value: JsonValue, pointer: string, walk: Walk, tell: Tell): void {
  const { allOf, anyOf, oneOf, not } = schema;
  const fits = (part: JsonValue): boolean => {
    const inner: Walk = { root: walk.root, steps: walk.steps, problems: [] };
    ask(part, value, pointer, inner);
    walk.steps = inner.steps;
    return inner.problems.length === 0;
  };
  if (Array.isArray(allOf)) for (const part of allOf as readonly JsonValue[]) ask(part, value, pointer, walk);
  if (Array.isArray(anyOf) && !(anyOf as readonly JsonValue[]).some(fits)) tell('ANY_OF');
  if (Array.isArray(oneOf)) {
    const count = (oneOf as readonly JsonValue[]).filter(fits).length;
    if (count === 0) tell('ANY_OF');
    else if (count > 1) tell('ONE_OF', { count });
  }
  if (not !== undefined && fits(not)) tell('NOT');
}

function equal(a: JsonValue, b: JsonValue): boolean {
  return a === b || keyOf(a) === keyOf(b);
}

/** Equal values have equal keys, whatever the order of names. */
function keyOf(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(keyOf).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${keyOf(value[name]!)}`).join()}}`;
}
