// The marker of a repeated activity → what the machine needs of it.
import type { BpmnModel, EventModel, LoopModel, MultiInstanceModel, ProcessModel } from '../model/process-model.ts';
import { dataMappings } from './data.ts';
import { compileValue } from './expression.ts';
import type { EventPart, LoopBehaviour, LoopPart } from './graph.ts';
import { eventPart } from './graph-events.ts';
import { orNull } from './graph-parts.ts';

export function loopPart(model: BpmnModel, process: ProcessModel, loop: LoopModel | undefined): LoopPart | null {
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
