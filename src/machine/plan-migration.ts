// Can an instance go on under another definition? Every live element, parked token and wait needs a place there. Pure: the dry run
// of a migration and the check before the real one.
import type { CompensationRecord } from '../model/events.ts';
import type { ElementInstance, InstanceState } from '../model/instance-state.ts';
import type { MigrationProblem } from '../model/migration-problem.ts';
import type { Graph, Node } from './graph.ts';

/** `elements` maps old ids (of elements and flows) to new ones; what it does not name keeps its id. Empty: it can be done. */
export function planMigration(
  state: InstanceState,
  from: Graph,
  to: Graph,
  elements: Readonly<Record<string, string>> = {},
): readonly MigrationProblem[] {
  const problems: MigrationProblem[] = [];
  const target = targetsOf(from, to, elements);
  const report = (code: MigrationProblem['code'], element: string, params: Record<string, string> = {}): void => {
    problems.push({ code, element, params });
  };
  const seen = new Map<string, string>();
  for (const [old, next] of Object.entries(elements)) {
    // Misspelt, it would leave the instance where the plan does not want it. That it has the new name already is no mistake.
    if (!isKnown(to, next) || !(isKnown(from, old) || isKnown(from, next)))
      report('MAPPING_UNKNOWN', old, { target: next });
    const other = seen.get(next);
    if (other !== undefined) report('TARGET_TAKEN', old, { target: next, other });
    seen.set(next, old);
  }
  // Completed, it only undoes what was done under its definition.
  if (state.reopened === true) report('COMPENSATION_OPEN', from.root.id);
  for (const instance of Object.values(state.elements)) {
    const old = from.nodes.get(instance.element);
    const next = to.nodes.get(target(instance.element));
    if (old === undefined || next === undefined) {
      report('ELEMENT_MISSING', instance.element, { target: target(instance.element) });
      continue;
    }
    checkNode(old, next, target, report);
    for (const flow of Object.keys(instance.tokens ?? {})) checkFlow(flow, from, to, target, report);
    if (instance.compensation !== undefined && !(state.reopened === true && old === from.root))
      report('COMPENSATION_OPEN', instance.element);
    // What is only remembered needs its place too: planned activities, joins that wait for reset, what can be compensated.
    for (const element of [...(instance.planned ?? []), ...Object.keys(instance.gateways ?? {}), ...recorded(instance)])
      if (!to.nodes.has(target(element))) report('ELEMENT_MISSING', element, { target: target(element) });
    for (const kept of [instance.tokens, instance.heard, instance.brought, instance.gateways])
      checkApart(kept, target, report);
  }
  checkApart(state.performers, target, report);
  return problems;
}

/** The new id of each element and flow. */
export function targetsOf(from: Graph, to: Graph, elements: Readonly<Record<string, string>>): (id: string) => string {
  return (id) => (id === from.root.id ? to.root.id : Object.hasOwn(elements, id) ? (elements[id] ?? id) : id);
}

function isKnown({ nodes, flows }: Graph, id: string): boolean {
  return nodes.has(id) || flows.has(id);
}

/** What is kept by element or flow would be lost where two of them become one. */
function checkApart(
  kept: Readonly<Record<string, unknown>> = {},
  target: (id: string) => string,
  report: Report,
): void {
  const seen = new Map<string, string>();
  for (const id of Object.keys(kept)) {
    const other = seen.get(target(id));
    if (other !== undefined) report('TARGET_TAKEN', id, { target: target(id), other });
    seen.set(target(id), id);
  }
}

function recorded({ completed = [] }: ElementInstance): readonly string[] {
  const elementsOf = (records: readonly CompensationRecord[]): readonly string[] =>
    records.flatMap(({ element, inner = [] }) => [element, ...elementsOf(inner)]);
  return [...new Set(elementsOf(completed))];
}

type Report = (code: MigrationProblem['code'], element: string, params?: Record<string, string>) => void;

function checkNode(old: Node, next: Node, target: (id: string) => string, report: Report): void {
  if (old.type !== next.type) report('TYPE_DIFFERS', old.id, { from: old.type, to: next.type });
  const scope = old.scope === null ? null : target(old.scope.id);
  if (scope !== (next.scope?.id ?? null))
    report('SCOPE_DIFFERS', old.id, { from: scope ?? '', to: next.scope?.id ?? '' });
  if (loopOf(old) !== loopOf(next)) report('LOOP_DIFFERS', old.id, { from: loopOf(old), to: loopOf(next) });
}

function loopOf({ loop }: Node): string {
  if (loop === null) return 'none';
  return loop.kind === 'standard' ? 'standard' : loop.sequential ? 'sequential' : 'parallel';
}

/** A token that waits at a join must wait at the same join there. */
function checkFlow(flow: string, from: Graph, to: Graph, target: (id: string) => string, report: Report): void {
  const old = from.flows.get(flow);
  const next = to.flows.get(target(flow));
  if (next === undefined || old === undefined || next.target.id !== target(old.target.id)) {
    report('FLOW_MISSING', flow, { target: target(flow) });
  }
}
