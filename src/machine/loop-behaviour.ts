// The event behaviours of a multi-instance activity (BPMN 2.0.2 §10.3.8, tables 10.30 and 10.32): `all` throws nothing, `none` throws at
// each completion, `one` at the first, `complex` whatever its conditions say. The event is caught on the activity's own
// boundary, as if thrown inside it. Without an event named, `none` and `one` throw the standard's default signal: it has no name, and
// no event without a name can be deployed that would hear it.
import type { JsonValue, Variables } from '../model/json.ts';
import { evaluateCondition } from './expression.ts';
import type { EventPart, LoopCase, Node } from './graph.ts';
import { evaluateMappings } from './mapping.ts';
import type { Run } from './run.ts';
import { prepareThrow } from './throw-events.ts';

/**
 * The round `id` is about to complete: evaluates what is thrown and with what, and gives the act that throws it; null when nothing
 * is. The round's data, its results and the counts of after it are seen. Throws trouble.
 */
export function prepareBehaviour(
  run: Run,
  node: Node,
  id: string,
  body: string,
  results: Variables,
): (() => void) | null {
  const { loop } = node;
  if (loop?.kind !== 'multiInstance' || loop.behaviour.kind === 'all') return null;
  const counts = countsAfter(run, body);
  const seen = { ...results, ...counts };
  if (loop.behaviour.kind === 'complex')
    return inTurn(run, body, prepareCases(run, node, id, body, loop.behaviour.cases, seen));
  const { kind, event } = loop.behaviour;
  if (event === null || (kind === 'one' && counts.numberOfCompletedInstances !== 1)) return null;
  // "A default SignalEventDefinition …, which automatically carries the current runtime attributes" (table 10.30).
  const payload = event.kind === 'signal' ? counts : {};
  return inTurn(run, body, [prepareOne(run, node, id, body, event, payload, seen)]);
}

/** The runtime attributes (table 10.31) as they are when the round has completed. */
function countsAfter(run: Run, body: string) {
  const { total = 0, started = 0, done = 0 } = run.state.elements.get(body)?.loop ?? {};
  return {
    numberOfInstances: total,
    numberOfActiveInstances: started - done - 1,
    numberOfCompletedInstances: done + 1,
    numberOfTerminatedInstances: 0,
  };
}

function prepareCases(
  run: Run,
  node: Node,
  id: string,
  body: string,
  cases: readonly LoopCase[],
  seen: Record<string, JsonValue>,
): (() => void)[] {
  const acts: (() => void)[] = [];
  for (const { condition, events, inputs } of cases) {
    if (condition !== null && !evaluateCondition(condition, run, id, seen)) continue;
    const payload = evaluateMappings(run, id, inputs, seen);
    for (const event of events) acts.push(prepareOne(run, node, id, body, event, payload, seen));
    if (events.some(({ kind }) => kind === 'error')) break; // it ends the loop: nothing more is asked
  }
  return acts;
}

function prepareOne(
  run: Run,
  node: Node,
  id: string,
  body: string,
  event: EventPart,
  payload: Variables,
  seen: Variables,
): () => void {
  const act = prepareThrow(run, node, body, event, payload, { scope: id, values: { ...seen, ...payload } });
  return () => {
    act(null);
  };
}

/** One after another; an event before may have ended the loop. */
function inTurn(run: Run, body: string, acts: readonly (() => void)[]): (() => void) | null {
  if (acts.length === 0) return null;
  return () => {
    for (const act of acts) if (run.state.elements.get(body) !== undefined) act();
  };
}
