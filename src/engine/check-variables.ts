// Variables that come in are plain JSON, own data only, and not larger than the limit.
import { engineError } from '../model/engine-error.ts';
import type { Variables } from '../model/json.ts';
import { limits } from '../model/limits.ts';

/** Gives a copy that the caller can no longer change. Throws EngineError VARIABLES_INVALID naming the path. */
export function checkVariables(variables: unknown): Variables {
  if (variables === undefined) return {};
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    throw engineError('VARIABLES_INVALID', { path: '', problem: 'not an object' });
  }
  check(variables, '', 0);
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > limits.variableBytes)
    throw engineError('VARIABLES_INVALID', { path: '', problem: `larger than ${limits.variableBytes} bytes` });
  return JSON.parse(text) as Variables;
}

/** Nesting of one value. */
const DEPTH = 200;

function check(value: unknown, path: string, depth: number): void {
  const refuse = (problem: string): never => {
    throw engineError('VARIABLES_INVALID', { path, problem });
  };
  if (depth > DEPTH) refuse(`nested deeper than ${DEPTH}`);
  switch (typeof value) {
    case 'string':
      if (!isWellFormed(value)) refuse('a text with half of a surrogate pair');
      return;
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) refuse('not a finite number');
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
      if (prototype !== Object.prototype && prototype !== null)
        refuse('not a plain object (dates and others: give an ISO 8601 text)');
      for (const [key, item] of Object.entries(value)) {
        if (key === '__proto__') refuse('named __proto__');
        if (!isWellFormed(key)) refuse('named with half of a surrogate pair');
        check(item, `${path}/${key}`, depth + 1);
      }
      return;
    }
    case 'undefined':
      refuse('undefined');
      return;
    default:
      refuse(`a ${typeof value}`);
  }
}

/** Half of a surrogate pair has no UTF-8: it could be neither kept nor signed. */
function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
