// The common part of every activity (BPMN 2.0.2 §13.3): begin, boundary events, mappings, completion, leaving.
import type { ElementInstance } from '../model/instance-state.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import { askAgain, isEnough } from './elements/ad-hoc-sub-process.ts';
import { chooseSome } from './choice.ts';
import { converse, toldBy } from './correlation.ts';
import { clockHeldBy, clocksOf, endClocks } from './clocks.ts';
import type { Node } from './graph.ts';
import { closeIncidents, stuck } from './incident.ts';
import { checkOutputs, chooseInputs } from './data-sets.ts';
import { evaluateMappings } from './mapping.ts';
import { own, tokensOn } from './own.ts';
import { activate, take } from './passing.ts';
import { remember } from './remember.ts';
import { roundData } from './round-data.ts';
import { emit, nodeOf, type Run, type Token, touch } from './run.ts';
import { isTrouble } from './trouble.ts';
import { lookUp, propagate } from './variables.ts';
import { closeEvents, closeWaits, prepareWaits } from './waits.ts';

/** A token arrives at an activity. Two tokens make two activity instances. */
export function enterActivity(run: Run, token: Token): void {
  const { node } = token;
  if (node.startQuantity > 1 && !gathered(run, token)) return;
  const id = activate(run, token);
  try {
    if (node.loop === null) begin(run, node, id, false);
    else run.acts.enterLoop(run, node, id);
  } catch (caught) {
    stuck(run, id, node.id, caught);
  }
}

/** startQuantity (BPMN 2.0.2 §13.3.2): so many tokens, on whatever flows, are consumed to start once. */
function gathered(run: Run, { node, scope, via }: Token): boolean {
  if (via === undefined) return true;
  emit(run, { type: 'token.parked', scope, flow: via, element: node.id });
  const tokens = run.state.elements.get(scope)?.tokens ?? {};
  const waiting = node.incoming.flatMap(({ id }) => Array<string>(tokensOn(tokens, id)).fill(id));
  if (waiting.length < node.startQuantity) {
    touch(run, scope);
    return false;
  }
  emit(run, { type: 'token.joined', scope, flows: waiting.slice(0, node.startQuantity), element: node.id });
  return true;
}

/**
 * From wherever the activity stands: fresh, or stopped by an incident before its work began or after it was done; a scope that
 * has begun goes on.
 */
export function resumeActivity(run: Run, node: Node, id: string): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  if (instance.completing !== undefined) finish(run, node, id, instance, instance.completing);
  else if (node.loop !== null && instance.item === undefined) run.acts.enterLoop(run, node, id);
  else if (instance.children !== undefined) askAgain(run, id);
  else begin(run, node, id, instance.item !== undefined);
}

/**
 * Begins the work of a live activity, or of one round of its loop. Whatever may fail is evaluated before anything but its inputs is
 * written, so that it can be tried again after an incident.
 */
export function begin(run: Run, node: Node, id: string, isRound: boolean): void {
  takeInputs(run, node, id);
  // Boundary events and clocks of a loop hang on its body, not on each round.
  // Tried again after an incident that came later than these: they go on.
  const listens = node.boundary.length === 0 || isRound || isListening(run, node, id);
  const openWaits = listens ? null : prepareWaits(run, id, node.boundary);
  const startClocks = isRound || clockHeldBy(run, id) !== undefined ? null : clocksOf(run, node, id);
  const work = prepareWork(run, node, id);
  startClocks?.();
  openWaits?.();
  work?.();
}

/** The work alone begins anew, with its inputs; what else belongs to the activity has been there all the time. */
export function beginWork(run: Run, node: Node, id: string): void {
  takeInputs(run, node, id);
  prepareWork(run, node, id)?.();
}

function takeInputs(run: Run, node: Node, id: string): void {
  if (node.inputs.length === 0) return;
  const { values, set } = inputsOf(run, node, id);
  emit(run, { type: 'variables.set', scope: id, values });
  if (set !== null) emit(run, { type: 'inputs.chosen', id, inputSet: set });
}

/** The data inputs of a live element, or of the loop of which it is the body, as they are now. Throws trouble. */
export function inputsOf(run: Run, node: Node, id: string): ReturnType<typeof chooseInputs> {
  const { item } = run.state.elements.get(id) ?? {};
  if (node.loop?.kind === 'multiInstance' && item === undefined) return chooseInputs(run, id, node.loop);
  return chooseInputs(run, id, node, beforeInputs(run, node, id));
}

/**
 * Tried again, the activity has its inputs already, and one may bear the name of what it was made from: it is made again from
 * what was there before.
 */
