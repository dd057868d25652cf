// How tokens come into an element: any one of its flows, or all of them, or at an inclusive join the ones that can still
// come (BPMN 2.0.2 §13.4.1–13.4.3).
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext, Scope } from '../context.ts';
import { successorsOf } from '../graph.ts';
import type { Place } from './net.ts';
import { subsets } from './ways-out.ts';

export interface Arrival {
  readonly flows: readonly string[];
  /** Places that must be empty: from there a token could still come that the join has to wait for. */
  readonly blockedBy?: (place: Place) => boolean;
}

export function isInclusiveJoin({ type, incoming }: ElementModel): boolean {
  // A complex gateway's activation condition is data; it is taken to wait for whatever can still come.
  return (type === 'inclusiveGateway' || type === 'complexGateway') && incoming.length > 1;
}

export function isJoin(element: ElementModel): boolean {
  return isInclusiveJoin(element) || (element.type === 'parallelGateway' && element.incoming.length > 1);
}

export function arrivalsOf(element: ElementModel, scope: Scope, context: LintContext): Arrival[] {
  if (element.type === 'parallelGateway') return element.incoming.length === 0 ? [] : [{ flows: element.incoming }];
  if (!isInclusiveJoin(element)) return element.incoming.map((id) => ({ flows: [id] }));
  const canReach = flowsReached(element, scope, context);
  return subsets(element.incoming)
    .filter((flows) => flows.length > 0)
    .map((flows) => {
      const rest = new Set(element.incoming.filter((id) => !flows.includes(id)));
      return {
        flows,
        // §13.4.3: a token blocks when it can reach a flow without token but none that has one.
        blockedBy: (place) => {
          if (place.element === element.id) return place.flow !== undefined && rest.has(place.flow);
          const reached = canReach.get(place.element);
          return place.kind !== 'mark' && reached !== undefined && !flows.some((id) => reached.has(id));
        },
      };
    });
}

/** Element → incoming flows of the join that a token in it can reach without passing the join. */
function flowsReached(join: ElementModel, scope: Scope, context: LintContext): Map<string, Set<string>> {
  const before = new Map<string, string[]>();
  for (const child of scope.children) {
    for (const next of successorsOf(child, context)) before.set(next, [...(before.get(next) ?? []), child.id]);
  }
  const reached = new Map<string, Set<string>>();
  for (const flow of join.incoming) {
    const source = context.flows.get(flow)?.source;
    const open = source === undefined || source === join.id ? [] : [source];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const flows = reached.get(id) ?? new Set();
      if (flows.has(flow)) continue;
      reached.set(id, flows.add(flow));
      open.push(...(before.get(id) ?? []).filter((previous) => previous !== join.id));
    }
  }
  return reached;
}
