// Which cells of the support table have lived in a run: elements, and events by their position, of the instance and all it has called.
import {
  elementCase,
  elementTypeNames,
  eventCase,
  eventCell,
  eventRowNames,
  isExecuted,
  positionNames,
} from '../../docs/support-cells.ts';
import { cellOf } from '../machine/positions/cell-of.ts';
import type { Member } from './family.ts';

/** All that docs/support.md says is executed. */
export const allCells: readonly string[] = [
  ...elementTypeNames.filter(isExecuted).map(elementCase),
  ...eventRowNames.flatMap((row) =>
    positionNames
      .filter((position) => eventCell(row, position) === 'executed')
      .map((position) => eventCase(row, position)),
  ),
];

export function cellsOf(members: readonly Member[]): Set<string> {
  const cells = new Set<string>();
  for (const { machine, history } of members) {
    const { elements, associations } = machine.process;
    const completed = new Set(history.flatMap((event) => (event.type === 'element.completed' ? [event.element] : [])));
    for (const element of elements) {
      // No token passes a compensation event on a boundary: it lives as its handler.
      const undoes = element.type === 'boundaryEvent' && element.events?.[0]?.kind === 'compensate';
      const lives = undoes ? (associations.find(({ source }) => source === element.id)?.target ?? '') : element.id;
      if (!completed.has(lives)) continue;
      cells.add(elementCase(element.type));
      const cell = cellOf(element, elements);
      if (cell !== null) cells.add(eventCase(...cell));
    }
  }
  return cells;
}
