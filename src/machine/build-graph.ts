// Model → graph: nodes made and linked, expressions compiled once.
import type { BpmnModel, ElementModel, ProcessModel } from '../model/process-model.ts';
import { dataMappings, dataOf, localsOf, type ProcessData } from './data.ts';
import { inputSets, outputSets, processInputSets } from './data-sets.ts';
import { behaviours } from './elements/index.ts';
import { subProcess } from './elements/sub-process.ts';
import type { Behaviour, Graph, Node } from './graph.ts';
import { eventParts } from './graph-events.ts';
import { linkCompensation, linkFlows, linkLinks, linkNode, linkNotices, sortScope } from './graph-links.ts';
import { loopPart, ofRound } from './graph-loops.ts';
import { jobPart, mappings, marksOf, orNull, pausePart, scriptPart, taskPart } from './graph-parts.ts';
import { ofOwner } from './unreadable.ts';

/** The model must have passed `unsupported`. Throws `Unreadable` at the first expression that does not compile. */
export function buildGraph(model: BpmnModel, process: ProcessModel): Graph {
  const remembered = new Set(process.elements.flatMap(({ separation }) => separation?.elements ?? []));
  const source: Source = { model, process, data: dataOf(model, process), remembered };
  const root = ofOwner({ id: process.id, name: process.name ?? process.id }, () =>
    makeNode(process.id, 'process', process.name ?? process.id, subProcess, null, source, undefined),
  );
  const nodes = new Map<string, Node>([[process.id, root]]);
  // Scopes come before what they hold, whatever the order in the file.
  for (const element of byDepth(process)) {
    const scope = nodes.get(element.scope) ?? root;
    const behaviour: Behaviour = behaviours[element.type];
    nodes.set(
      element.id,
      ofOwner({ id: element.id, name: element.name ?? element.id }, () =>
        makeNode(element.id, element.type, element.name ?? element.id, behaviour, scope, source, element),
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
    converses: all.some(({ events }) => events.some(({ correlation }) => correlation !== null)),
    receives: all.some(({ type, events }) => type !== 'endEvent' && events.some(({ kind }) => kind === 'message')),
    asksDecisions: all.some(({ decision }) => decision !== null),
    ownsData: all.some(({ locals }) => locals.length > 0),
    needsData: all.some(
      (node) => node.inputSets.length > 0 || (node.loop?.kind === 'multiInstance' && node.loop.inputSets.length > 0),
    ),
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

/** What the nodes of one process are made from. */
interface Source {
  readonly model: BpmnModel;
  readonly process: ProcessModel;
  readonly data: ProcessData;
  /** Elements that a separation of duties names. */
  readonly remembered: ReadonlySet<string>;
}

function makeNode(
  id: string,
  type: Node['type'],
  name: string,
  behaviour: Behaviour,
  scope: Node | null,
  { model, process, data, remembered }: Source,
  element: ElementModel | undefined,
): Node {
  const { inputs, outputs } = ofRound(data, element);
  const lane =
    element?.lane === undefined ? undefined : process.lanes.find((candidate) => candidate.id === element.lane);
  const performer = element?.performer ?? lane?.performer ?? null;
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
    inputs: orNone([...dataMappings(data, inputs, 'input'), ...mappings(element?.inputs)]),
    ...dataSets(data, process, behaviour, element),
    outputs: orNone(mappings(element?.outputs)),
    dataOutputs: orNone(dataMappings(data, outputs, 'output')),
    locals: orNone(element === undefined ? [] : localsOf(data, element)),
    decision: orNull(element?.decision?.decisionId),
    events: orNone(eventParts(model, process, element)),
    loop: element === undefined ? null : loopPart(model, process, data, element),
    job: jobPart(element?.job),
    script: element?.script === undefined || element.job !== undefined ? null : scriptPart(element.script),
    task: taskPart(element, performer),
    performer,
    interrupting: element?.interrupting ?? true,
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

/** An event has no sets that would be asked: "the execution will never wait" (BPMN 2.0.2 §10.4.2). */
function dataSets(
  data: ProcessData,
  process: ProcessModel,
  { kind }: Behaviour,
  element: ElementModel | undefined,
): Pick<Node, 'inputSets' | 'outputSets'> {
  if (element === undefined)
    return { inputSets: orNone(processInputSets(data, process)), outputSets: orNone(outputSets(data, process)) };
  if (kind !== 'activity') return { inputSets: NONE, outputSets: NONE };
  const { inputs } = ofRound(data, element);
  return {
    inputSets: orNone(inputSets(data, element, inputs, mappings(element.inputs))),
    outputSets: orNone(outputSets(data, element)),
  };
}

/** Most nodes have none: one empty list serves all, so that a large graph stays small. */
function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list;
}

const NONE: readonly never[] = [];

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
