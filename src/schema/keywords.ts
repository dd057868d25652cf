// The keywords that are understood, and what their values must be. Anything else is refused: a keyword that is passed over would
// promise a check that nobody makes.
import type { JsonObject, JsonValue } from '../model/json.ts';

export const schemaTypes = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'] as const;
export type SchemaType = (typeof schemaTypes)[number];

type Kind =
  | 'schema'
  | 'schemas'
  | 'schemaMap'
  | 'any'
  | 'text'
  | 'flag'
  | 'number'
  | 'positive'
  | 'count'
  | 'names'
  | 'list'
  | 'types';

export const keywords: Readonly<Record<string, Kind>> = {
  // what it is
  type: 'types',
  enum: 'list',
  const: 'any',
  // parts
  properties: 'schemaMap',
  additionalProperties: 'schema',
  required: 'names',
  minProperties: 'count',
  maxProperties: 'count',
  items: 'schema',
  prefixItems: 'schemas',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'flag',
  // numbers and texts
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'positive',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'text',
  format: 'text',
  // together
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  $ref: 'text',
  $defs: 'schemaMap',
  // for people
  $schema: 'text',
  $id: 'text',
  $comment: 'text',
  title: 'text',
  description: 'text',
  default: 'any',
  examples: 'list',
  deprecated: 'flag',
  readOnly: 'flag',
  writeOnly: 'flag',
};

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: JsonValue): value is string => typeof value === 'string';
const isCount = (value: JsonValue): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** Parts are looked at by themselves. */
export const isValueOf: Readonly<Record<Kind, (value: JsonValue) => boolean>> = {
  schema: () => true,
  schemas: (value) => Array.isArray(value) && value.length > 0,
  schemaMap: isObject,
  any: () => true,
  text: isText,
  flag: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  positive: (value) => typeof value === 'number' && value > 0,
  count: isCount,
  names: (value) => Array.isArray(value) && value.every(isText) && new Set(value).size === value.length,
  list: Array.isArray,
  types: (value) => {
    const names: readonly JsonValue[] = Array.isArray(value) ? value : [value];
    return names.length > 0 && names.every((name) => (schemaTypes as readonly JsonValue[]).includes(name));
  },
};

/** The schemas directly inside of one, with their pointers. */
export function partsOf(schema: JsonObject, pointer: string): { readonly part: JsonValue; readonly pointer: string }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const at = `${pointer}/${escapePointer(keyword)}`;
    const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (kind === 'schema') return [{ part: value, pointer: at }];
    if (kind === 'schemas' && Array.isArray(value))
      return value.map((part: JsonValue, index) => ({ part, pointer: `${at}/${index}` }));
    if (kind === 'schemaMap' && isObject(value))
      return Object.entries(value).map(([name, part]) => ({ part, pointer: `${at}/${escapePointer(name)}` }));
    return [];
  });
}

/** RFC 6901. */
export function escapePointer(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
