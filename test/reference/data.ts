// Data of activities and events: which input set is available, which output set is given, what goes in and out (BPMN 2.0.2 §10.4.2).
import type { DataSetModel, ElementModel, MappingModel, ProcessModel } from 'quytrinh/model';
import { valueOf } from './condition.ts';
import type { Diagram } from './diagram.ts';
import type { Vars } from './world.ts';

/** The first input set all of whose data have a value; null: none has so far, it has to wait. Without sets an empty name. */
export function availableSet(
  diagram: Diagram,
  { inputSets, dataInputs = [] }: ElementModel,
  vars: Vars,
): string | null {
  if (inputSets === undefined) return '';
  const isThere = (input: string): boolean =>
    dataInputs.every(
      ({ sources, target }) => target !== input || sources.every((id) => isSet(vars, nameOf(diagram, id))),
    );
  return inputSets.find((set) => required(set).every(isThere))?.id ?? null;
}

/** Of the process itself: its inputs are variables. */
export function availableSetOfProcess(diagram: Diagram, vars: Vars): string | null {
  const { inputSets } = diagram.process;
  if (inputSets === undefined) return '';
  return inputSets.find((set) => required(set).every((id) => isSet(vars, nameOf(diagram, id))))?.id ?? null;
}

/** Are the data of an output set among the results, of one that goes with the input set it began with? */
export function isGiven(
  diagram: Diagram,
  of: Pick<ElementModel | ProcessModel, 'inputSets' | 'outputSets'>,
  inputSet: string | undefined,
  results: Vars,
): boolean {
  const { inputSets = [], outputSets } = of;
  if (outputSets === undefined) return true;
  const rule = inputSets.find(({ id }) => id === inputSet)?.goesWith ?? [];
  const wanted = rule.length === 0 ? outputSets : outputSets.filter(({ id }) => rule.includes(id));
  return wanted.some((set) => required(set).every((id) => isSet(results, nameOf(diagram, id))));
}

/** What leaves as plain variables, and what its associations pass on. */
export function givenBy(diagram: Diagram, { dataOutputs = [] }: ElementModel, results: Vars): Vars {
  const own = new Set(dataOutputs.flatMap(({ sources }) => sources));
  const given = Object.fromEntries(Object.entries(results).filter(([name]) => !own.has(name)));
  for (const { sources, target = '' } of dataOutputs)
    for (const id of sources) if (results[id] !== undefined) given[nameOf(diagram, target)] = results[id];
  return given;
}

/** Outputs that the activity declares: they are its own until it is over. */
export const isOutput = ({ dataOutputs = [] }: ElementModel, name: string): boolean =>
  dataOutputs.some(({ sources }) => sources.includes(name));

/** One mapping after another; later ones see what those before have made. */
export function mapped(mappings: readonly MappingModel[], seen: Vars): Vars {
  const made: Vars = {};
  for (const { source, target } of mappings) made[target] = valueOf(source.text, { ...seen, ...made });
  return made;
}

const required = ({ data, optional }: DataSetModel): string[] => data.filter((id) => !optional.includes(id));

const isSet = (vars: Vars, name: string): boolean => vars[name] !== undefined && vars[name] !== null;

const nameOf = ({ process }: Diagram, id: string): string => process.data.find((datum) => datum.id === id)?.name ?? id;
