// Something that was waited for has happened: hand it to the catching element.
import type { Variables } from '../model/json.ts';
import { own } from './own.ts';
import { emit, nodeOf, type Run } from './run.ts';

/**
 * `element` is the catching event (or receive task), `on` the live element that held the wait. A parallel multiple event
 * (BPMN 2.0.2 §10.5.1) is handed over only when each of its definitions has happened.
 */
export function trigger(run: Run, on: string, element: string, payload: Variables, part?: number): void {
  const node = nodeOf(run, element);
  if (node.element?.parallelMultiple === true && part !== undefined) {
    if (run.state.elements[on] === undefined) return;
    emit(run, { type: 'event.heard', on, element, part });
    const heard = own(run.state.elements[on].heard, element)?.length ?? 0;
    if (heard < node.events.length) return;
    // A non-interrupting one begins to count anew.
    emit(run, { type: 'event.allHeard', on, element });
  }
  node.behaviour.trigger?.(run, node, on, payload);
}
