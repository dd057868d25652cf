// The marker of a repeated activity → what the machine needs of it.
import type {
  BpmnModel,
  DataAssociationModel,
  ElementModel,
  EventModel,
  MultiInstanceModel,
  ProcessModel,
} from '../model/process-model.ts';
import { dataMappings, leavingAssociations, valueOf, type ProcessData } from './data.ts';
import { inputSets } from './data-sets.ts';
import { compileValue } from './expression.ts';
import type { EventPart, LoopBehaviour, LoopPart } from './graph.ts';
import { eventPart } from './graph-events.ts';
import { orNull } from './graph-parts.ts';

export function loopPart(
  model: BpmnModel,
  process: ProcessModel,
  data: ProcessData,
  element: ElementModel,
): LoopPart | null {
  const { loop } = element;
  if (loop === undefined) return null;
  if (loop.kind === 'standard') {
    return {
      kind: 'standard',
      testBefore: loop.testBefore,
      maximum: orNull(loop.maximum),
      condition: orNull(loop.condition),
    };
  }
  const collection = loop.collectionRef === undefined ? null : data.variableOf(loop.collectionRef);
  const collected =
    loop.outputCollectionRef === undefined || loop.outputItem === undefined
      ? null
      : data.variableOf(loop.outputCollectionRef);
  const { inputs, outputs } = associationsOf(data, element, loop);
  return {
    kind: 'multiInstance',
    sequential: loop.sequential,
    cardinality: orNull(loop.cardinality),
    collection: orNull(loop.collection) ?? (collection === null ? null : valueOf(collection)),
    item: loop.element ?? null,
    outputCollection: loop.outputCollection ?? collected,
    output: orNull(loop.outputElement) ?? (loop.outputItem === undefined ? null : valueOf(loop.outputItem)),
    inputs: dataMappings(data, inputs.ofWhole, 'input'),
    inputSets: inputSets(data, element, inputs.ofWhole, []),
    dataOutputs: dataMappings(data, outputs.ofWhole, 'output'),
    completion: orNull(loop.completionCondition),
    behaviour: loopBehaviour(model, process, data, loop),
  };
}

interface Associations {
  readonly inputs: readonly DataAssociationModel[];
  readonly outputs: readonly DataAssociationModel[];
}

/** The data associations of one round; without a loop all. */
export function ofRound(data: ProcessData, element: ElementModel | undefined): Associations {
  if (element === undefined) return { inputs: [], outputs: [] };
  const { loop, dataInputs = [] } = element;
  if (loop?.kind !== 'multiInstance') return { inputs: dataInputs, outputs: leavingAssociations(data, element) };
  const { inputs, outputs } = associationsOf(data, element, loop);
  return { inputs: inputs.ofRound, outputs: outputs.ofRound };
}

/**
 * What fills the collection happens once before the rounds, what takes the collected outputs once after them (BPMN 2.0.2 table 10.29);
 * all else is of each round, between its item and the data of the activity.
 */
function associationsOf(
  data: ProcessData,
  element: ElementModel,
  { collectionRef, outputCollectionRef, outputCollection }: MultiInstanceModel,
) {
  const fills = ({ target }: DataAssociationModel): boolean => target !== undefined && target === collectionRef;
  const takes = ({ sources }: DataAssociationModel): boolean =>
    sources.some((id) => id === outputCollectionRef || data.variableOf(id) === outputCollection);
  const split = (all: readonly DataAssociationModel[], isOfWhole: (one: DataAssociationModel) => boolean) => ({
    ofWhole: all.filter(isOfWhole),
    ofRound: all.filter((one) => !isOfWhole(one)),
  });
  return { inputs: split(element.dataInputs ?? [], fills), outputs: split(leavingAssociations(data, element), takes) };
}

function loopBehaviour(
  model: BpmnModel,
  process: ProcessModel,
  data: ProcessData,
  loop: MultiInstanceModel,
): LoopBehaviour {
  const part = (event: EventModel | undefined): EventPart | null =>
    event === undefined ? null : eventPart(model, process, event);
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
        events: events.map((event) => eventPart(model, process, event)),
        inputs: dataMappings(data, dataInputs, 'input'),
      }));
      return { kind: 'complex', cases };
    }
  }
}
