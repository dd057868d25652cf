// Variables that come in are plain JSON, own data only, and not larger than the limit.
import type { Variables } from '../model/json.ts';
import { limits } from '../model/limits.ts';
import type { ArgumentProblem } from '../model/argument-problems.ts';
import type { EngineErrorParams } from '../model/engine-error.ts';
import { invalidVariables } from '../model/invalid.ts';

/** Gives a copy that the caller can no longer change. Throws EngineError VARIABLES_INVALID naming the path. */
export function checkVariables(variables: unknown): Variables {
  if (variables === undefined) return {};
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    throw invalidVariables('', 'NOT_OBJECT');
  }
  check(variables, '', 0);
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > limits.variableBytes)
    throw invalidVariables('', 'TOO_LARGE', { limit: limits.variableBytes });
  return JSON.parse(text) as Variables;
}

/** Nesting of one value. */
const DEPTH = 200;

function check(value: unknown, path: string, depth: number): void {
  const refuse = (problem: ArgumentProblem, params: EngineErrorParams = {}): never => {
    throw invalidVariables(path, problem, params);
  };
  if (depth > DEPTH) refuse('TOO_DEEP', { limit: DEPTH });
  switch (typeof value) {
    case 'string':
      if (!isWellFormed(value)) refuse('TEXT_HALF_PAIR');
      return;
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) refuse('NUMBER_NOT_FINITE');
      return;
    case 'object': {
      if (value === null) return;
      if (Array.isArray(value)) {
        value.forEach((item, index) => {
          check(item, `${path}/${index}`, depth + 1);
        });
        return;
      }
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) refuse('OBJECT_NOT_PLAIN');
      for (const [key, item] of Object.entries(value)) {
        if (key === '__proto__') refuse('NAME_RESERVED');
        if (!isWellFormed(key)) refuse('NAME_HALF_PAIR');
        check(item, `${path}/${key}`, depth + 1);
      }
      return;
    }
    default:
      refuse('NOT_JSON', { type: typeof value });
  }
}

/** Half of a surrogate pair has no UTF-8: it could be neither kept nor signed. */
function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
