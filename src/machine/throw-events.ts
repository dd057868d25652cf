// Throwing: what end events, intermediate throw events and send tasks do.
import type { Variables } from '../model/json.ts';
import { converse } from './correlation.ts';
import { cancelTransaction, throwCompensation } from './compensation.ts';
import { chooseInputs } from './data-sets.ts';
import type { EventPart, Node } from './graph.ts';
import { emit, type Run, touch } from './run.ts';
import { terminateChildren } from './terminate.ts';
import { throwError, throwEscalation } from './throw-error.ts';
import { trigger } from './trigger.ts';
import { closeWait, keyOf } from './waits.ts';

/**
 * Evaluates all that the event definitions need (this may fail) and gives the act that throws them, one after another.
 * `scope` is the live element in which the throwing element stands (for a send task the task itself); `on`, given to the
 * act, the live event whose token waits for a compensation. `taken`: the inputs, when it has taken them already.
 */
export function throwEvents(run: Run, node: Node, scope: string, taken?: Variables): (on?: string) => void {
  if (node.events.length === 0) return () => undefined;
  const variables = taken ?? chooseInputs(run, scope, node).values;
  const acts = node.events.map((part) => prepareThrow(run, node, scope, part, variables, { scope, values: variables }));
  return (on) => {
    for (const [index, act] of acts.entries())
      if (leavesScope(node.events[index]) || goesOn(run, scope)) act(on ?? null);
  };
}

/**
 * All definitions are thrown (BPMN 2.0.2 §10.5.4); but one before may have ended the scope, and then what is only of its concern is nobody's
 * any more: an error would have to fail what has been left in an orderly way.
 */
const leavesScope = (part: EventPart | undefined): boolean => part?.kind === 'message' || part?.kind === 'signal';

/** A transaction that is being cancelled is over but for what undoes it: nothing thrown beside may end that. */
function goesOn({ state }: Run, scope: string): boolean {
  const { compensation } = state.elements.get(scope) ?? {};
  return state.elements.has(scope) && compensation?.cancels !== true;
}

/** `seen`: where the key of a message is evaluated, and which values are seen there before all others. Throws trouble. */
export function prepareThrow(
  run: Run,
  node: Node,
  scope: string,
  part: EventPart,
  variables: Variables,
  seen: { readonly scope: string; readonly values: Variables },
): (on: string | null) => void {
  switch (part.kind) {
    case 'message': {
      const { correlation } = part;
      const key =
        correlation === null
          ? keyOf(part, part.evaluate?.(run, seen.scope, seen.values))
          : (correlation.sending(run, seen.scope, seen.values) ?? undefined);
      const told = correlation?.told(run, seen.scope, seen.values) ?? {};
      const thrown = { type: 'message.thrown', element: node.id, name: part.name, variables } as const;
      return () => {
        emit(run, key === undefined ? thrown : { ...thrown, key });
        converse(run, scope, told);
      };
    }
    case 'signal':
      return () => throwSignal(run, node.id, part.name, variables);
    case 'error':
      return () => throwError(run, scope, node.id, part.name, variables);
    case 'escalation':
      return () => throwEscalation(run, scope, node.id, part.name, variables);
    case 'compensate':
      return (on) => throwCompensation(run, node, scope, part, on);
    case 'cancel':
      return () => cancelTransaction(run, scope);
    case 'terminate':
      return () => {
        terminateChildren(run, scope);
        touch(run, scope);
      };
    default:
      return () => undefined; // a link goes on at its target; the rest can't be thrown
  }
}

/** Heard in this instance at once by all who listen at this moment; other instances hear it from the engine. */
export function throwSignal(run: Run, element: string, name: string, variables: Variables): void {
  emit(run, { type: 'signal.thrown', element, name, variables });
  const listening = [...run.state.subscriptions].filter(
    ([, { kind, name: heard }]) => kind === 'signal' && heard === name,
  );
  for (const [id] of listening) hear(run, id, variables);
}

/** An open subscription gets what it waits for; nothing happens when it was closed in the meantime. */
export function hear(run: Run, subscriptionId: string, payload: Variables): void {
  const subscription = run.state.subscriptions.get(subscriptionId);
  if (subscription === undefined) return;
  const { on, element, part } = subscription;
  // A non-interrupting event goes on listening; every other wait is over once it has happened.
  const catcher = run.graph.nodes.get(element);
  if (catcher?.interrupting === true) closeAlike(run, subscriptionId);
  else emit(run, { type: 'subscription.triggered', subscriptionId });
  trigger(run, on, element, payload, part);
}

/** What has happened is waited for no more, under none of the keys by which it was. */
function closeAlike(run: Run, subscriptionId: string): void {
  const { on, element, part, kind } = run.state.subscriptions.get(subscriptionId) ?? {};
  closeWait(run, subscriptionId, 'happened');
  if (kind !== 'message') return;
  for (const id of [...(run.state.elements.get(on ?? '')?.waits ?? [])]) {
    const other = run.state.subscriptions.get(id);
    if (other?.kind === 'message' && other.element === element && other.part === part) closeWait(run, id, 'cancelled');
  }
}
