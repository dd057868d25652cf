// Input and output mappings: `source` is evaluated, its value goes to `target`, a variable or a path into one.
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Mapping } from './graph.ts';
import type { Run } from './run.ts';
import { lookUp } from './variables.ts';
import { own } from './own.ts';

/** Later mappings see the values of earlier ones. Throws trouble. */
export function evaluateMappings(
  run: Run,
  scope: string,
  mappings: readonly Mapping[],
  local: Readonly<Record<string, JsonValue>> = {},
): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  const seen: Record<string, JsonValue> = { ...local };
  for (const { evaluate, target } of mappings) {
    const [name, ...path] = target;
    if (name === undefined) continue;
    const value = evaluate(run, scope, seen);
    if (value === undefined) continue;
    const before = path.length === 0 ? undefined : (own(values, name) ?? own(seen, name) ?? lookUp(run, scope, name));
    const next = withPath(before, path, value);
    values[name] = next;
    seen[name] = next;
  }
  return values;
}

/** A copy of `before` with `value` at the path; what is not a context on the way becomes one. */
function withPath(before: JsonValue | undefined, path: readonly string[], value: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const context: Record<string, JsonValue> = isContext(before) ? { ...before } : {};
  return { ...context, [key]: withPath(own(context, key), rest, value) };
}

function isContext(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
