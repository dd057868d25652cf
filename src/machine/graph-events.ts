// Event definitions of the model → what the machine needs of them: names, compiled expressions, keys of messages.
import type { BpmnModel, ElementModel, EventModel } from '../model/process-model.ts';
import { correlationOf } from './correlation.ts';
import { compileValue } from './expression.ts';
import type { EventPart } from './graph.ts';
import { jobPart, orNull } from './graph-parts.ts';

export function eventParts(model: BpmnModel, element: ElementModel | undefined): EventPart[] {
  if (element === undefined) return [];
  const parts = (element.events ?? []).map((event) => eventPart(model, event));
  if (element.messageRef !== undefined && (element.type === 'receiveTask' || element.type === 'sendTask')) {
    parts.push(eventPart(model, { kind: 'message', ref: element.messageRef, at: element.at }));
  }
  return parts;
}

export function eventPart(model: BpmnModel, event: EventModel): EventPart {
  const part = {
    model: event,
    kind: event.kind,
    job: null,
    evaluate: null,
    sending: null,
    correlation: null,
    keyOptional: false,
    name: '',
  };
  switch (event.kind) {
    case 'timer':
      return { ...part, evaluate: compileValue(event.value) };
    case 'conditional':
      return { ...part, evaluate: compileValue(event.condition) };
    case 'message': {
      const message = model.messages.find(({ id }) => id === event.ref);
      const key = orNull(message?.correlationKey);
      const correlation = key === null ? correlationOf(model, event.ref) : null;
      return {
        ...part,
        name: message?.name ?? event.ref ?? '',
        evaluate: key ?? correlation?.waiting ?? null,
        sending: key ?? correlation?.sending ?? null,
        correlation,
        keyOptional: correlation !== null,
        job: jobPart(event.job),
      };
    }
    case 'signal': {
      const signal = model.signals.find(({ id }) => id === event.ref);
      return { ...part, name: signal?.name ?? event.ref ?? '' };
    }
    case 'error': {
      const error = model.errors.find(({ id }) => id === event.ref);
      return { ...part, name: error?.code ?? error?.name ?? event.ref ?? '' };
    }
    case 'escalation': {
      const escalation = model.escalations.find(({ id }) => id === event.ref);
      return { ...part, name: escalation?.code ?? escalation?.name ?? event.ref ?? '' };
    }
    default:
      return part;
  }
}
