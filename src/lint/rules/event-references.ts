// Events name what they wait for or throw: without a message or signal nothing can ever match (BPMN 2.0.2 §10.5.5:
// must be given when the process is executable); an error or escalation thrown without a code only meets a catch-all.
import type { Diagnostic } from '../../model/diagnostic.ts';
import { loopEvents } from '../../model/loop-events.ts';
import type { ElementModel, EventModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding, whenItRuns } from '../rule.ts';

export const eventReferences: Rule = {
  id: 'event-references',
  codes: ['EVENT_REFERENCE_MISSING', 'EVENT_VALUE_MISSING', 'EVENT_CODE_MISSING'],
  check: (context) => [...context.elements.values()].flatMap((element) => check(element, context)),
};

function check(element: ElementModel, context: LintContext): Diagnostic[] {
  const ifRun = whenItRuns(context, element);
  const found: Diagnostic[] = [];
  for (const event of element.events ?? []) {
    if (lacksReference(event, element)) {
      found.push(finding('EVENT_REFERENCE_MISSING', ifRun, element, { kind: event.kind }, event.at));
    } else if (lacksValue(event)) {
      found.push(finding('EVENT_VALUE_MISSING', ifRun, element, { kind: event.kind }, event.at));
    } else if (throwsWithoutCode(event, element, context)) {
      found.push(finding('EVENT_CODE_MISSING', 'warning', element, { kind: event.kind }, event.at));
    }
  }
  for (const event of loopEvents(element.loop)) {
    if ((event.kind === 'message' || event.kind === 'signal') && event.ref === undefined)
      found.push(finding('EVENT_REFERENCE_MISSING', ifRun, element, { kind: event.kind }, event.at));
    else if (lacksCode(event, context))
      found.push(finding('EVENT_CODE_MISSING', 'warning', element, { kind: event.kind }, event.at));
  }
  if (lacksMessage(element)) {
    // Who waits for no message waits for ever; who sends none goes on.
    const severity = element.type === 'receiveTask' ? ifRun : 'warning';
    found.push(finding('EVENT_REFERENCE_MISSING', severity, element, { kind: 'message' }));
  }
  return found;
}

/** A job may send, and needs no message of the file for it. */
function lacksMessage({ type, messageRef, job }: ElementModel): boolean {
  if (messageRef !== undefined) return false;
  return type === 'receiveTask' || (type === 'sendTask' && job === undefined);
}

function lacksReference(event: EventModel, element: ElementModel): boolean {
  // A thrown message may be sent by a job, which needs no message of the file.
  if (event.kind === 'message') return event.ref === undefined && !(isThrown(element) && event.job !== undefined);
  return event.kind === 'signal' && event.ref === undefined;
}

function lacksValue(event: EventModel): boolean {
  if (event.kind === 'timer') return event.value.text.trim() === '';
  return event.kind === 'conditional' && event.condition.text.trim() === '';
}

function throwsWithoutCode(event: EventModel, element: ElementModel, context: LintContext): boolean {
  return isThrown(element) && lacksCode(event, context);
}

function lacksCode(event: EventModel, context: LintContext): boolean {
  if (event.kind !== 'error' && event.kind !== 'escalation') return false;
  const known = event.kind === 'error' ? context.model.errors : context.model.escalations;
  return (known.find(({ id }) => id === event.ref)?.code ?? '') === '';
}

function isThrown(element: ElementModel): boolean {
  return element.type === 'intermediateThrowEvent' || element.type === 'endEvent';
}
