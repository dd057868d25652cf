// Events are of a kind that may stand where they stand (BPMN 2.0.2 table 10.93), and catching ones say what they catch.
import { neverTogether } from '../../machine/index.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { eventPositions, positionOf } from '../event-positions.ts';
import type { EventTrigger } from '../event-positions.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const eventKinds: Rule = {
  id: 'event-kinds',
  codes: ['EVENT_KIND_NOT_ALLOWED', 'BOUNDARY_EVENT_KIND', 'EVENT_KINDS_TOGETHER', 'EVENT_DEFINITION_MISSING'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => [...check(element, context), ...together(element)]),
};

function check(element: ElementModel, context: LintContext): Diagnostic[] {
  const position = positionOf(element, context);
  if (position === undefined) return [];
  const allowed: readonly EventTrigger[] = eventPositions[position];
  const events = element.events ?? [];
  if (events.length === 0) {
    // The event subprocess's own rule counts its starts and their triggers.
    if (allowed.includes('none') || position.startsWith('eventSubProcess')) return [];
    return [finding('EVENT_DEFINITION_MISSING', 'error', element)];
  }
  const code = element.type === 'boundaryEvent' ? 'BOUNDARY_EVENT_KIND' : 'EVENT_KIND_NOT_ALLOWED';
  return events
    .filter((event) => !allowed.includes(event.kind) || isCancelOutsideTransaction(element, event.kind, context))
    .map((event) =>
      finding(
        code,
        'error',
        element,
        { kind: event.kind, position, kinds: kindsFor(element, allowed, context) },
        event.at,
      ),
    );
}

/** Of several events that must all happen; where each of them could stand alone is asked before. */
function together(element: ElementModel): Diagnostic[] {
  const events = element.events ?? [];
  if (element.parallelMultiple !== true || events.length < 2) return [];
  return events
    .filter(({ kind }) => neverTogether.includes(kind))
    .map(({ kind, at }) => finding('EVENT_KINDS_TOGETHER', 'error', element, { kind }, at));
}

function isCancelOutsideTransaction(element: ElementModel, kind: EventTrigger, context: LintContext): boolean {
  return kind === 'cancel' && element.type === 'boundaryEvent' && hostType(element, context) !== 'transaction';
}

function kindsFor(element: ElementModel, allowed: readonly EventTrigger[], context: LintContext): string {
  return allowed.filter((kind) => !isCancelOutsideTransaction(element, kind, context)).join(',');
}

function hostType(element: ElementModel, context: LintContext): string | undefined {
  return element.attachedTo === undefined ? undefined : context.elements.get(element.attachedTo)?.type;
}
