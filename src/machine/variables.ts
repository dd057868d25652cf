// Variables live in scopes: the process, subprocesses, and activities that have local ones. Looked up from inside out.
// Results go to the nearest scope that has or declares a variable of that name, else to the process.
import type { JsonValue, Variables } from '../model/json.ts';
import type { ElementInstance } from '../model/instance-state.ts';
import { isEmpty } from './apply.ts';
import { emit, type Run } from './run.ts';

/** `undefined` when no scope has it, or the innermost that declares it has no value yet. */
export function lookUp(run: Run, scope: string, name: string): JsonValue | undefined {
  const elements = run.state.elements;
  for (let instance = elements.get(scope); instance !== undefined;) {
    const variables = instance.variables;
    if (variables !== undefined && Object.hasOwn(variables, name)) return variables[name];
    if (owns(run, instance, name)) return undefined;
    if (instance.loop !== undefined) {
      const counter = loopVariable(instance, name);
      if (counter !== undefined) return counter;
    }
    if (instance.parent === undefined) return undefined;
    instance = elements.get(instance.parent);
  }
  return undefined;
}

/** Declared in the element, with a value or without. */
function owns({ graph }: Run, { element }: ElementInstance, name: string): boolean {
  return graph.ownsData && graph.nodes.get(element)?.locals.includes(name) === true;
}

/** The attributes of a running multi-instance activity: BPMN 2.0.2 table 10.31. */
function loopVariable({ loop }: ElementInstance, name: string): number | undefined {
  if (loop === undefined) return undefined;
  switch (name) {
    case 'numberOfInstances':
      return loop.total;
    case 'numberOfActiveInstances':
      return loop.started - loop.done;
    case 'numberOfCompletedInstances':
      return loop.done;
    case 'numberOfTerminatedInstances':
      return 0; // the completion condition is asked before any instance is terminated
    default:
      return undefined;
  }
}

/** Writes results upward from `scope`: each to the nearest scope that has or declares it, else to the process itself. */
export function propagate(run: Run, scope: string, values: Variables): void {
  if (isEmpty(values)) return;
  const names = Object.keys(values);
  let byScope: Map<string, Record<string, JsonValue>> | null = null;
  let only: string | null = null;
  for (const name of names) {
    const owner = ownerOf(run, scope, name);
    if (only === null) only = owner;
    else if (owner !== only) {
      byScope = new Map();
      break;
    }
  }
  if (byScope === null) {
    if (only !== null) emit(run, { type: 'variables.set', scope: only, values });
    return;
  }
  for (const name of names) {
    const owner = ownerOf(run, scope, name);
    const group = byScope.get(owner) ?? {};
    group[name] = values[name] as JsonValue;
    byScope.set(owner, group);
  }
  for (const [owner, group] of byScope) emit(run, { type: 'variables.set', scope: owner, values: group });
}

function ownerOf(run: Run, scope: string, name: string): string {
  const { elements } = run.state;
  let id = scope;
  for (;;) {
    const instance = elements.get(id);
    if (instance === undefined) return id;
    if (instance.variables !== undefined && Object.hasOwn(instance.variables, name)) return id;
    if (owns(run, instance, name)) return id;
    if (instance.parent === undefined) return id;
    id = instance.parent;
  }
}

/** Everything visible from the scope, inner variables before outer ones of the same name. */
export function lookUpAll(run: Run, scope: string): Record<string, JsonValue> {
  const layers: Record<string, JsonValue>[] = [];
  for (let id: string | undefined = scope; id !== undefined; id = run.state.elements.get(id)?.parent) {
    layers.unshift(run.state.elements.get(id)?.variables ?? {});
  }
  return Object.assign({}, ...layers) as Record<string, JsonValue>;
}
