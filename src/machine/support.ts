// What of a model this machine can run, and a diagnostic for everything that it can't: refused, never skipped.
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { MachineCode } from '../model/diagnostic-codes.ts';
import type { ElementType } from '../model/element-types.ts';
import { loopEvents } from '../model/loop-events.ts';
import type { ElementModel, EventKind, Expression, MultiInstanceModel, ProcessModel } from '../model/process-model.ts';

type Place = 'start' | 'subprocessStart' | 'catch' | 'boundary' | 'throw' | 'end';

/** Event kinds that can be executed, by place; an event without definition is a none event. */
export const supportedEvents: Readonly<Record<Place, readonly (EventKind | 'none')[]>> = {
  start: ['none', 'timer', 'message', 'signal', 'conditional'],
  subprocessStart: ['timer', 'message', 'signal', 'error', 'escalation', 'conditional', 'compensate'],
  catch: ['timer', 'message', 'signal', 'conditional', 'link'],
  boundary: ['timer', 'message', 'signal', 'error', 'escalation', 'conditional', 'compensate', 'cancel'],
  throw: ['none', 'message', 'signal', 'escalation', 'compensate', 'link'],
  end: ['none', 'message', 'signal', 'error', 'escalation', 'compensate', 'cancel', 'terminate'],
};

/**
 * What a multi-instance activity can throw as its rounds complete. The schema sets no bound (tImplicitThrowEvent is a tThrowEvent, and
 * noneBehaviorEventRef and oneBehaviorEventRef name any event definition). The text (BPMN 2.0.2 table 10.30) says what they are for: a
 * boundary event of the multi-instance activity can catch them. So we run the kinds that can be thrown and be caught there while it
 * runs. A compensation is thrown by an intermediate or end event and caught only after the activity has completed (§10.7.1, §13.5.5), a
 * cancel by an end event in a transaction (§10.5.4), a terminate by an end event; a link needs a token (§10.5.5); timers and conditions
 * are never thrown.
 */
const supportedLoopEvents: readonly EventKind[] = ['message', 'signal', 'error', 'escalation'];

/**
 * What can't be one of several events that must all happen (parallel multiple): a compensation has its handler and a cancel its
 * transaction, neither waits for anything else.
 */
export const neverTogether: readonly EventKind[] = ['compensate', 'cancel'];

export function unsupported(process: ProcessModel): Diagnostic[] {
  const found: Diagnostic[] = [];
  const byId = new Map(process.elements.map((element) => [element.id, element]));
  const refuse = (code: MachineCode, element: ElementModel, feature: string, at: SourceRange = element.at): void => {
    found.push({
      code,
      severity: 'error',
      at,
      elementId: element.id,
      params: { element: element.id, type: element.type, feature },
    });
  };
  for (const element of process.elements) {
    checkEvents(element, byId.get(element.scope), refuse);
    for (const event of loopEvents(element.loop))
      if (!supportedLoopEvents.includes(event.kind)) refuse('EVENT_NOT_SUPPORTED', element, event.kind, event.at);
    for (const expression of expressionsOf(element)) {
      if (expression.kind === 'foreign')
        refuse('FEATURE_NOT_SUPPORTED', element, expression.language ?? 'foreign expression', expression.at);
    }
  }
  if (!process.executable)
    found.push({
      code: 'NOT_EXECUTABLE',
      severity: 'error',
      at: process.at,
      elementId: process.id,
      params: { process: process.id },
    });
  return found;
}

type Refuse = (code: MachineCode, element: ElementModel, feature: string, at?: SourceRange) => void;

function checkEvents(element: ElementModel, scope: ElementModel | undefined, refuse: Refuse): void {
  const place = placeOf(element.type, scope?.triggeredByEvent === true);
  if (place === null) return;
  const events = element.events ?? [];
  const kinds: readonly string[] = supportedEvents[place];
  const together = element.parallelMultiple === true && events.length > 1;
  if (events.length === 0 && !kinds.includes('none')) refuse('EVENT_NOT_SUPPORTED', element, 'none');
  for (const event of events)
    if (!kinds.includes(event.kind) || (together && neverTogether.includes(event.kind)))
      refuse('EVENT_NOT_SUPPORTED', element, event.kind, event.at);
}

function placeOf(type: ElementType, inEventSubprocess: boolean): Place | null {
  switch (type) {
    case 'startEvent':
      return inEventSubprocess ? 'subprocessStart' : 'start';
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'boundaryEvent':
      return 'boundary';
    case 'endEvent':
      return 'end';
    default:
      return null;
  }
}

function expressionsOf(element: ElementModel): Expression[] {
  const { assignment, loop, script, job } = element;
  const found = [
    ...(element.inputs ?? []).map(({ source }) => source),
    ...(element.outputs ?? []).map(({ source }) => source),
    ...(assignment === undefined ? [] : Object.values<Expression | undefined>({ ...assignment })),
    job === undefined ? script?.expression : undefined,
    job?.type,
    loop?.kind === 'multiInstance' ? loop.cardinality : loop?.maximum,
    loop?.kind === 'multiInstance' ? loop.completionCondition : loop?.condition,
    loop?.kind === 'multiInstance' ? loop.collection : undefined,
    ...(loop?.kind === 'multiInstance' ? complexExpressions(loop) : []),
    ...(element.events ?? []).map((event) =>
      event.kind === 'timer' ? event.value : event.kind === 'conditional' ? event.condition : undefined,
    ),
  ];
  return found.filter((expression): expression is Expression => expression !== undefined);
}

function complexExpressions({ complexBehaviors = [] }: MultiInstanceModel): Expression[] {
  return complexBehaviors.flatMap(({ condition, dataInputs = [] }) => [
    condition,
    ...dataInputs.flatMap(({ transformation, assignments }) => [
      ...(transformation === undefined ? [] : [transformation]),
      ...assignments.map(({ from }) => from),
    ]),
  ]);
}
