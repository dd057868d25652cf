// Model → graph: nodes made and linked, expressions compiled once.
import type {
  BpmnModel,
  ElementModel,
  EventModel,
  Expression,
  JobModel,
  LoopModel,
  MappingModel,
  MultiInstanceModel,
  ProcessModel,
} from '../model/process-model.ts';
import type { Behaviour } from './graph.ts';
import { behaviours } from './elements/index.ts';
import { subProcess } from './elements/sub-process.ts';
import { compileValue, type Evaluate } from './expression.ts';
import { correlationOf } from './correlation.ts';
import { dataMappings } from './data.ts';
import type {
  AssignmentPart,
  EventPart,
  Flow,
  Graph,
  JobPart,
  LoopBehaviour,
  LoopPart,
  Mapping,
  Marks,
  Node,
  PausePart,
} from './graph.ts';

/** The model must have passed `unsupported` and the rules: what does not compile here would fail when it is reached. */
export function buildGraph(model: BpmnModel, process: ProcessModel): Graph {
  const remembered = new Set(process.elements.flatMap(({ separation }) => separation?.elements ?? []));
  const root = makeNode(
    process.id,
    'process',
    process.name ?? process.id,
    subProcess,
    null,
    model,
    process,
    undefined,
    remembered,
  );
  const nodes = new Map<string, Node>([[process.id, root]]);
  // Scopes come before what they hold, whatever the order in the file.
  for (const element of byDepth(process)) {
    const scope = nodes.get(element.scope) ?? root;
    const behaviour: Behaviour = behaviours[element.type];
    nodes.set(
      element.id,
      makeNode(
        element.id,
        element.type,
        element.name ?? element.id,
        behaviour,
        scope,
        model,
        process,
        element,
        remembered,
      ),
    );
  }
  const flows = linkFlows(process, nodes);
  for (const element of process.elements) linkNode(element, nodes, flows);
  const withStart = new Set(process.elements.filter(({ type }) => type === 'startEvent').map(({ scope }) => scope));
  for (const node of nodes.values()) {
    if (node.element?.eventGateway?.instantiate !== true) continue;
    for (const { target } of node.outgoing) target.instantiates = true;
  }
  for (const node of nodes.values()) sortScope(node, withStart);
  linkLinks(nodes);
  linkCompensation(process, nodes);
  linkNotices(process, nodes);
  const all = [...nodes.values()];
  return {
    model,
    process,
    root,
    nodes,
    flows,
    watches: all.some(({ events }) => events.some(({ kind }) => kind === 'conditional')),
    receives: all.some(({ type, events }) => type !== 'endEvent' && events.some(({ kind }) => kind === 'message')),
    asksDecisions: all.some(({ decision }) => decision !== null),
    adHoc: all.some(({ type }) => type === 'adHocSubProcess'),
    gathers: all.some(
      ({ type, incoming, startQuantity }) =>
        startQuantity > 1 ||
        type === 'complexGateway' ||
        (incoming.length > 1 && (type === 'parallelGateway' || type === 'inclusiveGateway')),
    ),
    waitingJoins: all.some(
      ({ type, incoming }) => incoming.length > 1 && (type === 'inclusiveGateway' || type === 'complexGateway'),
    ),
  };
}

