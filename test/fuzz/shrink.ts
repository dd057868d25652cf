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

export function shrink(model: BpmnModel, outcome: Small['outcome'], tries = 12): Small {
  let small: Small = { model, driver: -1, outcome };
  for (let again = true; again;) {
    again = false;
    for (const { id } of small.model.processes[0]?.elements ?? []) {
      for (const smaller of [without(small.model, id), bridged(small.model, id), unlooped(small.model, id)]) {
        const found = smaller === null ? null : differing(smaller, kindOf(outcome), tries);
        if (found === null) continue;
        small = found;
        again = true;
        break;
      }
    }
  }
  return small;
}

/** In what way they differ: a smaller process has to show the same. */
function kindOf({ report }: Small['outcome']): string {
  const names = ['status', 'alive', 'done', 'killed', 'incidents'].filter((name) => report.includes(`\n  ${name}\n`));
  return names.length > 0 ? names.join(' ') : (/machine: .*|the instance.*/.exec(report)?.[0] ?? '');
}

function differing(model: BpmnModel, kind: string, tries: number): Small | null {
  for (let driver = 0; driver < tries; driver += 1) {
    try {
      const outcome = run({ model, random: randomOf(driver) });
      if (outcome.kind === 'differs' && kindOf(outcome) === kind) return { model, driver, outcome };
    } catch {
      return null; // no sensible process any more
    }
  }
  return null;
}

function rebuilt(model: BpmnModel, elements: readonly ElementModel[], flows: readonly FlowModel[]): BpmnModel | null {
  const [process] = model.processes;
  if (process === undefined) return null;
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
  if (!isBounded(smaller)) return null;
  return { ...model, processes: [smaller, ...model.processes.slice(1)] };
}

function without(model: BpmnModel, id: string): BpmnModel | null {
  const [process] = model.processes;
  if (process === undefined || process.elements.some((each) => each.id === id && each.type === 'startEvent'))
    return null;
  const gone = new Set([id]);
  for (let size = 0; size !== gone.size;) {
    size = gone.size;
    for (const element of process.elements)
      if (gone.has(element.scope) || (element.attachedTo !== undefined && gone.has(element.attachedTo)))
        gone.add(element.id);
  }
  return rebuilt(
    model,
    process.elements.filter((element) => !gone.has(element.id)),
    process.flows,
  );
}

/** Every flow into the element goes to where its first flow leads. */
function bridged(model: BpmnModel, id: string): BpmnModel | null {
  const [process] = model.processes;
  const next = process?.flows.find(({ source }) => source === id)?.target;
  if (process === undefined || next === undefined || next === id) return null;
  const flows = process.flows.map((flow) => (flow.target === id ? { ...flow, target: next } : flow));
  return without({ ...model, processes: [{ ...process, flows }, ...model.processes.slice(1)] }, id);
}

function unlooped(model: BpmnModel, id: string): BpmnModel | null {
  const [process] = model.processes;
  const element = process?.elements.find((each) => each.id === id);
  if (process === undefined || element?.loop === undefined) return null;
  const { loop: _, ...plain } = element;
  return rebuilt(
    model,
    process.elements.map((each) => (each.id === id ? plain : each)),
    process.flows,
  );
}
