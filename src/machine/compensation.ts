// Compensation (BPMN 2.0.2 §13.5.5): completed activities are remembered in their scope with a snapshot of their data;
// compensating works through them in the reverse order of completion, one after another.
//
// The live element that works through records is called the worker here: a throw or end event, a subprocess that is being
// compensated, or a transaction that is being cancelled. Its state is `compensation.pending`.
import type { CompensationRecord } from '../model/events.ts';
import { begin, complete, leaveActivity } from './activity.ts';
import { enterMarks } from './clocks.ts';
import type { EventPart, Node } from './graph.ts';
import { attempt } from './incident.ts';
import { stopListening } from './stop-listening.ts';
import { activate, take } from './passing.ts';
import { emit, nextId, nodeOf, type Run, type Token, touch } from './run.ts';
import { prepareScope } from './scope.ts';
import { terminate, terminateChildren } from './terminate.ts';

/**
 * The event stays alive until all is compensated, and its token with it unless the model says that it does not wait. Null when there
 * is nothing to compensate. Gives the id of the live event.
 */
export function stayToCompensate(run: Run, token: Token): string | null {
  const { node, scope } = token;
  const parts = node.events.filter(isCompensation);
  if (!parts.some((part) => recordsFor(run, node, scope, part).records.length > 0)) return null;
  const id = activate(run, token);
  enterMarks(run, node);
  if (!parts.some(waits)) take(run, scope, node.outgoing);
  return id;
}

const isCompensation = ({ kind }: EventPart): boolean => kind === 'compensate';
const waits = ({ model }: EventPart): boolean => model.kind === 'compensate' && model.waitForCompletion;

/**
 * A compensation event is thrown in `scope`: for one activity, or for everything completed there. `on`: the live event, which
 * works through all its definitions; null: there is nothing to compensate.
 */
export function throwCompensation(run: Run, node: Node, scope: string, part: EventPart, on: string | null): void {
  const parts = node.events.filter(isCompensation);
  if (parts[0] !== part || on === null || run.state.elements.get(on) === undefined) return;
  let all: readonly CompensationRecord[] = [];
  for (const each of parts) {
    const { holder, records } = recordsFor(run, node, scope, each);
    if (records.length === 0) continue;
    all = [...records, ...all]; // the last is worked through first
    emit(run, { type: 'compensation.begun', on, scope: holder, records: all });
  }
  continueCompensation(run, on);
}

function recordsFor(
  run: Run,
  node: Node,
  scope: string,
  part: EventPart,
): { readonly holder: string; readonly records: readonly CompensationRecord[] } {
  const activity = part.model.kind === 'compensate' ? part.model.activityRef : undefined;
  const holder = holderOf(run, node, scope, activity);
  const records = (run.state.elements.get(holder)?.completed ?? []).filter(
    ({ element }) => activity === undefined || element === activity,
  );
  return { holder, records };
}

/** The scope that has completed the activity it names; else, thrown in an event subprocess, the scope around, or its own. */
function holderOf(run: Run, node: Node, scope: string, activity: string | undefined): string {
  let id: string | undefined = scope;
  const own = nodeOf(run, run.state.elements.get(scope)?.element ?? node.id);
  if (own.element?.triggeredByEvent === true) id = run.state.elements.get(scope)?.parent;
  if (activity === undefined) return id ?? scope;
  for (let at: string | undefined = scope; at !== undefined; at = run.state.elements.get(at)?.parent) {
    if (run.state.elements.get(at)?.completed?.some(({ element }) => element === activity) === true) return at;
  }
  return id ?? scope;
}

/** The next record, or the end when there is none left. */
export function continueCompensation(run: Run, on: string): void {
  const worker = run.state.elements.get(on);
  const pending = worker?.compensation?.pending;
  if (worker === undefined || pending === undefined) return;
  const record = pending.at(-1);
  if (record === undefined) {
    finishCompensation(run, on);
    return;
  }
  emit(run, { type: 'compensation.started', on, record: record.id });
  const node = nodeOf(run, record.element);
  const scope = scopeFor(run, on);
  // Of a repeated activity each round is compensated, in the reverse order of completion (§13.5.5.3).
  const rounds = record.inner?.some(({ element }) => element === record.element) === true;
  if (node.handler !== null && !rounds) runHandler(run, node.handler, record, scope, on);
  else if (record.call !== undefined) compensateCall(run, node, record.call, scope, on);
  else reopen(run, node, record, scope, on, rounds ? null : node.compensationSubprocess);
}

/** Handlers of a throwing event run beside it; those of a worker that is a scope run inside. */
function scopeFor(run: Run, on: string): string {
  const worker = run.state.elements.get(on);
  const node = nodeOf(run, worker?.element ?? '');
  if (node.behaviour.kind === 'activity') return on;
  const scope = worker?.parent ?? on;
  const own = nodeOf(run, run.state.elements.get(scope)?.element ?? '');
  return own.element?.triggeredByEvent === true ? (run.state.elements.get(scope)?.parent ?? scope) : scope;
}

