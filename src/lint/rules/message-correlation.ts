// A message that a running dossier waits for needs a correlation key, or nobody can tell which dossier it is meant for.
// A message that only starts the process needs none.
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const messageCorrelation: Rule = {
  id: 'message-correlation',
  codes: ['MESSAGE_CORRELATION_MISSING'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) =>
      messagesAwaited(element, context)
        .flatMap((id) => context.messages.get(id) ?? [])
        .filter((message) => message.correlationKey === undefined && !isRetrieved(message.id, context))
        .map((message) => finding('MESSAGE_CORRELATION_MISSING', 'warning', element, { message: labelOf(message) })),
    ),
};

function messagesAwaited(element: ElementModel, context: LintContext): string[] {
  if (element.type === 'receiveTask')
    return element.messageRef === undefined || element.instantiate === true ? [] : [element.messageRef];
  const isTopStart = element.type === 'startEvent' && !context.elements.has(element.scope);
  const catches = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(element.type);
  if (isTopStart || !catches) return [];
  return (element.events ?? []).flatMap((event) =>
    event.kind === 'message' && event.ref !== undefined ? [event.ref] : [],
  );
}

function isRetrieved(message: string, context: LintContext): boolean {
  return context.model.correlationProperties.some(({ retrievals }) =>
    retrievals.some(({ messageRef }) => messageRef === message),
  );
}
