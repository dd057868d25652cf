// Which cells docs/support.md has: element types, and events by position. What is executed is read from the registries. Each executed
// cell names the case of test/machine/positions.test.ts that runs it; that test fails when one is without the other.
import { eventPositions, type EventTrigger } from 'quytrinh/lint';
import { behaviours, supportedEvents } from 'quytrinh/machine';
import { elementTypes, type ElementType } from 'quytrinh/model';
import { eventKindTexts } from 'quytrinh/text';

/** An event with several definitions needs one of them (multiple) or all (parallel multiple). */
export type EventRow = EventTrigger | 'multiple' | 'parallelMultiple';

export type Position =
  'start' | 'eventSubprocess' | 'eventSubprocessBeside' | 'catch' | 'boundary' | 'boundaryBeside' | 'throw' | 'end';

interface PositionFacts {
  /** As cases are called. */
  readonly name: string;
  readonly en: string;
  readonly vi: string;
  readonly allowed: readonly EventTrigger[];
  readonly executed: readonly EventTrigger[];
}

const { start, subprocessStart, catch: caught, boundary, throw: thrown, end } = supportedEvents;

export const positions: Readonly<Record<Position, PositionFacts>> = {
  start: { name: 'start', en: 'Start', vi: 'Bắt đầu', allowed: eventPositions.processStart, executed: start },
  eventSubprocess: {
    name: 'event subprocess, interrupting',
    en: 'Event subprocess, interrupting',
    vi: 'QT con sự kiện, ngắt',
    allowed: eventPositions.eventSubProcessStart,
    executed: subprocessStart,
  },
  eventSubprocessBeside: {
    name: 'event subprocess, non-interrupting',
    en: 'Event subprocess, non-interrupting',
    vi: 'QT con sự kiện, không ngắt',
    allowed: eventPositions.eventSubProcessStartNonInterrupting,
    executed: subprocessStart,
  },
  catch: { name: 'catch', en: 'Catch', vi: 'Bắt', allowed: eventPositions.catch, executed: caught },
  boundary: {
    name: 'boundary, interrupting',
    en: 'Boundary, interrupting',
    vi: 'Biên, ngắt',
    allowed: eventPositions.boundary,
    executed: boundary,
  },
  boundaryBeside: {
    name: 'boundary, non-interrupting',
    en: 'Boundary, non-interrupting',
    vi: 'Biên, không ngắt',
    allowed: eventPositions.boundaryNonInterrupting,
    executed: boundary,
  },
  throw: { name: 'throw', en: 'Throw', vi: 'Phát', allowed: eventPositions.throw, executed: thrown },
  end: { name: 'end', en: 'End', vi: 'Kết thúc', allowed: eventPositions.endInTransaction, executed: end },
};

/** As the standard names them (BPMN 2.0.2 §10.5.1): a throwing event has no parallel form, it always throws all. */
const several = {
  multiple: { en: 'multiple', vi: 'đa sự kiện' },
  parallelMultiple: { en: 'parallel multiple', vi: 'đa sự kiện song song' },
} as const;

export const eventRows: Readonly<Record<EventRow, { readonly en: string; readonly vi: string }>> = {
  ...eventKindTexts,
  ...several,
};

/** null: the standard does not allow it there. */
export function eventCell(row: EventRow, position: Position): 'executed' | 'missing' | null {
  const { allowed, executed } = positions[position];
  if (row === 'multiple' || row === 'parallelMultiple') {
    if (row === 'parallelMultiple' && (position === 'throw' || position === 'end')) return null;
    const parts = allowed.filter((kind) => kind !== 'none');
    return parts.every((kind) => executed.includes(kind)) ? 'executed' : 'missing';
  }
  if (!allowed.includes(row)) return null;
  return executed.includes(row) ? 'executed' : 'missing';
}

export function isExecuted(type: ElementType): boolean {
  const known: Readonly<Record<ElementType, object | null>> = behaviours;
  return known[type] !== null;
}

export const elementCase = (type: ElementType): string => `element: ${type}`;
export const eventCase = (row: EventRow, position: Position): string =>
  `${eventRows[row].en}: ${positions[position].name}`;

export const elementTypeNames = Object.keys(elementTypes) as ElementType[];
export const eventRowNames = Object.keys(eventRows) as EventRow[];
export const positionNames = Object.keys(positions) as Position[];

/** The files of the cases: one for each kind of event, one for each family of elements. */
export const elementCaseFile = (type: ElementType): string =>
  `test/machine/positions/elements-${elementTypes[type] === 'call' ? 'scope' : elementTypes[type]}.ts`;
export const eventCaseFile = (row: EventRow): string =>
  `test/machine/positions/${eventRows[row].en.replace(' ', '-')}.ts`;
