// What can be seen from a live element: the variables of its scopes, inner ones hiding outer ones of the same name.
import type { InstanceState } from '../model/instance-state.ts';
import type { JsonValue } from '../model/json.ts';

export function visibleVariables(state: InstanceState, on: string | undefined): Record<string, JsonValue> {
  const scopes: Record<string, JsonValue>[] = [];
  for (let id = on; id !== undefined; id = state.elements[id]?.parent)
    scopes.unshift(state.elements[id]?.variables ?? {});
  return Object.assign({}, ...scopes) as Record<string, JsonValue>;
}
