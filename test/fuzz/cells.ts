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
import type { ElementModel, ProcessEvent, ProcessModel } from 'quytrinh/model';
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

/** What the one before ends, or goes on beside. */
const ordersThrown = [
  ['signal', 'error'],
  ['compensate', 'terminate'],
  ['compensate', 'error'],
  ['cancel', 'signal'],
] as const;

/** What the support table does not tell apart. */
export const allFacets: readonly string[] = [
  ...['receive task', 'exclusive gateway', 'parallel gateway'].map((name) => `instantiating: ${name}`),
  ...['none', 'one', 'complex'].map((name) => `behaviour: ${name}`),
  ...['before', 'after'].map((name) => `standard loop: ${name}`),
  ...['start', 'completion'].map((name) => `quantity: ${name}`),
  ...severalThrown.map((name) => `several thrown: ${name}`),
  ...ordersThrown.map((order) => `thrown in order: ${order.join(', ')}`),
  ...['latest', 'deployment', 'versionTag'].map((name) => `decision: ${name}`),
  ...['in', 'out'].map((name) => `call with mappings: ${name}`),
  ...['of an activity', 'of the process'].flatMap((of) => [`inputs waited for: ${of}`, `outputs missing: ${of}`]),
  ...['signal', 'message'].map((name) => `begun beside by: ${name}`),
  'rule between sets',
  'undone in rounds of a complex behaviour',
];

export function facetsOf(members: readonly Member[]): Set<string> {
  const facets = new Set<string>();
  for (const { machine, history } of members) {
    const completed = new Set(history.flatMap((event) => (event.type === 'element.completed' ? [event.element] : [])));
    const begun = new Set(history.flatMap((event) => (event.type === 'element.activated' ? [event.element] : [])));
    const { elements } = machine.process;
    for (const element of elements) {
      if (completed.has(element.id)) for (const facet of ofElement(machine.process, element)) facets.add(facet);
      // One that ends itself by what it throws after a compensation has begun.
      if (completed.has(element.id) || begun.has(element.id)) for (const facet of inOrder(element)) facets.add(facet);
      if (element.isForCompensation === true && completed.has(element.id) && isInComplex(elements, element))
        facets.add('undone in rounds of a complex behaviour');
    }
    for (const kind of begunBeside(machine.process, history)) facets.add(`begun beside by: ${kind}`);
    for (const event of history) for (const facet of ofData(machine.process, event)) facets.add(facet);
  }
  return facets;
}

function inOrder({ type, events = [] }: ElementModel): string[] {
  if (type !== 'endEvent' && type !== 'intermediateThrowEvent') return [];
  const kinds = events.map(({ kind }) => kind);
  return ordersThrown
    .filter(([one, other]) => kinds.includes(one) && kinds.indexOf(one) < kinds.lastIndexOf(other))
    .map((order) => `thrown in order: ${order.join(', ')}`);
}

function isInComplex(elements: readonly ElementModel[], { scope }: ElementModel): boolean {
  const around = elements.find(({ id }) => id === scope);
  if (around === undefined) return false;
  return (around.loop?.kind === 'multiInstance' && around.loop.behavior === 'complex') || isInComplex(elements, around);
}

/** Something that another has thrown has begun it. */
function begunBeside({ elements }: ProcessModel, history: readonly ProcessEvent[]): string[] {
  const first = history.find((event) => event.type === 'element.completed');
  const { events = [] } = elements.find(({ id }) => id === first?.element) ?? {};
  const refs: Readonly<Record<string, string>> = { g3: 'signal', m3: 'message' };
  return events.flatMap((event) => ('ref' in event ? (refs[event.ref ?? ''] ?? []) : []));
}

/** That data were waited for, or missing. */
function ofData({ id, elements }: ProcessModel, event: ProcessEvent): string[] {
  if (event.type === 'inputs.chosen') return ['rule between sets'];
  if (event.type !== 'incident.raised') return [];
  const element = elements.find((one) => one.id === event.element);
  const of = event.element === id || element?.type === 'startEvent' ? 'of the process' : 'of an activity';
  if (event.code === 'DATA_INPUTS_MISSING') return [`inputs waited for: ${of}`];
  return event.code === 'DATA_OUTPUTS_MISSING' ? [`outputs missing: ${of}`] : [];
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
    ...(element.decision === undefined ? [] : [`decision: ${element.decision.binding}`]),
    ...(type === 'callActivity' && element.inputs !== undefined ? ['call with mappings: in'] : []),
    ...(type === 'callActivity' && element.outputs !== undefined ? ['call with mappings: out'] : []),
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
