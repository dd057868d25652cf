// Looks things up in the neutral model, searching its lists anew each time.
import type { BpmnModel, ElementModel, EventModel, FlowModel, ProcessModel } from 'quytrinh/model';

export interface Diagram {
  readonly file: BpmnModel;
  readonly process: ProcessModel;
}

/** That of the process an instance is of. */
export function diagramOf(
  { file }: Pick<Diagram, 'file'>,
  { root }: { readonly root: { readonly el: string } },
): Diagram {
  const process = file.processes.find(({ id }) => id === root.el);
  if (process === undefined) throw new Error(`no process ${root.el}`);
  return { file, process };
}

export function elementOf({ process }: Diagram, id: string): ElementModel {
  const element = process.elements.find((each) => each.id === id);
  if (element === undefined) throw new Error(`no element ${id}`);
  return element;
}

/** The way from a link throw event to its catch event is told as a flow too (§10.5.1: links work as if they were one). */
export const linkFlow = (source: string, target: string): string => `${source}>>${target}`;

export function flowOf({ process }: Diagram, id: string): FlowModel {
  const [from = '', to = ''] = id.split('>>');
  const linked = process.elements.find((each) => each.id === to);
  if (linked !== undefined) return { id, scope: linked.scope, source: from, target: to, at: linked.at };
  const flow = process.flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`no flow ${id}`);
  return flow;
}

export function insideOf({ process }: Diagram, scope: string): readonly ElementModel[] {
  return process.elements.filter((element) => element.scope === scope);
}

export function boundariesOf({ process }: Diagram, activity: string): readonly ElementModel[] {
  return process.elements.filter(({ type, attachedTo }) => type === 'boundaryEvent' && attachedTo === activity);
}

/** Event subprocesses of a scope, each with its start event. */
export function handlersOf(diagram: Diagram, scope: string): { sub: ElementModel; start: ElementModel }[] {
  return insideOf(diagram, scope)
    .filter(({ triggeredByEvent }) => triggeredByEvent === true)
    .flatMap((sub) => {
      const start = insideOf(diagram, sub.id).find(({ type }) => type === 'startEvent');
      return start === undefined ? [] : [{ sub, start }];
    });
}

export function eventOf(element: ElementModel): EventModel | undefined {
  return element.events?.[0];
}

/** One thing that may happen at a catching element: its id, of one with several events also which of them. */
export type Catch = string;

export const catchOf = (id: string, part?: number): Catch => (part === undefined ? id : `${id}/${part}`);

export function partsOf({ id, events = [] }: ElementModel): readonly Catch[] {
  return events.length < 2 ? [id] : events.map((_, part) => catchOf(id, part));
}

/** The element of a catch, and the event; none: a receive task. */
export function caughtBy(
  diagram: Diagram,
  key: Catch,
): { readonly element: ElementModel; readonly event: EventModel | undefined; readonly part?: number } {
  const [id = '', part] = key.split('/');
  const element = elementOf(diagram, id);
  if (part === undefined) return { element, event: eventOf(element) };
  return { element, event: element.events?.[Number(part)], part: Number(part) };
}

/** Needs all of its events. */
export const needsAll = ({ parallelMultiple, events = [] }: ElementModel): boolean =>
  parallelMultiple === true && events.length > 1;

/** The event subprocess that runs instead of what was completed inside when the scope is undone. */
export function undoingSub(diagram: Diagram, scope: string): { sub: ElementModel; start: ElementModel } | undefined {
  return handlersOf(diagram, scope).find(({ start }) => eventOf(start)?.kind === 'compensate');
}

/** The activity that undoes `activity`, when a compensation event on its boundary leads to one. */
export function undoerOf(diagram: Diagram, activity: string): string | undefined {
  const boundary = boundariesOf(diagram, activity).find((each) => eventOf(each)?.kind === 'compensate');
  return diagram.process.associations.find(({ source }) => source === boundary?.id)?.target;
}

/** A call is a task to the process it stands in. */
export function isTask({ type }: ElementModel): boolean {
  return type.endsWith('ask') || type === 'callActivity';
}

/** The process that a call activity calls, in the same file. */
export function calledDiagram({ file }: Diagram, { id, called }: ElementModel): Diagram {
  const process = file.processes.find((each) => each.id === called?.processId.text);
  if (process === undefined) throw new Error(`${id} calls nothing`);
  return { file, process };
}

export function isScope({ type }: ElementModel): boolean {
  return type === 'subProcess' || type === 'transaction' || type === 'adHocSubProcess';
}

/** Code of a thrown or caught error or escalation; undefined catches all. */
export function codeOf({ file }: Diagram, event: EventModel): string | undefined {
  if (event.kind !== 'error' && event.kind !== 'escalation') return undefined;
  const list = event.kind === 'error' ? file.errors : file.escalations;
  return list.find(({ id }) => id === event.ref)?.code;
}

/** Events that an element may throw, a repeated activity when its rounds complete. */
export function thrownBy({ type, events = [], loop }: ElementModel): readonly EventModel[] {
  if (type === 'endEvent' || type === 'intermediateThrowEvent') return events;
  if (loop?.kind !== 'multiInstance') return [];
  const { noneEvent, oneEvent, complexBehaviors = [] } = loop;
  return [noneEvent, oneEvent, ...complexBehaviors.flatMap(({ events: own = [] }) => own)].filter(
    (event) => event !== undefined,
  );
}
