// Event definitions of the model → what the machine needs of them: names, compiled expressions, keys of messages.
import type { BpmnModel, ElementModel, EventModel, ProcessModel } from '../model/process-model.ts';
import { correlationOf } from './correlation.ts';
import { compileValue } from './expression.ts';
import type { EventPart } from './graph.ts';
import { jobPart, orNull } from './graph-parts.ts';

export function eventParts(model: BpmnModel, process: ProcessModel, element: ElementModel | undefined): EventPart[] {
  if (element === undefined) return [];
  const parts = (element.events ?? []).map((event) => eventPart(model, process, event));
  if (element.messageRef !== undefined && (element.type === 'receiveTask' || element.type === 'sendTask')) {
    parts.push(eventPart(model, process, { kind: 'message', ref: element.messageRef, at: element.at }));
  }
  return parts;
}

export function eventPart(model: BpmnModel, process: ProcessModel, event: EventModel): EventPart {
  const part = {
    model: event,
    kind: event.kind,
    job: null,
    evaluate: null,
    correlation: null,
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
      return {
        ...part,
        name: message?.name ?? event.ref ?? '',
        evaluate: key,
        correlation: key === null ? correlationOf(model, process, event.ref) : null,
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