function makeNode(
  id: string,
  type: Node['type'],
  name: string,
  behaviour: Behaviour,
  scope: Node | null,
  model: BpmnModel,
  process: ProcessModel,
  element: ElementModel | undefined,
  remembered: ReadonlySet<string>,
): Node {
  const lane =
    element?.lane === undefined ? undefined : process.lanes.find((candidate) => candidate.id === element.lane);
  const node: Node = {
    id,
    type,
    name,
    behaviour,
    scope,
    incoming: [],
    outgoing: [],
    defaultFlow: null,
    conditional: false,
    boundary: [],
    attachedTo: null,
    initial: [],
    initialEvents: [],
    eventSubprocesses: [],
    inputs: orNone([...dataMappings(process, element?.dataInputs), ...mappings(element?.inputs)]),
    outputs: orNone(mappings(element?.outputs)),
    dataOutputs: orNone(dataMappings(process, element?.dataOutputs)),
    decision: orNull(element?.decision?.decisionId),
    events: orNone(eventParts(model, element)),
    loop: loopPart(model, process, element?.loop),
    job: jobPart(element?.job),
    script: element?.script === undefined || element.job !== undefined ? null : scriptPart(element.script),
    assignment: assignmentPart(element),
    interrupting: element?.interrupting ?? true,
    performer: element?.performer ?? lane?.performer ?? null,
    remembered: remembered.has(id),
    linkedFrom: [],
    throwsSignal:
      (type === 'intermediateThrowEvent' || type === 'endEvent') &&
      (element?.events ?? []).some(({ kind }) => kind === 'signal'),
    instantiates: type === 'startEvent' || element?.instantiate === true,
    linkTarget: null,
    startQuantity: element?.startQuantity ?? 1,
    completionQuantity: element?.completionQuantity ?? 1,
    handler: null,
    compensationSubprocess: null,
    compensable: false,
    activation: orNull(element?.activationCondition),
    activeElements: orNull(element?.adHoc?.activeElements),
    adHocCompletion: orNull(element?.adHoc?.completionCondition),
    called: orNull(element?.called?.processId),
    sla: element === undefined ? (process.sla ?? null) : (element.sla ?? null),
    pause: pausePart(element),
    noticeOf: null,
    marks: marksOf(process, element),
  };
  return element === undefined ? node : { ...node, element };
}

function pausePart(element: ElementModel | undefined): PausePart | null {
  const fact = element?.pause;
  if (fact === undefined) return null;
  const part = (text: string | undefined): Evaluate | null =>
    text === undefined ? null : compileValue({ kind: 'feel', text, at: fact.at });
  return { fact, reason: part(fact.reason), documents: part(fact.documents) };
}

function marksOf(process: ProcessModel, element: ElementModel | undefined): Marks | null {
  const phases = (process.phases ?? []).map((fact) => ({ name: fact.name ?? fact.duration, fact }));
  const starts = phases.filter(({ fact }) => fact.from === element?.id);
  const ends = phases.filter(({ fact }) => fact.until !== undefined && fact.until === element?.id);
  const endsDossier = element !== undefined && process.sla?.until === element.id;
  const status = element?.status ?? null;
  return starts.length + ends.length === 0 && !endsDossier && status === null
    ? null
    : { starts, ends, endsDossier, status };
}

function byDepth({ elements }: ProcessModel): ElementModel[] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const depth = (element: ElementModel): number => {
    const outer = byId.get(element.scope);
    return outer === undefined ? 0 : depth(outer) + 1;
  };
  const levels: ElementModel[][] = [];
  for (const element of elements) (levels[depth(element)] ??= []).push(element);
  return levels.flat();
}

/** A link throw event goes on at the catch event of the same name in its scope (BPMN 2.0.2 §10.5.5.8). */
function linkLinks(nodes: ReadonlyMap<string, Node>): void {
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
function linkCompensation(process: ProcessModel, nodes: ReadonlyMap<string, Node>): void {
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
function linkNotices({ elements }: ProcessModel, nodes: ReadonlyMap<string, Node>): void {
  for (const { pause } of elements) {
    const node = pause?.request === undefined ? undefined : nodes.get(pause.request);
    if (pause !== undefined && node !== undefined) node.noticeOf ??= pause;
  }
}

/** Most nodes have none: one empty list serves all, so that a large graph stays small. */
function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list;
}

const NONE: readonly never[] = [];

function linkFlows(process: ProcessModel, nodes: ReadonlyMap<string, Node>): Map<string, Flow> {
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
      condition: orNull(model.condition),
      usesWaitingForStart,
    });
  }
  return flows;
}

