// Waits of a live element: armed timers and open subscriptions of the events that may reach it.
import type { EventPart, Node } from './graph.ts';
import type { JsonValue } from '../model/json.ts';
import { describe } from './expression.ts';
import { emit, nextId, type Run } from './run.ts';
import { armTimer, timerPlan } from './timer.ts';
import { trouble } from './trouble.ts';

/**
 * Evaluates what the catching events `catchers` wait for, in the scope of the live element `scope`, and gives the act
 * that opens the waits on `on` (that same element, when nothing is said); null when there are none. Throws trouble.
 */
export function prepareWaits(run: Run, scope: string, catchers: readonly Node[]): ((on?: string) => void) | null {
  if (catchers.length === 0) return null;
  const acts: Open[] = [];
  for (const catcher of catchers) {
    catcher.events.forEach((part, index) => {
      const act = prepareWait(run, scope, catcher, part, catcher.events.length > 1 ? index : null);
      if (act !== null) acts.push(act);
    });
  }
  if (acts.length === 0) return null;
  return (on = scope) => {
    for (const act of acts) act(on);
  };
}

type Open = (on: string) => void;

function prepareWait(run: Run, scope: string, catcher: Node, part: EventPart, index: number | null): Open | null {
  const element = catcher.id;
  const place = index === null ? {} : { part: index };
  switch (part.kind) {
    case 'timer': {
      const plan = timerPlan(run, scope, part);
      return (on) => {
        armTimer(run, on, element, plan, index);
      };
    }
    case 'message': {
      const known = part.correlation?.waiting(run, scope) ?? [];
      const keys = known.length > 0 ? known : [keyOf(part, part.evaluate?.(run, scope))];
      return (on) => {
        for (const key of keys) openMessage(run, { on, element, ...place }, part.name, key);
      };
    }
    case 'signal':
    case 'conditional': {
      const { kind, name } = part;
      return (on) => {
        emit(run, { type: 'subscription.opened', subscriptionId: nextId(run), on, element, kind, name, ...place });
      };
    }
    default:
      return null; // errors, escalations, cancel and compensation find their catcher when they are thrown
  }
}

/** Where a message is waited for. */
export interface Place {
  readonly on: string;
  readonly element: string;
  readonly part?: number;
}

/** Without a key any message of the name fits. */
export function openMessage(run: Run, place: Place, name: string, key: string | undefined): void {
  const wait = { type: 'subscription.opened', subscriptionId: nextId(run), ...place, kind: 'message', name } as const;
  emit(run, key === undefined ? wait : { ...wait, key });
}

/** Keys are compared as text; a number is its decimal form. Undefined: the message has no key. Throws trouble. */
export function keyOf({ name: message }: EventPart, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw trouble('CORRELATION_INVALID', {
    message,
    found: describe(value as JsonValue),
  });
}

/** Closes what is still open on the element. */
export function closeWaits(run: Run, on: string): void {
  const waits = run.state.elements.get(on)?.waits;
  if (waits === undefined) return;
  for (const id of [...waits]) closeWait(run, id, 'cancelled');
}

/** The same, but for the timers of clocks. */
export function closeEvents(run: Run, on: string): void {
  for (const id of [...(run.state.elements.get(on)?.waits ?? [])])
    if (run.state.timers.get(id)?.clock === undefined) closeWait(run, id, 'cancelled');
}

export function closeWait(run: Run, id: string, outcome: 'cancelled' | 'happened'): void {
  if (run.state.timers.get(id) !== undefined) {
    emit(run, { type: 'timer.closed', timerId: id, outcome: outcome === 'happened' ? 'fired' : 'cancelled' });
  } else if (run.state.subscriptions.get(id) !== undefined) {
    emit(run, {
      type: 'subscription.closed',
      subscriptionId: id,
      outcome: outcome === 'happened' ? 'correlated' : 'cancelled',
    });
  }
}
