// What an expression or a decision gave, as JSON that can be kept; trouble when it is too large, by itself or together with all else that
// the step gives.
import { feelLimitOf, toJson } from '../feel/index.ts';
import type { JsonValue } from '../model/json.ts';
import { limits } from '../model/limits.ts';
import type { Run } from './graph.ts';
import { trouble } from './trouble.ts';

/** Throws trouble EXPRESSION_FAILED. */
export function storable(run: Run, expression: string, given: unknown): JsonValue {
  const value = asJson(expression, given);
  const size = (run.values ??= { text: 0, entries: 0 });
  const before = size.text;
  measure(value, size);
  // One text named many times costs nothing until it is written down, and then more than a store or JSON itself can hold.
  if (size.text - before > limits.variableBytes)
    throw trouble('EXPRESSION_FAILED', { expression, reason: 'FEEL_STRING_LENGTH', limit: limits.variableBytes });
  if (size.text + size.entries * BYTES_OF_ENTRY > limits.stepBytes)
    throw trouble('EXPRESSION_FAILED', { expression, reason: 'STEP_VALUES', limit: limits.stepBytes });
  return value;
}

const BYTES_OF_ENTRY = 8;

function asJson(expression: string, given: unknown): JsonValue {
  try {
    return toJson(given);
  } catch (error) {
    const limit = feelLimitOf(error);
    if (limit === null) throw error;
    throw trouble('EXPRESSION_FAILED', { ...limit.params, expression, reason: limit.code });
  }
}

/** Adds the characters of all texts and names, and the entries, of the value. */
function measure(value: JsonValue, size: NonNullable<Run['values']>): void {
  if (typeof value === 'string') size.text += value.length;
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) size.text += name.length;
  for (const entry of Object.values<JsonValue>(value)) {
    size.entries += 1;
    measure(entry, size);
  }
}
