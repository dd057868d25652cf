// Declared types: what a JSON Schema of a process, a message or a task may say, and what can be wrong with one or with a value.
import type { SourceRange } from './diagnostic.ts';
import type { JsonValue } from './json.ts';

/** A JSON Schema (2020-12) written in a file. `at`: where its text begins. */
export interface SchemaFact {
  readonly schema: JsonValue;
  readonly at: SourceRange;
}

/** `input`: what an activity needs to find; `output`: what completes it. */
export interface ActivitySchemas {
  readonly input?: SchemaFact;
  readonly output?: SchemaFact;
}

/** Code → what a value is, in English, to end the sentence `"/a/b" is …`. */
export const schemaProblems = {
  TYPE: 'not of type {expected}',
  ENUM: 'none of {expected}',
  REQUIRED: 'without "{name}", which is required',
  UNKNOWN_NAME: 'holding "{name}", which is not declared',
  MINIMUM: 'less than {limit}',
  MAXIMUM: 'more than {limit}',
  EXCLUSIVE_MINIMUM: 'not more than {limit}',
  EXCLUSIVE_MAXIMUM: 'not less than {limit}',
  MULTIPLE_OF: 'not a multiple of {limit}',
  MIN_LENGTH: 'shorter than {limit} characters',
  MAX_LENGTH: 'longer than {limit} characters',
  PATTERN: 'not of the form {pattern}',
  FORMAT: 'not a valid {format}',
  MIN_ITEMS: 'a list of fewer than {limit} items',
  MAX_ITEMS: 'a list of more than {limit} items',
  UNIQUE_ITEMS: 'a list with equal items',
  MIN_PROPERTIES: 'an object with fewer than {limit} entries',
  MAX_PROPERTIES: 'an object with more than {limit} entries',
  ANY_OF: 'none of the kinds that are allowed',
  ONE_OF: 'of {count} kinds at once where exactly one is allowed',
  NOT: 'of a kind that is excluded',
  NEVER: 'not allowed',
  TOO_MUCH: 'too large to be checked ({limit} steps)',
} as const satisfies Record<string, string>;
export type SchemaProblemCode = keyof typeof schemaProblems;

/** `pointer`: JSON Pointer (RFC 6901) of the value; empty for the whole. */
export interface SchemaProblem {
  readonly code: SchemaProblemCode;
  readonly pointer: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Code → what is wrong with a schema itself. */
export const schemaFaults = {
  NOT_SCHEMA: 'a schema is an object, true or false',
  NOT_OBJECT: 'variables are an object: the schema must say "type": "object"',
  KEYWORD_UNKNOWN: 'the keyword "{keyword}" is not supported',
  KEYWORD_VALUE: 'the value of "{keyword}" is not valid',
  PATTERN_INVALID: 'the pattern "{pattern}" is not a regular expression that can be used here',
  FORMAT_UNKNOWN: 'the format "{format}" is not supported. Known: {known}',
  REF_REMOTE: '"{ref}" leads out of this schema; only "#" and "#/…" are followed',
  REF_UNKNOWN: '"{ref}" leads nowhere',
  REF_CIRCLE: '"{ref}" leads back to itself',
  TOO_DEEP: 'it is nested deeper than {limit}',
} as const satisfies Record<string, string>;
export type SchemaFaultCode = keyof typeof schemaFaults;

export interface SchemaFault {
  readonly code: SchemaFaultCode;
  /** JSON Pointer into the schema. */
  readonly pointer: string;
  readonly params: Readonly<Record<string, string | number>>;
}
