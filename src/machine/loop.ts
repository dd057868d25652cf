// Multi-instance activities and standard loops (BPMN 2.0.2 §13.3.6, §13.3.7). The body is one live element, each round another
// below it with its place in `item`; boundary events and clocks hang on the body.
import type { ElementInstance } from '../model/instance-state.ts';
import { limits } from '../model/limits.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import { begin, endLive, leaveActivity } from './activity.ts';
import { prepareBehaviour } from './loop-behaviour.ts';
import { remember } from './remember.ts';
import { roundData } from './round-data.ts';
import { clocksOf } from './clocks.ts';
import { describe, evaluateCondition } from './expression.ts';
import type { MultiInstancePart, Node, StandardLoopPart } from './graph.ts';
import { raise, stuck } from './incident.ts';
import { chooseInputs } from './data-sets.ts';
import { evaluateMappings } from './mapping.ts';
import { emit, nextId, type Run } from './run.ts';
import { terminateChildren } from './terminate.ts';
import { trouble } from './trouble.ts';
import { propagate } from './variables.ts';
import { prepareWaits } from './waits.ts';

/** Starts the body. Throws trouble before anything is written. */
export function enterLoop(run: Run, node: Node, body: string): void {
  const { loop } = node;
  if (loop === null) return;
  const plan = loop.kind === 'multiInstance' ? multiInstancePlan(run, loop, body) : standardPlan(run, loop, body);
  const openWaits = prepareWaits(run, body, node.boundary);
  const startClocks = clocksOf(run, node, body);
  if (plan.data !== null) emit(run, { type: 'variables.set', scope: body, values: plan.data });
  openWaits?.();
  startClocks?.();
  emit(
    run,
    plan.items === null
      ? { type: 'loop.started', id: body, total: plan.total }
      : { type: 'loop.started', id: body, total: plan.total, items: plan.items },
  );
  if (plan.total === 0) endLoop(run, node, body);
  else if (loop.kind === 'multiInstance' && !loop.sequential)
    for (let item = 0; item < plan.total; item += 1) startItem(run, node, body, item);
  else startItem(run, node, body, 0);
}

/** One round is done. */
export function itemDone(run: Run, node: Node, id: string, round: ElementInstance, results: Variables): void {
  const { item, parent: body } = round;
  const { loop } = node;
  if (item === undefined || body === undefined || loop === null) return;
  const mapped = node.outputs.length > 0 ? evaluateMappings(run, id, node.outputs, results) : null;
  const moved = node.dataOutputs.length > 0 ? evaluateMappings(run, id, node.dataOutputs, results) : null;
  const seen = mapped === null && moved === null ? results : { ...results, ...mapped, ...moved };
  const output = loop.kind === 'multiInstance' && loop.output !== null ? loop.output(run, id, seen) : undefined;
  // With an output collection the results belong to the round; without one they go up like those of any activity.
  if (output === undefined) {
    if (mapped === null) propagate(run, id, results);
    else propagate(run, body, mapped);
  }
  if (moved !== null) propagate(run, body, moved);
  const throwEvents = prepareBehaviour(run, node, id, body, seen);
  const asked = loop.kind === 'multiInstance' && loop.completion !== null;
  const ofRound = asked ? { ...round.variables, ...seen } : undefined;
  remember(run, node, id);
  endLive(run, node, id, round);
  emit(
    run,
    output === undefined
      ? { type: 'loop.itemDone', id: body, item }
      : { type: 'loop.itemDone', id: body, item, output },
  );
  try {
    throwEvents?.();
    continueLoop(run, node, body, ofRound);
  } catch (caught) {
    stuck(run, body, node.id, caught);
  }
}

