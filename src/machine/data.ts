// Data in a process (BPMN 2.0.2 §10.4): data objects and properties are variables of the scope that declares them; data associations
// move values between them and the inputs and outputs of an activity or event, by transformation, assignment or plain copy.
import type {
  BpmnModel,
  DataAssociationModel,
  DataModel,
  ElementModel,
  Expression,
  LoopModel,
  ProcessModel,
} from '../model/process-model.ts';
import { compileValue, type Evaluate } from './expression.ts';
import type { Mapping } from './graph.ts';
import { readName } from './known-names.ts';
import { unreadable, type Unreadable } from './unreadable.ts';
import { lookUp } from './variables.ts';

/** The data of one process. */
export interface ProcessData {
  /** The variable that a data element is; null for the stand-in of some tools where the standard wants a target. */
  variableOf(id: string): string | null;
  /** What is declared directly in an element. */
  declaredIn(element: string): readonly DataModel[];
}

/** What several references show is one thing: named by itself, else by the first reference that has a usable name, else by its id. */
export function dataOf({ dataStores }: BpmnModel, { data }: ProcessModel): ProcessData {
  const byId = new Map<string, Pick<DataModel, 'name' | 'ref'>>(dataStores.map((store) => [store.id, store]));
  const byScope = Map.groupBy(data, ({ scope }) => scope);
  const shownAs = new Map<string, string>();
  for (const datum of data) {
    byId.set(datum.id, datum);
    const name = readName(datum.name);
    if (datum.ref !== undefined && name !== null && !shownAs.has(datum.ref)) shownAs.set(datum.ref, name);
  }
  return {
    variableOf: (id) => {
      const shown = byId.get(id);
      if (shown?.name === STAND_IN) return null;
      const thing = shown?.ref ?? id;
      return readName(byId.get(thing)?.name) ?? shownAs.get(thing) ?? thing;
    },
    declaredIn: (element) => byScope.get(element) ?? [],
  };
}

/** bpmn.io gives a data input association that shows no more than an arrow this property as its target. */
const STAND_IN = '__targetRef_placeholder';

/**
 * Variables that live and end with an activity or event: its properties, the data objects of a subprocess, the output of one round,
 * and what it declares as output and passes on by associations.
 */
export function localsOf(data: ProcessData, { id, dataOutputs = [], loop }: ElementModel): string[] {
  const passedOn = new Set(dataOutputs.flatMap(({ sources }) => sources));
  const own = data
    .declaredIn(id)
    .filter(
      (datum) =>
        datum.kind === 'dataObject' ||
        datum.kind === 'property' ||
        (datum.kind === 'dataOutput' && passedOn.has(datum.id)),
    );
  return [...new Set([...own.flatMap((datum) => data.variableOf(datum.id) ?? []), ...outputOfRound(loop)])];
}

/** Rounds run side by side: each has a variable of its own for its output, if that is one. */
function outputOfRound(loop: LoopModel | undefined): string[] {
  if (loop?.kind !== 'multiInstance') return [];
  if (loop.outputItem !== undefined) return [loop.outputItem];
  const { outputElement } = loop;
  const name = outputElement?.kind === 'feel' ? readName(outputElement.text.split('.')[0]) : null;
  return name === null || name === loop.element || name === 'loopCounter' ? [] : [name];
}

/** The output associations that reach beyond the element: a property of its own ends with it. */
export function leavingAssociations(
  data: ProcessData,
  { id, dataOutputs = [] }: ElementModel,
): readonly DataAssociationModel[] {
  const own = new Set(data.declaredIn(id).flatMap((datum) => (datum.kind === 'property' ? datum.id : [])));
  return own.size === 0 ? dataOutputs : dataOutputs.filter(({ target }) => target === undefined || !own.has(target));
}

/** The moves of one list of associations, in order. */
export function dataMappings(
  data: ProcessData,
  associations: readonly DataAssociationModel[] | undefined,
  direction: 'input' | 'output',
): Mapping[] {
  return (associations ?? []).flatMap((association) => mappingsOf(data, association, direction));
}

/** The transformation makes the target's value, assignments then set parts; without either the source is copied (§10.4.2). */
function mappingsOf(
  data: ProcessData,
  { sources, target, transformation, assignments }: DataAssociationModel,
  direction: 'input' | 'output',
): Mapping[] {
  const to = target === undefined ? null : data.variableOf(target);
  const assigned = assignments.flatMap(({ from, to: path }) => {
    const into = path.text.trim() === '' ? to : path.text.trim();
    if (into === null) return [];
    const [first = '', ...rest] = into.split('.').map(readName);
    if (first === null || rest.includes(null)) throw noPath(path);
    const names = [data.variableOf(first) ?? first, ...rest].filter((name) => name !== null);
    return [{ evaluate: compileValue(from), target: names }];
  });
  if (to === null) return assigned;
  if (transformation !== undefined) return [{ evaluate: compileValue(transformation), target: [to] }, ...assigned];
  const [source] = sources;
  const copied = source === undefined || assigned.length > 0 ? null : data.variableOf(source);
  if (copied === null) return assigned;
  // What was not given out leaves its target as it is; an input without a value is null.
  return [{ evaluate: direction === 'output' ? ifAny(copied) : valueOf(copied), target: [to] }];
}

/** The value of a variable, null when it has none. */
export function valueOf(variable: string): Evaluate {
  const find = ifAny(variable);
  return (run, scope, local) => find(run, scope, local) ?? null;
}

function ifAny(variable: string): Mapping['evaluate'] {
  return (run, scope, local) =>
    local !== undefined && Object.hasOwn(local, variable) ? local[variable] : lookUp(run, scope, variable);
}

function noPath(path: Expression): Unreadable {
  const { text } = path;
  const params = { found: text, expected: 'a.b' };
  return unreadable(path, { code: 'FEEL_SYNTAX', from: 0, to: text.length, params });
}
