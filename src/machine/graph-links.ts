// How the nodes of a graph hang together: flows, boundary events, what a scope begins with, links, compensation, notices.
import type { ElementModel, ProcessModel } from '../model/process-model.ts';
import type { Flow, Node } from './graph.ts';
import { orNull } from './graph-parts.ts';
import { ofOwner } from './unreadable.ts';

export function linkFlows(process: ProcessModel, nodes: ReadonlyMap<string, Node>): Map<string, Flow> {
  const flows = new Map<string, Flow>();
  for (const model of process.flows) {
    const source = nodes.get(model.source);
    const target = nodes.get(model.target);
    if (source === undefined || target === undefined) continue;
    const usesWaitingForStart = model.condition?.text.includes('waitingForStart') === true;
    flows.set(model.id, {
      id: model.id,
      model,
      source,
      target,
      condition: ofOwner({ id: model.id, name: model.name ?? model.id }, () => orNull(model.condition)),
      usesWaitingForStart,
    });
  }
  return flows;
}

export function linkNode(
  element: ElementModel,
  nodes: ReadonlyMap<string, Node>,
  flows: ReadonlyMap<string, Flow>,
): void {
  const node = nodes.get(element.id);
  if (node === undefined) return;
  for (const id of element.incoming) {
    const flow = flows.get(id);
    if (flow !== undefined) node.incoming.push(flow);
  }
  for (const id of element.outgoing) {
    const flow = flows.get(id);
    if (flow !== undefined) node.outgoing.push(flow);
  }
  node.defaultFlow = (element.defaultFlow === undefined ? undefined : flows.get(element.defaultFlow)) ?? null;
  node.conditional = node.outgoing.some((flow) => flow.condition !== null);
  const host = element.attachedTo === undefined ? undefined : nodes.get(element.attachedTo);
  if (host !== undefined) {
    node.attachedTo = host;
    host.boundary.push(node);
  }
}

/**
 * What a scope begins with: its none start events, or, without any start event, everything that no flow leads to
 * (BPMN 2.0.2 §13.3.4), save boundary events, event subprocesses and compensation handlers.
 */
export function sortScope(node: Node, withStart: ReadonlySet<string>): void {
  const { scope, element } = node;
  if (scope === null || element === undefined) return;
  if (element.triggeredByEvent === true) {
    scope.eventSubprocesses.push(node);
    return;
  }
  if (node.type === 'startEvent') {
    scope.initialEvents.push(node);
    if (node.events.length === 0 || scope.element?.triggeredByEvent === true) scope.initial.push(node);
    return;
  }
  const implicit =
    !node.instantiates &&
    element.eventGateway?.instantiate !== true &&
    node.incoming.length === 0 &&
    node.attachedTo === null &&
    element.isForCompensation !== true &&
    !isLinkCatch(node);
  if (implicit && !withStart.has(scope.id)) scope.initial.push(node);
}

function isLinkCatch(node: Node): boolean {
  return node.type === 'intermediateCatchEvent' && node.events.some(({ kind }) => kind === 'link');
}

/** A link throw event goes on at the catch event of the same name in its scope (BPMN 2.0.2 §10.5.5.8). */
export function linkLinks(nodes: ReadonlyMap<string, Node>): void {
  const nameOf = (node: Node): string | undefined => {
    const link = node.events.find(({ kind }) => kind === 'link');
    return link?.model.kind === 'link' ? (link.model.name ?? node.name) : undefined;
  };
  for (const target of nodes.values()) {
    if (target.type !== 'intermediateCatchEvent' || nameOf(target) === undefined) continue;
    for (const source of nodes.values()) {
      const same =
        source.type === 'intermediateThrowEvent' && source.scope === target.scope && nameOf(source) === nameOf(target);
      if (!same) continue;
      source.linkTarget = target;
      target.linkedFrom.push(source);
    }
  }
}

/** Handlers hang on compensation boundary events by associations; event subprocesses on their scope (§10.7). */
export function linkCompensation(process: ProcessModel, nodes: ReadonlyMap<string, Node>): void {
  for (const node of nodes.values()) {
    if (!node.events.some(({ kind }) => kind === 'compensate')) continue;
    if (node.type === 'boundaryEvent' && node.attachedTo !== null) {
      const link = process.associations.find(({ source, target }) => source === node.id || target === node.id);
      const other = link === undefined ? undefined : nodes.get(link.source === node.id ? link.target : link.source);
      if (other !== undefined) node.attachedTo.handler = other;
    } else if (
      node.type === 'startEvent' &&
      node.scope?.element?.triggeredByEvent === true &&
      node.scope.scope !== null
    ) {
      node.scope.scope.compensationSubprocess = node.scope;
    }
  }
  // What can be compensated makes every scope around it worth remembering; whether a called process can, it says when it completes.
  for (const node of nodes.values()) {
    if (node.handler === null && node.compensationSubprocess === null && node.called === null) continue;
    for (let at: Node | null = node; at !== null; at = at.scope) at.compensable = true;
  }
}

/** The task that asks for a supplement hangs on the pause that it begins. */
export function linkNotices({ elements }: ProcessModel, nodes: ReadonlyMap<string, Node>): void {
  for (const { pause } of elements) {
    const node = pause?.request === undefined ? undefined : nodes.get(pause.request);
    if (pause !== undefined && node !== undefined) node.noticeOf ??= pause;
  }
}