function linkNode(element: ElementModel, nodes: ReadonlyMap<string, Node>, flows: ReadonlyMap<string, Flow>): void {
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
function sortScope(node: Node, withStart: ReadonlySet<string>): void {
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

function orNull(expression: Expression | undefined): Evaluate | null {
  return expression === undefined ? null : compileValue(expression);
}

const NOTHING: Evaluate = () => null;

function mappings(list: readonly MappingModel[] | undefined): Mapping[] {
  return (list ?? []).map(({ source, target }) => ({
    evaluate: compileValue(source) ?? NOTHING,
    target: target.split('.'),
  }));
}

function jobPart(job: JobModel | undefined): JobPart | null {
  if (job === undefined) return null;
  const headers = Object.keys(job.headers).length === 0 ? null : job.headers;
  return { type: compileValue(job.type) ?? NOTHING, retries: orNull(job.retries), headers };
}

function scriptPart(script: NonNullable<ElementModel['script']>): NonNullable<Node['script']> {
  return { evaluate: compileValue(script.expression) ?? NOTHING, resultVariable: script.resultVariable ?? null };
}

function assignmentPart(element: ElementModel | undefined): AssignmentPart | null {
  const assignment = element?.assignment;
  if (assignment === undefined) return null;
  return {
    assignee: orNull(assignment.assignee),
    candidateUsers: orNull(assignment.candidateUsers),
    candidateGroups: orNull(assignment.candidateGroups),
    dueDate: orNull(assignment.dueDate),
    followUpDate: orNull(assignment.followUpDate),
    priority: orNull(assignment.priority),
  };
}

function loopPart(model: BpmnModel, process: ProcessModel, loop: LoopModel | undefined): LoopPart | null {
  if (loop === undefined) return null;
  if (loop.kind === 'standard') {
    return {
      kind: 'standard',
      testBefore: loop.testBefore,
      maximum: orNull(loop.maximum),
      condition: orNull(loop.condition),
    };
  }
  return {
    kind: 'multiInstance',
    sequential: loop.sequential,
    cardinality: orNull(loop.cardinality),
    collection: orNull(loop.collection),
    item: loop.element ?? null,
    outputCollection: loop.outputCollection ?? null,
    output: orNull(loop.outputElement),
    completion: orNull(loop.completionCondition),
    behaviour: loopBehaviour(model, process, loop),
  };
}

function loopBehaviour(model: BpmnModel, process: ProcessModel, loop: MultiInstanceModel): LoopBehaviour {
  const part = (event: EventModel | undefined): EventPart | null =>
    event === undefined ? null : eventPart(model, event);
  switch (loop.behavior) {
    case 'all':
      return { kind: 'all' };
    case 'none':
      return { kind: 'none', event: part(loop.noneEvent) };
    case 'one':
      return { kind: 'one', event: part(loop.oneEvent) };
    case 'complex': {
      const cases = (loop.complexBehaviors ?? []).map(({ condition, events = [], dataInputs }) => ({
        condition: compileValue(condition),
        events: events.map((event) => eventPart(model, event)),
        inputs: dataMappings(process, dataInputs),
      }));
      return { kind: 'complex', cases };
    }
  }
}

function eventParts(model: BpmnModel, element: ElementModel | undefined): EventPart[] {
  if (element === undefined) return [];
  const parts = (element.events ?? []).map((event) => eventPart(model, event));
  if (element.messageRef !== undefined && (element.type === 'receiveTask' || element.type === 'sendTask')) {
    parts.push(eventPart(model, { kind: 'message', ref: element.messageRef, at: element.at }));
  }
  return parts;
}

function eventPart(model: BpmnModel, event: EventModel): EventPart {
  const part = {
    model: event,
    kind: event.kind,
    job: null,
    evaluate: null,
    sending: null,
    correlation: null,
    keyOptional: false,
    name: '',
  };
  switch (event.kind) {
    case 'timer':
      return { ...part, evaluate: compileValue(event.value) };
    case 'conditional':
      return { ...part, evaluate: compileValue(event.condition) };
    case 'message': {
      const message = model.messages.find(({ id }) => id === event.ref);
      const key = orNull(message?.correlationKey);
      const correlation = key === null ? correlationOf(model, event.ref) : null;
      return {
        ...part,
        name: message?.name ?? event.ref ?? '',
        evaluate: key ?? correlation?.waiting ?? null,
        sending: key ?? correlation?.sending ?? null,
        correlation,
        keyOptional: correlation !== null,
        job: jobPart(event.job),
      };
    }
    case 'signal': {
      const signal = model.signals.find(({ id }) => id === event.ref);
      return { ...part, name: signal?.name ?? event.ref ?? '' };
    }
    case 'error': {
      const error = model.errors.find(({ id }) => id === event.ref);
      return { ...part, name: error?.code ?? error?.name ?? event.ref ?? '' };
    }
    case 'escalation': {
      const escalation = model.escalations.find(({ id }) => id === event.ref);
      return { ...part, name: escalation?.code ?? escalation?.name ?? event.ref ?? '' };
    }
    default:
      return part;
  }
}
