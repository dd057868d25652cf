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
import type { ElementModel, ProcessModel } from 'quytrinh/model';
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

const severalThrown = ['terminate', 'cancel', 'error', 'compensate', 'escalation', 'signal', 'message'] as const;

/** What the support table does not tell apart. */
export const allFacets: readonly string[] = [
  ...['receive task', 'exclusive gateway', 'parallel gateway'].map((name) => `instantiating: ${name}`),
  ...['none', 'one', 'complex'].map((name) => `behaviour: ${name}`),
  ...['before', 'after'].map((name) => `standard loop: ${name}`),
  ...['start', 'completion'].map((name) => `quantity: ${name}`),
  ...severalThrown.map((name) => `several thrown: ${name}`),
];

export function facetsOf(members: readonly Member[]): Set<string> {
  const facets = new Set<string>();
  for (const { machine, history } of members) {
    const completed = new Set(history.flatMap((event) => (event.type === 'element.completed' ? [event.element] : [])));
    for (const element of machine.process.elements)
      if (completed.has(element.id)) for (const facet of ofElement(machine.process, element)) facets.add(facet);
  }
  return facets;
}

function ofElement({ elements, flows }: ProcessModel, element: ElementModel): string[] {
  const { id, type, loop, events = [], startQuantity = 1, completionQuantity = 1 } = element;
  const before = flows.filter(({ target }) => target === id).map(({ source }) => source);
  const gateway = elements.find((each) => each.eventGateway?.instantiate === true && before.includes(each.id));
  const throws = events.length > 1 && (type === 'endEvent' || type === 'intermediateThrowEvent');
  return [
    ...(element.instantiate === true ? ['instantiating: receive task'] : []),
    ...(gateway === undefined ? [] : [`instantiating: ${gateway.eventGateway?.kind} gateway`]),
    ...(loop?.kind === 'multiInstance' ? [`behaviour: ${loop.behavior}`] : []),
    ...(loop?.kind === 'standard' && loop.maximum !== undefined
      ? [`standard loop: ${loop.testBefore ? 'before' : 'after'}`]
      : []),
    ...(startQuantity > 1 ? ['quantity: start'] : []),
    ...(completionQuantity > 1 ? ['quantity: completion'] : []),
    ...(throws ? events.map(({ kind }) => `several thrown: ${kind}`) : []),
  ];
}

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
