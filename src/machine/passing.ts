// Gateways and events: entering with the incident net below, completing at once, and leaving over their flows.
import { passMarks } from './clocks.ts';
import type { Flow } from './graph.ts';
import { attempt } from './incident.ts';
import { emit, nextId, type Run, type Token, touch, noteMove } from './run.ts';
import { isTrouble } from './trouble.ts';

/** Enters an element that is no activity. Trouble makes it a live element that waits with its incident. */
export function enterPassing(run: Run, token: Token, enter: (token: Token) => void): void {
  try {
    enter(token);
  } catch (caught) {
    if (!isTrouble(caught)) throw caught;
    const id = token.retry ?? activate(run, token);
    attempt(run, id, token.node.id, () => {
      throw caught;
    });
  }
}

/** The token enters its node, which becomes a live element; gives its id. */
export function activate(run: Run, { node, scope, via, retry }: Token): string {
  if (retry !== undefined) return retry;
  const id = nextId(run);
  emit(
    run,
    via === undefined
      ? { type: 'element.activated', id, element: node.id, parent: scope }
      : { type: 'element.activated', id, element: node.id, parent: scope, via },
  );
  return id;
}

/** The element is over at once; the token goes on over `flows`. */
export function passThrough(
  run: Run,
  { node, scope, via, retry }: Token,
  flows: readonly Flow[] = node.outgoing,
): void {
  const id = retry ?? nextId(run);
  emit(
    run,
    via === undefined
      ? { type: 'element.completed', id, element: node.id, parent: scope }
      : { type: 'element.completed', id, element: node.id, parent: scope, via },
  );
  passMarks(run, node);
  take(run, scope, flows);
}

/** Puts a token on each flow; none means that the token is consumed. */
export function take(run: Run, scope: string, flows: readonly Flow[]): void {
  noteMove(run, scope);
  if (flows.length === 0) touch(run, scope);
  for (const flow of flows) run.queue.push({ node: flow.target, scope, via: flow.id });
}
