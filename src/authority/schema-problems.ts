// Checks a value against a JSON Schema and says what is wrong in our own codes, each with its JSON Pointer.
import { Ajv2020, type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020.js';
import type { AuthorityProblem, AuthorityReasonCode } from '../model/authority.ts';

export function schemaProblems(value: unknown, schema: AnySchemaObject, ref = ''): AuthorityProblem[] {
  // Compiled on first use and kept by ajv; strict mode would only repeat what the schema's own test proves.
  const validate = validators.getSchema(`${String(schema.$id)}${ref}`) ?? compileSchema(schema, ref);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const deepest = errors.filter((error) => !wrappers.has(error.keyword));
  return (deepest.length > 0 ? deepest : errors).map(problemOf);
}

const validators = new Ajv2020({ allErrors: true, strict: false, verbose: true });
/** Keywords that only repeat what their parts have said. */
const wrappers = new Set(['if', 'anyOf', 'allOf']);

function compileSchema(schema: AnySchemaObject, ref: string) {
  const whole = validators.getSchema(String(schema.$id)) ?? validators.compile(schema);
  return ref === '' ? whole : validators.compile({ $ref: `${String(schema.$id)}${ref}` });
}

function problemOf(error: ErrorObject): AuthorityProblem {
  const { code, params } = wordsOf(error);
  return { code, severity: 'error', pointer: error.instancePath, params };
}

function wordsOf(error: ErrorObject): { code: AuthorityReasonCode; params: Record<string, string | number> } {
  const given = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required':
      return { code: 'FILE_REQUIRED', params: { name: String(given.missingProperty) } };
    case 'additionalProperties':
      return { code: 'FILE_UNKNOWN_NAME', params: { name: String(given.additionalProperty) } };
    case 'type':
      return { code: 'FILE_TYPE', params: { expected: String(given.type) } };
    case 'enum':
      return { code: 'FILE_VALUE', params: { expected: (given.allowedValues as readonly unknown[]).join(', ') } };
    case 'pattern':
      return { code: 'FILE_FORM', params: { found: String(error.data), example: exampleOf(error.parentSchema) } };
    default:
      return { code: 'FILE_SHAPE', params: { rule: error.keyword, message: error.message ?? '' } };
  }
}

/** A person is helped by an example, not by a regular expression. */
function exampleOf(schema: AnySchemaObject | undefined): string {
  const { examples } = (schema ?? {}) as { readonly examples?: readonly unknown[] };
  return (examples ?? []).join('; ');
}
