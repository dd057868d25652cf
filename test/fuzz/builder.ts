// Builds a neutral process model element by element; random-process.ts decides which.
import type {
  BpmnModel,
  DataModel,
  DataSetModel,
  ElementModel,
  ElementType,
  EventModel,
  Expression,
  FlowModel,
} from 'quytrinh/model';

export const at = { file: 'random.bpmn', line: 1, column: 1 } as const;
export const feel = (text: string): Expression => ({ kind: 'feel', text, at });
export const codes = ['E1', 'E2'] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Draft = Omit<Mutable<ElementModel>, 'incoming' | 'outgoing'> & { incoming: string[]; outgoing: string[] };
type DraftFlow = Mutable<FlowModel>;

export interface Builder {
  readonly elements: Draft[];
  readonly flows: DraftFlow[];
  readonly associations: { source: string; target: string }[];
  readonly data: DataModel[];
  /** Of the process itself. */
  readonly sets: { inputSets?: readonly DataSetModel[]; outputSets?: readonly DataSetModel[] };
  /** A data object of the process, or an input or output of one of its elements; gives its id. */
  declare(kind: DataModel['kind'], name: string, scope: string): string;
  add(type: ElementType, scope: string, facts?: Partial<Draft>): Draft;
  link(source: string, target: string, condition?: string): DraftFlow;
  element(id: string): Draft;
}

const short: Partial<Record<ElementType, string>> = {
  startEvent: 's',
  endEvent: 'e',
  exclusiveGateway: 'x',
  parallelGateway: 'p',
  inclusiveGateway: 'o',
  complexGateway: 'c',
  eventBasedGateway: 'v',
  boundaryEvent: 'b',
  intermediateCatchEvent: 'i',
  intermediateThrowEvent: 't',
  subProcess: 'S',
  transaction: 'T',
  userTask: 'u',
  serviceTask: 'w',
  receiveTask: 'r',
  task: 'n',
  callActivity: 'k',
  manualTask: 'h',
  sendTask: 'd',
  scriptTask: 'y',
  businessRuleTask: 'z',
  adHocSubProcess: 'A',
};

/** `prefix`: of all ids, so that those of two processes of a file are different. */
export function builder(prefix = ''): Builder {
  const elements: Draft[] = [];
  const flows: DraftFlow[] = [];
  const associations: { source: string; target: string }[] = [];
  const data: DataModel[] = [];
  const sets: Builder['sets'] = {};
  let count = 0;
  const element = (id: string): Draft => {
    const found = elements.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no element ${id}`);
    return found;
  };
  return {
    elements,
    flows,
    associations,
    data,
    sets,
    element,
    declare: (kind, name, scope) => {
      const id =
        kind === 'dataObject'
          ? `${prefix}o_${name}`
          : elements.some((one) => one.id === scope)
            ? name
            : `${prefix}${kind}_${name}`;
      if (!data.some((one) => one.id === id)) data.push({ kind, id, name, scope, at });
      return id;
    },
    add: (type, scope, facts = {}) => {
      count += 1;
      const made: Draft = {
        id: `${prefix}${short[type] ?? type}${count}`,
        type,
        scope,
        at,
        incoming: [],
        outgoing: [],
        ...facts,
      };
      elements.push(made);
      return made;
    },
    link: (source, target, condition) => {
      count += 1;
      const flow: DraftFlow = {
        id: `${prefix}f${count}_${source}_${target}`,
        scope: element(source).scope,
        source,
        target,
        at,
        ...(condition === undefined ? {} : { condition: feel(condition) }),
      };
      flows.push(flow);
      element(source).outgoing.push(flow.id);
      element(target).incoming.push(flow.id);
      return flow;
    },
  };
}

export function event(kind: 'terminate' | 'cancel'): EventModel[];
export function event(kind: 'message' | 'signal' | 'error' | 'escalation', ref?: string): EventModel[];
export function event(kind: EventModel['kind'], ref?: string): EventModel[] {
  return [{ kind, at, ...(ref === undefined ? {} : { ref }) } as EventModel];
}
export function timer(text: string): EventModel[] {
  const kind = text.startsWith('R') ? 'cycle' : 'duration';
  return [{ kind: 'timer', timer: kind, value: { kind: 'literal', text, at }, counting: 'elapsed', at }];
}
export function conditional(text: string): EventModel[] {
  return [{ kind: 'conditional', condition: feel(text), at }];
}
export function compensate(activityRef?: string): EventModel[] {
  return [{ kind: 'compensate', waitForCompletion: true, at, ...(activityRef === undefined ? {} : { activityRef }) }];
}

export function dataSet(id: string, data: readonly string[], facts: Partial<DataSetModel> = {}): DataSetModel {
  return { id, data, optional: [], whileExecuting: [], goesWith: [], at, ...facts };
}

/** The first process calls the others. */
export function modelOf(processes: Readonly<Record<string, Builder>>): BpmnModel {
  const named = (list: readonly string[]) => list.map((id) => ({ id, name: id, at }));
  const coded = (list: readonly string[]) => list.map((id) => ({ id, name: id, code: id, at }));
  return {
    file: at.file,
    processes: Object.entries(processes).map(([id, { elements, flows, associations, data, sets }]) => ({
      id,
      at,
      executable: true,
      elements,
      flows,
      lanes: [],
      data,
      ...sets,
      associations: associations.map(({ source, target }, index) => ({
        id: `${id}a${index}`,
        source,
        target,
        direction: 'one',
        at,
      })),
    })),
    messages: named(['m1', 'm2', 'm3', 'm4']),
    signals: named(['g1', 'g2', 'g3', 'g4']),
    errors: coded(codes),
    escalations: coded(codes),
    itemDefinitions: [],
    dataStores: [],
    globalTasks: [],
    participants: [],
    messageFlows: [],
    correlationProperties: [],
  };
}
