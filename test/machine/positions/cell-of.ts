// Which cell of the support table an event of a model stands in.
import type { EventRow, Position } from '../../../docs/support-cells.ts';
import type { ElementModel } from 'quytrinh/model';

/** The row and the position of an event in a model; null for what is no event. */
export function cellOf(element: ElementModel, all: readonly ElementModel[]): readonly [EventRow, Position] | null {
  const { type, events = [], parallelMultiple = false, interrupting = true } = element;
  const row = events.length > 1 ? (parallelMultiple ? 'parallelMultiple' : 'multiple') : (events[0]?.kind ?? 'none');
  const inEventSubprocess = all.find(({ id }) => id === element.scope)?.triggeredByEvent === true;
  switch (type) {
    case 'startEvent':
      if (!inEventSubprocess) return [row, 'start'];
      return [row, interrupting ? 'eventSubprocess' : 'eventSubprocessBeside'];
    case 'boundaryEvent':
      return [row, interrupting ? 'boundary' : 'boundaryBeside'];
    case 'intermediateCatchEvent':
      return [row, 'catch'];
    case 'intermediateThrowEvent':
      return [row, 'throw'];
    case 'endEvent':
      return [row, 'end'];
    default:
      return null;
  }
}
