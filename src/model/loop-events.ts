// The events a multi-instance activity throws as its rounds complete: of the behaviour that holds; the others are never thrown.
import type { EventModel, LoopModel } from './process-model.ts';

export function loopEvents(loop: LoopModel | undefined): readonly EventModel[] {
  if (loop?.kind !== 'multiInstance') return [];
  const { behavior, noneEvent, oneEvent, complexBehaviors = [] } = loop;
  switch (behavior) {
    case 'none':
      return noneEvent === undefined ? [] : [noneEvent];
    case 'one':
      return oneEvent === undefined ? [] : [oneEvent];
    case 'complex':
      return complexBehaviors.flatMap(({ events = [] }) => events);
    case 'all':
      return [];
  }
}
