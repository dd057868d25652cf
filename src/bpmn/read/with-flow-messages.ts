// A message that only a message flow names is the message of what the flow leaves or reaches (BPMN 2.0.2 §9.4): who draws two pools may
// say it there alone. Where several flows name different ones, none is taken.
import type { ElementModel, EventModel, MessageFlowModel, ProcessModel } from '../../model/process-model.ts';

export function withFlowMessages(
  processes: readonly ProcessModel[],
  flows: readonly MessageFlowModel[],
): readonly ProcessModel[] {
  const named = flows.filter(({ messageRef }) => messageRef !== undefined);
  if (named.length === 0) return processes;
  return processes.map((process) => ({
    ...process,
    elements: process.elements.map((element) => withMessage(element, named)),
  }));
}

function withMessage(element: ElementModel, flows: readonly MessageFlowModel[]): ElementModel {
  const { id, type, events } = element;
  const sends = type === 'sendTask' || type === 'intermediateThrowEvent' || type === 'endEvent';
  const messages = new Set(
    flows
      .filter(({ sourceRef, targetRef }) => (sends ? sourceRef : targetRef) === id)
      .map(({ messageRef }) => messageRef),
  );
  const [ref] = messages;
  if (messages.size !== 1 || ref === undefined) return element;
  if (type === 'sendTask' || type === 'receiveTask') return { messageRef: ref, ...element };
  if (events === undefined) return element;
  return { ...element, events: events.map((event) => withRef(event, ref)) };
}

function withRef(event: EventModel, ref: string): EventModel {
  return event.kind === 'message' && event.ref === undefined ? { ...event, ref } : event;
}
