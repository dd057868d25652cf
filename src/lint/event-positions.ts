// Which kinds of event may stand where: BPMN 2.0.2 table 10.93 and §10.5.2–10.5.5.
import type { ElementModel, EventKind } from '../model/process-model.ts';
import type { LintContext } from './context.ts';

/** `none` stands for an event without definition. */
export type EventTrigger = EventKind | 'none';

export const eventPositions = {
  processStart: ['none', 'message', 'timer', 'conditional', 'signal'],
  subProcessStart: ['none'],
  eventSubProcessStart: ['message', 'timer', 'escalation', 'error', 'compensate', 'conditional', 'signal'],
  eventSubProcessStartNonInterrupting: ['message', 'timer', 'escalation', 'conditional', 'signal'],
  catch: ['message', 'timer', 'conditional', 'link', 'signal'],
  throw: ['none', 'message', 'escalation', 'compensate', 'link', 'signal'],
  boundary: ['message', 'timer', 'escalation', 'error', 'cancel', 'compensate', 'conditional', 'signal'],
  boundaryNonInterrupting: ['message', 'timer', 'escalation', 'conditional', 'signal'],
  end: ['none', 'message', 'escalation', 'error', 'compensate', 'signal', 'terminate'],
  endInTransaction: ['none', 'message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'],
} as const satisfies Record<string, readonly EventTrigger[]>;

export type EventPosition = keyof typeof eventPositions;

/** Undefined for what is no event. */
export function positionOf(element: ElementModel, context: LintContext): EventPosition | undefined {
  switch (element.type) {
    case 'startEvent':
      return startPosition(element, context.elements.get(element.scope));
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'boundaryEvent':
      return element.interrupting === false ? 'boundaryNonInterrupting' : 'boundary';
    case 'endEvent':
      return isInTransaction(element, context) ? 'endInTransaction' : 'end';
    default:
      return undefined;
  }
}

function startPosition(element: ElementModel, owner: ElementModel | undefined): EventPosition {
  if (owner === undefined) return 'processStart';
  if (owner.triggeredByEvent !== true) return 'subProcessStart';
  return element.interrupting === false ? 'eventSubProcessStartNonInterrupting' : 'eventSubProcessStart';
}

/** Directly in a transaction: a cancel ends that scope, not an outer one. */
function isInTransaction(element: ElementModel, context: LintContext): boolean {
  return context.elements.get(element.scope)?.type === 'transaction';
}