/** It sees the data that the activity had for itself, such as the item of its round. */
function runHandler(run: Run, handler: Node, record: CompensationRecord, scope: string, on: string): void {
  const id = nextId(run);
  const begun = { type: 'element.activated', id, element: handler.id, parent: scope, compensates: on } as const;
  emit(run, record.variables === undefined ? begun : { ...begun, variables: record.variables });
  attempt(run, id, handler.id, () => begin(run, handler, id, false));
}

/** A completed subprocess (or loop) lives again with its data of then, so that what is inside it can be compensated. */
function reopen(
  run: Run,
  node: Node,
  record: CompensationRecord,
  scope: string,
  on: string,
  subprocess: Node | null,
): void {
  const id = nextId(run);
  const { variables = {} } = record;
  emit(run, { type: 'element.activated', id, element: node.id, parent: scope, compensates: on, variables });
  undoWithin(run, id, record.inner ?? [], subprocess);
}

function undoWithin(run: Run, id: string, inner: readonly CompensationRecord[], subprocess: Node | null): void {
  if (subprocess === null) {
    emit(run, { type: 'compensation.begun', on: id, scope: id, records: inner });
    continueCompensation(run, id);
    return;
  }
  // A compensation event subprocess decides itself what else is compensated.
  for (const one of inner) emit(run, { type: 'compensation.recorded', scope: id, record: one });
  const eventId = nextId(run);
  emit(run, { type: 'element.activated', id: eventId, element: subprocess.id, parent: id, variables: {} });
  attempt(run, eventId, subprocess.id, () => prepareScope(run, subprocess, eventId)());
}

/** The called process, an instance of its own, compensates what it has done; the worker waits until it says that it is over. */
function compensateCall(
  run: Run,
  node: Node,
  { callId, process }: NonNullable<CompensationRecord['call']>,
  scope: string,
  on: string,
): void {
  const id = nextId(run);
  emit(run, { type: 'element.activated', id, element: node.id, parent: scope, compensates: on });
  emit(run, { type: 'call.compensating', callId, id, element: node.id, process });
}

/** The process itself, called and completed, lives again with its variables of then: its caller compensates it. */
export function compensateInstance(run: Run): void {
  const { undo, output = {} } = run.state;
  if (undo === undefined) return;
  const { root } = run.graph;
  emit(run, { type: 'instance.reopened' });
  emit(run, { type: 'element.activated', id: undo.id, element: root.id, parent: '', variables: output });
  undoWithin(run, undo.id, undo.inner ?? [], root.compensationSubprocess);
}

/** A handler, or a reopened subprocess, is done. */
export function compensated(run: Run, node: Node, id: string): void {
  const on = run.state.elements.get(id)?.compensates;
  complete(run, node, id);
  if (on !== undefined) continueCompensation(run, on);
}

function finishCompensation(run: Run, on: string): void {
  const worker = run.state.elements.get(on);
  if (worker === undefined) return;
  const node = nodeOf(run, worker.element);
  const scope = worker.parent ?? '';
  if (node.scope === null) {
    complete(run, node, on);
    emit(run, { type: 'instance.compensated', outcome: 'done' });
    return;
  }
  if (worker.compensation?.cancels === true) {
    afterCancel(run, node, on);
    return;
  }
  if (worker.compensates !== undefined) {
    compensated(run, node, on);
    return;
  }
  const waited = node.events.some(waits);
  complete(run, node, on);
  take(run, scope, waited ? node.outgoing : []);
}

/** A cancel end event in a transaction (BPMN 2.0.2 §13.3.5): everything active ends, everything completed is compensated. */
export function cancelTransaction(run: Run, scope: string): void {
  const transaction = transactionAround(run, scope);
  if (transaction === null) return;
  terminateChildren(run, transaction);
  stopListening(run, transaction);
  const records = run.state.elements.get(transaction)?.completed ?? [];
  emit(run, { type: 'compensation.begun', on: transaction, scope: transaction, records, cancels: true });
  continueCompensation(run, transaction);
}

function transactionAround(run: Run, scope: string): string | null {
  for (let id: string | undefined = scope; id !== undefined; id = run.state.elements.get(id)?.parent) {
    if (nodeOf(run, run.state.elements.get(id)?.element ?? '').type === 'transaction') return id;
  }
  return null;
}

/** Then the token leaves by the cancel boundary event; without one the transaction just ends. */
function afterCancel(run: Run, node: Node, on: string): void {
  const boundary = node.boundary.find(({ events }) => events.some(({ kind }) => kind === 'cancel'));
  const instance = run.state.elements.get(on);
  if (instance === undefined) return;
  if (boundary !== undefined) {
    // The boundary of a repeated transaction is that of all its rounds.
    const holder = instance.item === undefined ? on : (instance.parent ?? on);
    boundary.behaviour.trigger?.(run, boundary, holder, {});
    return;
  }
  if (node.outgoing.length > 0) leaveActivity(run, node, on, {});
  else {
    terminate(run, on);
    touch(run, instance.parent ?? '');
  }
}
