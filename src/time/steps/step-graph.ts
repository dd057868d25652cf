// Which steps can follow one another in a process: the ground on which times of steps are added up.
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';

export interface StepGraph {
  readonly process: ProcessModel;
  element(id: string): ElementModel | undefined;
  /** Elements of the same scope that can follow; `early`: by a boundary event, perhaps before the element has used its time. */
  next(id: string): readonly StepEdge[];
  /** Where a scope (a process or subprocess) begins. */
  roots(scope: string): readonly string[];
}

export interface StepEdge {
  readonly to: string;
  readonly early: boolean;
}

export function stepGraph(process: ProcessModel): StepGraph {
  const elements = new Map(process.elements.map((element) => [element.id, element]));
  const flows = new Map(process.flows.map((flow) => [flow.id, flow]));
  const boundaries = new Map<string, ElementModel[]>();
  for (const element of process.elements) {
    if (element.attachedTo !== undefined)
      boundaries.set(element.attachedTo, [...(boundaries.get(element.attachedTo) ?? []), element]);
  }
  const next = (id: string): readonly StepEdge[] => {
    const element = elements.get(id);
    if (element === undefined) return [];
    const over = element.outgoing.flatMap((flow) => flows.get(flow)?.target ?? []);
    const linked = element.type === 'intermediateThrowEvent' ? linkTargets(element, process) : [];
    return [
      ...[...over, ...linked].map((to) => ({ to, early: false })),
      ...(boundaries.get(id) ?? []).map((boundary) => ({ to: boundary.id, early: true })),
    ].filter(({ to }) => elements.has(to));
  };
  const roots = (scope: string): readonly string[] => {
    const inside = process.elements.filter((element) => element.scope === scope);
    const starts = inside.filter(({ type }) => type === 'startEvent');
    const begin = inside.filter((element) => element.incoming.length === 0 && !isStartedOtherwise(element));
    const instantiating = begin.filter((one) => one.instantiate === true || one.eventGateway?.instantiate === true);
    return (starts.length === 0 ? begin : [...starts, ...instantiating]).map(({ id }) => id);
  };
  return { process, element: (id) => elements.get(id), next, roots };
}

function isStartedOtherwise(element: ElementModel): boolean {
  return (
    element.attachedTo !== undefined ||
    element.triggeredByEvent === true ||
    element.isForCompensation === true ||
    (element.type === 'intermediateCatchEvent' && linkNames(element).length > 0)
  );
}

function linkTargets(from: ElementModel, process: ProcessModel): readonly string[] {
  const names = linkNames(from);
  return process.elements
    .filter(({ type, scope }) => type === 'intermediateCatchEvent' && scope === from.scope)
    .filter((target) => linkNames(target).some((name) => names.includes(name)))
    .map(({ id }) => id);
}

function linkNames(element: ElementModel): readonly string[] {
  return (element.events ?? []).flatMap((event) =>
    event.kind === 'link' ? [event.name ?? element.name ?? element.id] : [],
  );
}