function beforeInputs(run: Run, node: Node, id: string): Record<string, JsonValue> {
  const { variables, parent = '', item, compensates } = run.state.elements.get(id) ?? {};
  const before: Record<string, JsonValue> = {};
  if (variables === undefined) return before;
  const begunWith =
    item === undefined ? snapshotFor(run, compensates) : roundData(node, run.state.elements.get(parent), item);
  for (const { target } of node.inputs) {
    const [name = ''] = target;
    if (Object.hasOwn(variables, name)) before[name] = own(begunWith, name) ?? lookUp(run, parent, name) ?? null;
  }
  return before;
}

/** A handler begins with the data that the activity had which it undoes. */
function snapshotFor({ state }: Run, compensates = ''): Variables {
  return state.elements.get(compensates)?.compensation?.snapshot ?? {};
}

function prepareWork(run: Run, node: Node, id: string): (() => void) | null {
  return node.behaviour.kind === 'activity' ? node.behaviour.prepare(run, node, id) : null;
}

function isListening(run: Run, node: Node, id: string): boolean {
  const { timers, subscriptions, elements } = run.state;
  const waits = elements.get(id)?.waits ?? [];
  return waits.some((wait) => {
    const { element } = timers.get(wait) ?? subscriptions.get(wait) ?? {};
    return node.boundary.some((boundary) => boundary.id === element);
  });
}

/** The work is done with `results`; trouble on the way out becomes an incident that keeps them. */
export function completeActivity(run: Run, id: string, results: Variables): void {
  const instance = run.state.elements.get(id);
  if (instance !== undefined) completeLive(run, id, instance, results);
}

/** The same, by one who has the live element at hand. */
export function completeLive(run: Run, id: string, instance: ElementInstance, results: Variables): void {
  const node = nodeOf(run, instance.element);
  try {
    finish(run, node, id, instance, results);
  } catch (caught) {
    if (isTrouble(caught)) workIsOver(run, id);
    stuck(run, id, node.id, caught);
  }
}

/**
 * It is done, but can't be left: in the state Completing an activity waits for nothing new any more (BPMN 2.0.2 §13.3.2), and what was
 * wrong with its work is over. Its clocks run until it is left: whoever answers for the deadline is told.
 */
export function workIsOver(run: Run, id: string): void {
  closeIncidents(run, id);
  closeEvents(run, id);
}

function finish(run: Run, node: Node, id: string, instance: ElementInstance, results: Variables): void {
  const inLoop = instance.item !== undefined;
  const receives = node.type === 'receiveTask';
  const mayFail =
    node.outputs.length + node.dataOutputs.length + node.outputSets.length > 0 ||
    (receives && node.events.some(({ correlation }) => correlation !== null)) ||
    (inLoop ? mayFailInLoop(node) : node.conditional);
  if (mayFail && instance.completing === undefined) {
    emit(run, { type: 'element.completing', id, variables: results });
  }
  checkOutputs(run, id, node, results);
  if (receives) converse(run, instance.parent ?? id, toldBy(run, node, results));
  if (inLoop) run.acts.itemDone(run, node, id, instance, results);
  else leave(run, node, id, instance, results);
}

/** Its result is computed, or it throws an event when a round is done. */
function mayFailInLoop({ loop }: Node): boolean {
  return loop?.kind === 'multiInstance' && (loop.output !== null || loop.behaviour.kind !== 'all');
}

/** Takes the results, chooses the flows, ends the activity and goes on. The choice sees the results. */
export function leaveActivity(run: Run, node: Node, id: string, results: Variables): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  try {
    leave(run, node, id, instance, results);
  } catch (caught) {
    if (isTrouble(caught)) workIsOver(run, id);
    throw caught;
  }
}

function leave(run: Run, node: Node, id: string, instance: ElementInstance, results: Variables): void {
  const { parent: scope = '', compensates } = instance;
  if (node.outputs.length > 0) propagate(run, scope, evaluateMappings(run, id, node.outputs, results));
  else propagate(run, id, results);
  if (node.dataOutputs.length > 0) propagate(run, scope, evaluateMappings(run, id, node.dataOutputs, results));
  if (compensates !== undefined) {
    run.acts.compensated(run, node, id);
    return;
  }
  const flows = chooseSome(run, node, scope);
  remember(run, node, id);
  endLive(run, node, id, instance);
  if (node.scope?.type === 'adHocSubProcess' && isEnough(run, node.scope, scope)) return;
  for (let tokens = node.completionQuantity; tokens > 0; tokens -= 1) take(run, scope, flows);
}

/** Writes the end of a live element: its incident, waits and clocks close first. */
export function complete(run: Run, node: Node, id: string): void {
  const instance = run.state.elements.get(id);
  if (instance !== undefined) endLive(run, node, id, instance);
}

/** The same, by one who has the live element at hand. */
export function endLive(run: Run, node: Node, id: string, { waits, parent = '' }: ElementInstance): void {
  closeIncidents(run, id);
  if (waits !== undefined) closeWaits(run, id);
  endClocks(run, node, id);
  emit(run, { type: 'element.completed', id, element: node.id, parent });
}
