// JSON Schema check of a data file; schemas are compiled when first needed, since most callers never check data.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DataProblem } from '../../model/calendar.ts';

const compiled = new WeakMap<object, ValidateFunction>();
/** A file of another kind gives hundreds of findings; the first ones tell. */
const PROBLEMS_LIMIT = 50;

export function checkShape(schema: object, value: unknown): readonly DataProblem[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, PROBLEMS_LIMIT).map((error) => ({
    code: 'DATA_SHAPE',
    path: error.instancePath,
    params: { rule: error.keyword, problem: error.message ?? '', detail: JSON.stringify(error.params) },
  }));
}
