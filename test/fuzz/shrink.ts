// Makes a process that shows a difference smaller: takes elements out, or out of the way, as long as some difference remains.
import type { BpmnModel, ElementModel, FlowModel, ProcessModel } from 'quytrinh/model';
import { run, type Outcome } from './run.ts';
import { isBounded } from './circles.ts';
import { randomOf } from './random.ts';

export interface Small {
  readonly model: BpmnModel;
  readonly driver: number;
  readonly outcome: Extract<Outcome, { kind: 'differs' }>;
}

/**
 * Steps that the lives of one candidate may take together, and those of all: a process that has no end takes for each life all that one may
 * have.
 */
const most = { ofOne: 1_000, ofAll: 20_000 } as const;

export function shrink(model: BpmnModel, outcome: Small['outcome'], tries = 12): Small {
  const search: Search = { kind: kindOf(outcome), tries, steps: 0 };
  let small: Small = { model, driver: -1, outcome };
  for (let again = true; again;) {
    again = false;
    for (const smaller of smallerThan(small.model)) {
      if (search.steps >= most.ofAll) return small;
      const found = differing(smaller, search);
      if (found === null) continue;
      small = found;
      again = true;
      break;
    }
  }
  return small;
}

interface Search {
  readonly kind: string;
  /** Lives of each candidate. */
  readonly tries: number;
  steps: number;
}

function* smallerThan(model: BpmnModel): Generator<BpmnModel> {
  const { processes } = model;
  for (const process of processes.slice(1)) yield { ...model, processes: processes.filter((one) => one !== process) };
  for (const process of processes)
    for (const { id } of process.elements)
      for (const smaller of [without(process, id), bridged(process, id), unlooped(process, id)])
        if (smaller !== null) yield { ...model, processes: processes.map((one) => (one === process ? smaller : one)) };
}

/** In what way they differ: a smaller process has to show the same. */
function kindOf({ report }: Small['outcome']): string {
  const names = ['status', 'alive', 'done', 'killed', 'incidents'].filter((name) => report.includes(`\n  ${name}\n`));
  return names.length > 0
    ? names.join(' ')
    : (/machine: .*|the instance.*/.exec(report)?.[0].replaceAll(/\d+/g, 'n') ?? '');
}

function differing(model: BpmnModel, search: Search): Small | null {
  // What fails without the reference is looked for without it, which is far cheaper.
  const compares = !search.kind.startsWith('machine:');
  const until = search.steps + most.ofOne;
  for (let driver = 0; driver < search.tries && search.steps < until; driver += 1) {
    try {
      // Half of the lives go towards the end from the beginning: an error or an operator ends many others before.
      const own = driver % 2 === 0 ? {} : { steps: 0 };
      const outcome = run({ model, random: randomOf(driver), compares, ...own });
      search.steps += outcome.kind === 'refused' ? 1 : outcome.steps;
      if (outcome.kind === 'differs' && kindOf(outcome) === search.kind) return { model, driver, outcome };
    } catch {
      return null; // no sensible process any more
    }
  }
  return null;
}

function rebuilt(
  process: ProcessModel,
  elements: readonly ElementModel[],
  flows: readonly FlowModel[],
): ProcessModel | null {
  const ids = new Set(elements.map(({ id }) => id));
  const kept = flows.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const fitting = elements.map((element) => {
    const { defaultFlow, ...rest } = element;
    const outgoing = kept.filter(({ source }) => source === element.id).map(({ id }) => id);
    return {
      ...rest,
      incoming: kept.filter(({ target }) => target === element.id).map(({ id }) => id),
      outgoing,
      ...(defaultFlow !== undefined && outgoing.includes(defaultFlow) ? { defaultFlow } : {}),
    };
  });
  const smaller: ProcessModel = {
    ...process,
    elements: fitting,
    flows: kept,
    associations: process.associations.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
  const isEmpty = ({ id, type }: ElementModel): boolean =>
    type === 'adHocSubProcess' &&
    !fitting.some(({ scope, isForCompensation }) => scope === id && isForCompensation !== true);
  return isBounded(smaller) && !fitting.some(isEmpty) ? smaller : null;
}

function without(process: ProcessModel, id: string): ProcessModel | null {
  const element = process.elements.find((each) => each.id === id);
  const noneStart = element?.type === 'startEvent' && element.scope === process.id && element.events === undefined;
  const onlyStart = element?.type === 'startEvent' && element.scope !== process.id;
  if (noneStart || onlyStart) return null;
  const gone = new Set([id]);
  for (let size = 0; size !== gone.size;) {
    size = gone.size;
    for (const each of process.elements)
      if (gone.has(each.scope) || (each.attachedTo !== undefined && gone.has(each.attachedTo))) gone.add(each.id);
  }
  return rebuilt(
    process,
    process.elements.filter((each) => !gone.has(each.id)),
    process.flows,
  );
}

/** Every flow into the element goes to where its first flow leads. */
function bridged(process: ProcessModel, id: string): ProcessModel | null {
  const next = process.flows.find(({ source }) => source === id)?.target;
  if (next === undefined || next === id) return null;
  const flows = process.flows.map((flow) => (flow.target === id ? { ...flow, target: next } : flow));
  return without({ ...process, flows }, id);
}

function unlooped(process: ProcessModel, id: string): ProcessModel | null {
  const element = process.elements.find((each) => each.id === id);
  if (element?.loop === undefined) return null;
  const { loop: _, ...plain } = element;
  return rebuilt(
    process,
    process.elements.map((each) => (each.id === id ? plain : each)),
    process.flows,
  );
}
