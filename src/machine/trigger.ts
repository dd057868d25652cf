// Something that was waited for has happened: hand it to the catching element.
import type { Variables } from '../model/json.ts';
import { own } from './own.ts';
import { emit, nodeOf, type Run } from './run.ts';

/**
 * `element` is the catching event (or receive task), `on` the live element that held the wait. A parallel multiple event
 * (BPMN 2.0.2 §10.5.1) is handed over only when each of its definitions has happened, with all that they have brought.
 */
export function trigger(run: Run, on: string, element: string, payload: Variables, part?: number): void {
  const node = nodeOf(run, element);
  if (node.element?.parallelMultiple === true && part !== undefined) {
    const instance = run.state.elements.get(on);
    if (instance === undefined) return;
    const heard = { type: 'event.heard', on, element, part } as const;
    emit(run, Object.keys(payload).length === 0 ? heard : { ...heard, variables: payload });
    const { heard: parts, brought } = instance;
    if ((own(parts, element)?.length ?? 0) < node.events.length) return;
    const all = own(brought, element) ?? {};
    // A non-interrupting one begins to count anew.
    emit(run, { type: 'event.allHeard', on, element });
    node.behaviour.trigger?.(run, node, on, all);
    return;
  }
  node.behaviour.trigger?.(run, node, on, payload);
}
