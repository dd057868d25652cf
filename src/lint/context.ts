// What every rule looks at: the model with the indexes that more than one rule needs, built once.
import type { BpmnModel, ElementModel, FlowModel, MessageModel, ProcessModel } from '../model/process-model.ts';

export interface LintContext {
  readonly model: BpmnModel;
  readonly elements: ReadonlyMap<string, ElementModel>;
  readonly flows: ReadonlyMap<string, FlowModel>;
  /** Process of an element. */
  readonly processOf: ReadonlyMap<string, ProcessModel>;
  readonly messages: ReadonlyMap<string, MessageModel>;
  /** Boundary events by the activity they are attached to. */
  readonly boundariesOf: ReadonlyMap<string, readonly ElementModel[]>;
  readonly scopes: readonly Scope[];
  /** Ids of the decisions that will be there; null: not known. */
  readonly decisions: readonly string[] | null;
}

/** A process or subprocess with the elements that stand directly in it. */
export interface Scope {
  readonly id: string;
  readonly process: ProcessModel;
  /** The subprocess; absent on the process itself. */
  readonly owner?: ElementModel;
  readonly children: readonly ElementModel[];
}

export function lintContext(model: BpmnModel, decisions: readonly string[] | null = null): LintContext {
  const elements = new Map<string, ElementModel>();
  const flows = new Map<string, FlowModel>();
  const processOf = new Map<string, ProcessModel>();
  const boundariesOf = new Map<string, ElementModel[]>();
  const scopes: Scope[] = [];
  for (const process of model.processes) {
    const children = new Map<string, ElementModel[]>();
    for (const element of process.elements) {
      elements.set(element.id, element);
      processOf.set(element.id, process);
      push(children, element.scope, element);
      if (element.attachedTo !== undefined) push(boundariesOf, element.attachedTo, element);
    }
    for (const flow of process.flows) flows.set(flow.id, flow);
    scopes.push({ id: process.id, process, children: children.get(process.id) ?? [] });
    for (const owner of process.elements) {
      if (!isScope(owner)) continue;
      scopes.push({ id: owner.id, process, owner, children: children.get(owner.id) ?? [] });
    }
  }
  const messages = new Map(model.messages.map((message) => [message.id, message]));
  return { model, elements, flows, processOf, messages, boundariesOf, scopes, decisions };
}

export function isScope(element: ElementModel): boolean {
  return element.type === 'subProcess' || element.type === 'transaction' || element.type === 'adHocSubProcess';
}

/** What a person calls it: its name, or its id when it has none. */
export function labelOf(named: { readonly id: string; readonly name?: string }): string {
  const name = named.name?.replace(/\s+/g, ' ').trim();
  return name === undefined || name === '' ? named.id : name;
}

/** Name and id of a flow, or its ends when the file gave it no name. */
export function flowLabel(flow: FlowModel, context: Pick<LintContext, 'elements'>): string {
  if (flow.name !== undefined && flow.name.trim() !== '') return labelOf(flow);
  const end = (id: string): string => labelOf(context.elements.get(id) ?? { id });
  return `${end(flow.source)} → ${end(flow.target)}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
