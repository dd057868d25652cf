// Compensation: a boundary event leads to its handler by an association, never by a flow; the handler is marked
// isForCompensation (BPMN 2.0.2 §10.5.4, §10.7); a throw event names an activity that exists.
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isActivity } from '../../model/element-types.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { flowLabel, labelOf } from '../context.ts';
import { hasKind } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const compensation: Rule = {
  id: 'compensation',
  codes: [
    'COMPENSATION_OUTGOING',
    'COMPENSATION_HANDLER_MISSING',
    'COMPENSATION_HANDLER_INVALID',
    'COMPENSATION_ACTIVITY_UNKNOWN',
  ],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => hasKind(element, 'compensate'))
      .flatMap((element) => (element.type === 'boundaryEvent' ? caught(element, context) : thrown(element, context))),
};

function caught(element: ElementModel, context: LintContext): Diagnostic[] {
  const flows = element.outgoing.map((id) => {
    const flow = context.flows.get(id);
    return finding(
      'COMPENSATION_OUTGOING',
      'error',
      element,
      { flow: flow === undefined ? id : flowLabel(flow, context) },
      flow?.at,
    );
  });
  const handlers = (context.processOf.get(element.id)?.associations ?? [])
    .flatMap(({ source, target }) => (source === element.id ? [target] : target === element.id ? [source] : []))
    .flatMap((id) => context.elements.get(id) ?? []);
  if (handlers.length === 0 && flows.length === 0) return [finding('COMPENSATION_HANDLER_MISSING', 'warning', element)];
  return [
    ...flows,
    ...handlers
      .filter((handler) => !isActivity(handler.type) || handler.isForCompensation !== true)
      .map((handler) =>
        finding('COMPENSATION_HANDLER_INVALID', 'error', element, { handler: labelOf(handler) }, handler.at),
      ),
  ];
}

function thrown(element: ElementModel, context: LintContext): Diagnostic[] {
  return (element.events ?? []).flatMap((event) => {
    if (event.kind !== 'compensate' || event.activityRef === undefined) return [];
    const activity = context.elements.get(event.activityRef);
    const known =
      activity !== undefined &&
      isActivity(activity.type) &&
      context.processOf.get(activity.id) === context.processOf.get(element.id);
    return known
      ? []
      : [finding('COMPENSATION_ACTIVITY_UNKNOWN', 'error', element, { activity: event.activityRef }, event.at)];
  });
}
