// Where a token can go next inside one scope: along flows, from an activity to its boundary events, over links,
// and from a compensation event to its handler.
import type { ElementModel } from '../model/process-model.ts';
import type { LintContext, Scope } from './context.ts';

/** Ids of elements of the same scope that can follow. */
export function successorsOf(element: ElementModel, context: LintContext): string[] {
  const next: string[] = [];
  for (const id of element.outgoing) {
    const flow = context.flows.get(id);
    if (flow !== undefined) next.push(flow.target);
  }
  for (const boundary of context.boundariesOf.get(element.id) ?? []) next.push(boundary.id);
  if (element.type === 'intermediateThrowEvent') {
    for (const name of linkNames(element)) {
      for (const target of context.processOf.get(element.id)?.elements ?? []) {
        if (target.scope === element.scope && isLinkCatch(target) && linkNames(target).includes(name))
          next.push(target.id);
      }
    }
  }
  return next;
}

/** Every element that can be reached from the given ones, themselves included. */
export function reachableFrom(roots: readonly string[], context: LintContext): Set<string> {
  const seen = new Set(roots);
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = context.elements.get(id);
    if (element === undefined) continue;
    for (const next of successorsOf(element, context)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** Where a scope begins: its start events, or without any every element that no flow leads to (BPMN 2.0.2 §10.5.2). */
export function rootsOf(scope: Scope): readonly ElementModel[] {
  const starts = scope.children.filter((child) => child.type === 'startEvent');
  if (starts.length === 0)
    return scope.children.filter((child) => !isStartedOtherwise(child) && child.incoming.length === 0);
  return [...starts, ...scope.children.filter(instantiates)];
}

/** Elements that no flow leads to by their nature. */
export function isStartedOtherwise(element: ElementModel): boolean {
  return (
    element.type === 'boundaryEvent' ||
    element.triggeredByEvent === true ||
    element.isForCompensation === true ||
    isLinkCatch(element)
  );
}

/** A receive task or event gateway that begins the process without a start event. */
export function instantiates(element: ElementModel): boolean {
  return element.incoming.length === 0 && (element.instantiate === true || element.eventGateway?.instantiate === true);
}

export function isLinkCatch(element: ElementModel): boolean {
  return element.type === 'intermediateCatchEvent' && hasKind(element, 'link');
}

export function hasKind(element: ElementModel, kind: string): boolean {
  return element.events?.some((event) => event.kind === kind) ?? false;
}

export function linkNames(element: ElementModel): string[] {
  return (element.events ?? []).flatMap((event) =>
    event.kind === 'link' && event.name !== undefined ? [event.name] : [],
  );
}
