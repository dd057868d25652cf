// Event definitions: inside an event, referred to by it, or written at the root of the file.
import type { EventModel, JobModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import { platform7Facts } from '../dialects/platform-7.ts';
import { quytrinhFacts } from '../dialects/quytrinh.ts';
import { emptyExpression, readExpression } from '../expression/read-expression.ts';
import { BPMN } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { child, children, flag, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { reference } from './reference.ts';

/** What the event itself says about its definitions. */
export interface EventSurroundings {
  readonly name?: string | undefined;
  readonly job?: JobModel | undefined;
  readonly timerCounting?: 'elapsed' | 'working' | undefined;
}

type EventReader = (context: ReadContext, node: XmlNode, around: EventSurroundings) => EventModel;

const readers: Readonly<Record<string, EventReader>> = {
  messageEventDefinition: (context, node, around) => ({
    kind: 'message',
    ...compact<{ ref?: string; job?: JobModel }>({
      ref: reference(context, node, 'messageRef'),
      job: platform7Facts(context, node).job ?? around.job,
    }),
    at: context.at(node),
  }),
  timerEventDefinition: readTimer,
  signalEventDefinition: (context, node) => ({
    kind: 'signal',
    ...refOf(context, node, 'signalRef'),
    at: context.at(node),
  }),
  errorEventDefinition: (context, node) => ({
    kind: 'error',
    ...refOf(context, node, 'errorRef'),
    at: context.at(node),
  }),
  escalationEventDefinition: (context, node) => ({
    kind: 'escalation',
    ...refOf(context, node, 'escalationRef'),
    at: context.at(node),
  }),
  conditionalEventDefinition: (context, node) => {
    const condition = child(node, 'condition');
    const at = context.at(node);
    return {
      kind: 'conditional',
      condition: condition ? readExpression(context, condition, 'feel') : emptyExpression(at),
      at,
    };
  },
  compensateEventDefinition: (context, node) => ({
    kind: 'compensate',
    ...compact<{ activityRef?: string }>({ activityRef: reference(context, node, 'activityRef') }),
    waitForCompletion: flag(node, 'waitForCompletion') ?? true,
    at: context.at(node),
  }),
  cancelEventDefinition: (context, node) => ({ kind: 'cancel', at: context.at(node) }),
  linkEventDefinition: (context, node, around) => ({
    kind: 'link',
    // The standard wants the name on the definition; some tools write it on the event alone.
    ...compact<{ name?: string }>({ name: value(node, 'name') ?? around.name }),
    at: context.at(node),
  }),
  terminateEventDefinition: (context, node) => ({ kind: 'terminate', at: context.at(node) }),
};

/** The definitions of one event in document order, own ones and referred ones. */
export function readEvents(context: ReadContext, event: XmlNode, around: EventSurroundings): readonly EventModel[] {
  return event.children.flatMap((one) => {
    if (one.uri !== BPMN) return [];
    if (one.local === 'eventDefinitionRef') {
      const read = readEventDefinition(context, eventNode(context, event, one.text.trim()), around);
      return read === undefined ? [] : [read];
    }
    const read = readEventDefinition(context, one, around);
    return read === undefined ? [] : [read];
  });
}

export function readEventDefinition(
  context: ReadContext,
  node: XmlNode | undefined,
  around: EventSurroundings = {},
): EventModel | undefined {
  if (node === undefined || !Object.hasOwn(readers, node.local)) return undefined;
  return readers[node.local]?.(context, node, around);
}

/** The definition that an id names: an event definition, or the first one of an event. */
export function eventNode(context: ReadContext, owner: XmlNode, qname: string): XmlNode | undefined {
  return context.ids.get(context.resolve(owner, qname).id);
}

function refOf(context: ReadContext, node: XmlNode, property: string): { readonly ref?: string } {
  return compact<{ ref?: string }>({ ref: reference(context, node, property) });
}

function readTimer(context: ReadContext, node: XmlNode, around: EventSurroundings): EventModel {
  const at = context.at(node);
  const counting = quytrinhFacts(context, node).timerCounting ?? around.timerCounting ?? 'elapsed';
  for (const [name, timer] of [
    ['timeDate', 'date'],
    ['timeDuration', 'duration'],
    ['timeCycle', 'cycle'],
  ] as const) {
    const [found] = children(node, name);
    if (found !== undefined)
      return { kind: 'timer', timer, value: readExpression(context, found, 'iso'), counting, at };
  }
  return { kind: 'timer', timer: 'duration', value: emptyExpression(at), counting, at };
}