/** After a round, whose data its condition sees, or again after an incident on the body: ends the loop or starts the next round. */
export function continueLoop(run: Run, node: Node, body: string, ofRound?: Variables): void {
  const { loop: state, children } = run.state.elements.get(body) ?? {};
  const { loop } = node;
  if (state === undefined || loop === null) return;
  if (loop.kind === 'multiInstance') {
    // Ended by its condition already, it could not be left: the operator's corrections don't undo that.
    const ended = !loop.sequential && state.started === state.total && children === 0;
    if (
      loop.completion !== null &&
      ((ended && state.done < state.total) || evaluateCondition(loop.completion, run, body, ofRound))
    ) {
      terminateChildren(run, body);
      endLoop(run, node, body);
    } else if (state.done >= state.total) endLoop(run, node, body);
    else if (loop.sequential && state.started === state.done)
      (run.rounds ??= []).push({ node, body, item: state.done });
    return;
  }
  const again =
    state.done < state.total &&
    (loop.condition === null || evaluateCondition(loop.condition, run, body, { loopCounter: state.done + 1 }));
  if (again) (run.rounds ??= []).push({ node, body, item: state.done });
  else endLoop(run, node, body);
}

/** Starts the next round of a loop that goes on in this step; true when there was one. One after another, never nested. */
export function startRound(run: Run): boolean {
  const round = run.rounds?.shift();
  if (round === undefined) return false;
  const { node, body, item } = round;
  run.entered += 1;
  if (run.entered <= limits.elementsPerStep) startItem(run, node, body, item);
  else if (run.state.elements.get(body) !== undefined)
    raise(run, body, node.id, 'STEP_LIMIT', { limit: limits.elementsPerStep });
  return true;
}

function startItem(run: Run, node: Node, body: string, item: number): void {
  const loop = run.state.elements.get(body);
  if (loop === undefined) return; // a round that ended at once ended the loop
  const id = nextId(run);
  const variables = roundData(node, loop, item);
  emit(run, { type: 'element.activated', id, element: node.id, parent: body, item, variables });
  try {
    begin(run, node, id, true);
  } catch (caught) {
    stuck(run, id, node.id, caught);
  }
}

function endLoop(run: Run, node: Node, body: string): void {
  const state = run.state.elements.get(body)?.loop;
  const { loop } = node;
  if (state === undefined || loop === null) return;
  const results: Record<string, JsonValue> = {};
  if (loop.kind === 'multiInstance' && loop.outputCollection !== null) {
    const outputs = [...(state.outputs ?? [])];
    results[loop.outputCollection] = outputs;
  }
  propagate(run, body, results);
  const dataOutputs = loop.kind === 'multiInstance' ? loop.dataOutputs : [];
  leaveActivity(run, { ...node, outputs: [], dataOutputs }, body, {});
}

interface Plan {
  readonly total: number;
  readonly items: readonly JsonValue[] | null;
  /** Data of the activity as a whole; null when it has none. */
  readonly data: Variables | null;
}

function multiInstancePlan(run: Run, loop: MultiInstancePart, body: string): Plan {
  const data = loop.inputs.length === 0 ? null : chooseInputs(run, body, loop).values;
  if (loop.collection !== null) {
    const items = loop.collection(run, body, data ?? {});
    if (!Array.isArray(items)) throw trouble('LOOP_INVALID', { what: 'collection', found: describe(items) });
    const list = items as readonly JsonValue[];
    checkTotal(list.length);
    return { total: list.length, items: list, data };
  }
  const total = loop.cardinality === null ? 0 : wholeNumber('cardinality', loop.cardinality(run, body, data ?? {}));
  return { total, items: null, data };
}

function standardPlan(run: Run, loop: StandardLoopPart, body: string): Plan {
  const maximum = loop.maximum === null ? limits.loopItems : wholeNumber('loopMaximum', loop.maximum(run, body));
  const begins =
    !loop.testBefore || loop.condition === null || evaluateCondition(loop.condition, run, body, { loopCounter: 1 });
  return { total: begins ? maximum : 0, items: null, data: null };
}

function wholeNumber(what: string, value: JsonValue): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0) {
    throw trouble('LOOP_INVALID', { what, found: describe(value) });
  }
  checkTotal(number);
  return number;
}

function checkTotal(total: number): void {
  if (total > limits.loopItems)
    throw trouble('LOOP_INVALID', { what: 'numberOfInstances', found: `${total} > ${limits.loopItems}` });
}
