// Input and output sets (BPMN 2.0.2 §10.4.2, "Execution Semantics for Data"): which data an activity, or the process itself, must have
// before it begins, and must have given when it is done. An event never waits for its data. Null is no value, as everywhere in FEEL.
import type { DataAssociationModel, DataSetModel, ElementModel, ProcessModel } from '../model/process-model.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import { dataMappings, type ProcessData, valueOf } from './data.ts';
import type { InputSet, Mapping, OutputSet, Run } from './graph.ts';
import { evaluateMappings } from './mapping.ts';
import { own } from './own.ts';
import { trouble } from './trouble.ts';

/** `associations`: those of a round, or those of a repeated activity as a whole; an input that none of them fills is not waited for. */
export function inputSets(
  data: ProcessData,
  { inputSets: sets = [], outputSets = [] }: ElementModel,
  associations: readonly DataAssociationModel[],
  mappings: readonly Mapping[],
): InputSet[] {
  const inSets = new Set(sets.flatMap((set) => set.data));
  return sets.map((set) => {
    const filling = associations.filter(
      ({ target }) => target === undefined || !inSets.has(target) || set.data.includes(target),
    );
    const required = requiredOf(set, set.whileExecuting).flatMap((id) => {
      const sources = filling.filter(({ target }) => target === id);
      const variable = data.variableOf(id);
      if (sources.length === 0 || variable === null) return [];
      return [
        { variable, sources: sources.flatMap((one) => one.sources.flatMap((from) => data.variableOf(from) ?? [])) },
      ];
    });
    return {
      required,
      mappings: [...dataMappings(data, filling, 'input'), ...mappings],
      outputSets: goingWith(set, outputSets),
    };
  });
}

/** Of the process: its inputs are variables that it begins with, whether a call, an event or somebody has given them. */
export function processInputSets(
  data: ProcessData,
  { inputSets: sets = [], outputSets = [] }: ProcessModel,
): InputSet[] {
  return sets.map((set) => {
    const variables = requiredOf(set, set.whileExecuting).flatMap((id) => data.variableOf(id) ?? []);
    return {
      required: variables.map((variable) => ({ variable, sources: [] })),
      mappings: variables.map((variable) => ({ evaluate: valueOf(variable), target: [variable] })),
      outputSets: goingWith(set, outputSets),
    };
  });
}

function goingWith(set: DataSetModel, outputSets: readonly DataSetModel[]): readonly number[] | null {
  const outputs = outputSets.flatMap(({ id, goesWith }, index) =>
    set.goesWith.includes(id) || goesWith.includes(set.id) ? [index] : [],
  );
  const givesAny = outputs.length === 0 || outputs.length === outputSets.length;
  return givesAny ? null : outputs;
}

/** Of each round, if it is repeated: the collected outputs are made by the loop itself. */
export function outputSets(
  data: ProcessData,
  { outputSets: sets = [], loop }: Pick<ElementModel, 'outputSets' | 'loop'>,
): OutputSet[] {
  const collected = loop?.kind === 'multiInstance' ? loop.outputCollectionRef : undefined;
  return sets.map((set) => requiredOf(set, []).flatMap((id) => (id === collected ? [] : (data.variableOf(id) ?? []))));
}

function requiredOf({ data, optional }: DataSetModel, later: readonly string[]): string[] {
  return data.filter((id) => !optional.includes(id) && !later.includes(id));
}

/** The first set all of whose required inputs have a value, and what it gives. Throws trouble when there is none. */
export function chooseInputs(
  run: Run,
  scope: string,
  { inputs, inputSets: sets }: { readonly inputs: readonly Mapping[]; readonly inputSets: readonly InputSet[] },
  before: Variables = {},
): { readonly values: Record<string, JsonValue>; readonly set: number | null } {
  if (sets.length === 0) return { values: evaluateMappings(run, scope, inputs, before), set: null };
  const missing: string[] = [];
  for (const [index, set] of sets.entries()) {
    let unavailable = unavailableSources(run, scope, set, before);
    if (unavailable.length === 0) {
      const values = evaluateMappings(run, scope, set.mappings, before);
      unavailable = set.required.flatMap(({ variable }) => (hasValue(own(values, variable)) ? [] : [variable]));
      if (unavailable.length === 0) return { values, set: set.outputSets === null ? null : index };
    }
    missing.push(unavailable.join(', '));
  }
  throw trouble('DATA_INPUTS_MISSING', { missing: missing.join('; ') });
}

/** The required inputs whose associations have a source without a value. */
function unavailableSources(run: Run, scope: string, { required }: InputSet, before: Variables): string[] {
  return required.flatMap(({ variable, sources }) =>
    sources.every((source) => hasValue(valueOf(source)(run, scope, before))) ? [] : [variable],
  );
}

/** Throws trouble unless the results fulfil an output set, one of those that go with the inputs it began with. */
export function checkOutputs(
  run: Run,
  id: string,
  {
    inputSets: inputs,
    outputSets: sets,
  }: { readonly inputSets: readonly InputSet[]; readonly outputSets: readonly OutputSet[] },
  results: Variables,
): void {
  if (sets.length === 0) return;
  const { inputSet } = run.state.elements.get(id) ?? {};
  const expected = inputSet === undefined ? null : (inputs[inputSet]?.outputSets ?? null);
  const missing: string[] = [];
  for (const [index, required] of sets.entries()) {
    if (expected?.includes(index) === false) continue;
    const without = required.filter((variable) => !hasValue(valueOf(variable)(run, id, results)));
    if (without.length === 0) return;
    missing.push(without.join(', '));
  }
  throw trouble('DATA_OUTPUTS_MISSING', { missing: missing.join('; ') });
}

const hasValue = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;
