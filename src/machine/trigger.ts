// Something that was waited for has happened: hand it to the catching element.
import type { Variables } from '../model/json.ts';
import { nodeOf, type Run } from './run.ts';

/** `element` is the catching event (or receive task), `on` the live element that held the wait. */
export function trigger(run: Run, on: string, element: string, payload: Variables): void {
  const node = nodeOf(run, element);
  node.behaviour.trigger?.(run, node, on, payload);
}
