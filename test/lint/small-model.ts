// Builds a BpmnModel from a few lines, so that a test shows only what it is about.
// `flow`: 'a -> b', with a condition 'a -> b if x > 1'. Lines of elements are numbered from 2, of flows after them.
import type { BpmnModel, ElementModel, Expression, FlowModel, ProcessModel } from 'quytrinh/model';

const file = 'small.bpmn';

type Element = Pick<ElementModel, 'id' | 'type'> & Partial<ElementModel>;

export interface SmallProcess extends Partial<Omit<ProcessModel, 'elements' | 'flows'>> {
  readonly elements: readonly Element[];
  readonly flows?: readonly string[];
}

export function smallModel(process: SmallProcess, rest: Partial<BpmnModel> = {}): BpmnModel {
  return {
    file,
    processes: [smallProcess(process)],
    messages: [],
    signals: [],
    errors: [],
    escalations: [],
    itemDefinitions: [],
    dataStores: [],
    globalTasks: [],
    participants: [],
    messageFlows: [],
    correlationProperties: [],
    ...rest,
  };
}

export function smallProcess({ elements, flows = [], ...rest }: SmallProcess): ProcessModel {
  const id = rest.id ?? 'p';
  const scopeOf = new Map(elements.map((element) => [element.id, element.scope ?? id]));
  const flowModels = flows.map((text, index): FlowModel => {
    const match = /^(\w+) -> (\w+)(?: if (.+))?$/.exec(text);
    if (match === null) throw new Error(`not a flow: ${text}`);
    const [, source = '', target = '', condition] = match;
    return {
      id: `${source}_${target}`,
      scope: scopeOf.get(source) ?? id,
      source,
      target,
      at: line(100 + index),
      ...(condition === undefined ? {} : { condition: feel(condition, 100 + index) }),
    };
  });
  const into = new Map<string, string[]>();
  const outOf = new Map<string, string[]>();
  for (const { id: flow, source, target } of flowModels) {
    into.set(target, [...(into.get(target) ?? []), flow]);
    outOf.set(source, [...(outOf.get(source) ?? []), flow]);
  }
  return {
    executable: true,
    lanes: [],
    data: [],
    associations: [],
    ...rest,
    id,
    at: line(1),
    elements: elements.map((element, index) => ({
      scope: id,
      at: line(2 + index),
      incoming: into.get(element.id) ?? [],
      outgoing: outOf.get(element.id) ?? [],
      ...element,
    })),
    flows: flowModels,
  };
}

export function line(number: number): { file: string; line: number; column: number } {
  return { file, line: number, column: 1 };
}

export function feel(text: string, at = 1): Expression {
  return { kind: 'feel', text, at: line(at) };
}

export function literal(text: string, at = 1): Expression {
  return { kind: 'literal', text, at: line(at) };
}
