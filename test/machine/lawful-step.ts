// One step of a machine, held to the laws that hold for every step: the input is left unchanged, `advance` does what `step`
// does, a state read back from JSON goes on the same, and the state afterwards hangs together. Without a test framework, so
// that the random runs outside of it use the same laws.
import { deepStrictEqual, ok } from 'node:assert/strict';
import {
  liveState,
  plainState,
  snapshotText,
  type ProcessMachine,
  type StepContext,
  type StepResult,
} from 'quytrinh/machine';
import { isLive, type Command, type InstanceState } from 'quytrinh/model';

export function lawfulStep(
  machine: ProcessMachine,
  state: InstanceState,
  command: Command,
  context: StepContext,
): StepResult {
  const before = JSON.stringify(state);
  const result = machine.step(deepFreeze(state), command, context);
  deepStrictEqual(JSON.stringify(state), before, 'step left its input unchanged');
  const readBack = liveState(JSON.parse(before) as InstanceState);
  deepStrictEqual(
    snapshotText(readBack, keptEach),
    before,
    'the snapshot of a state read back is the text it was read from',
  );
  const events = machine.advance(readBack, command, context);
  deepStrictEqual(events, result.events, 'advance and step give the same events');
  deepStrictEqual(
    plainState(readBack),
    result.state,
    'advance on the state read back from JSON gives the state of step',
  );
  // Of which the texts of all that the step has left as it was are kept.
  deepStrictEqual(
    snapshotText(readBack, keptEach),
    JSON.stringify(plainState(readBack)),
    'the snapshot is the state as JSON',
  );
  deepStrictEqual(JSON.parse(JSON.stringify(result)), result, 'state and events are plain JSON');
  deepStrictEqual([...readBack.elements.keys()], Object.keys(result.state.elements), 'kept in the order of ids');
  checkState(machine, result.state);
  return result;
}

/** Each record by itself, so that none is written anew because of its neighbour. */
const keptEach = { wide: 1, idsInBlock: 1 };

/** Everything in a state has its place, and nothing is alive without a reason: no token is lost, none is left over. */
export function checkState(machine: ProcessMachine, state: InstanceState): void {
  const { elements, tasks, jobs, calls, timers, subscriptions, incidents } = state;
  const children = new Map<string, number>();
  for (const [id, { parent, element }] of Object.entries(elements)) {
    ok(Number(id) <= state.counter, `${element} ${id} is beyond the counter`);
    if (parent === undefined) continue;
    ok(elements[parent] !== undefined, `${element} ${id} lives in ${parent}, which does not`);
    ok(Number(parent) < Number(id), `${element} ${id} is older than the scope it lives in`);
    children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  const held = new Map<string, string[]>();
  for (const [id, { on }] of [...Object.entries(timers), ...Object.entries(subscriptions)])
    held.set(on, [...(held.get(on) ?? []), id]);
  const work = new Map<string, string>();
  // A duty that a clock brought is a task of the process, beside what its elements work on.
  const owned = Object.entries(tasks).filter(([, { obligation }]) => obligation === undefined);
  for (const [id, { on }] of [...owned, ...Object.entries(jobs), ...Object.entries(calls)]) {
    ok(!work.has(on), `two works on ${on}`);
    work.set(on, id);
  }
  for (const on of [...held.keys(), ...work.keys(), ...Object.values(incidents).map((incident) => incident.on)])
    ok(elements[on] !== undefined, `something hangs on ${on}, which does not live`);
  for (const [id, live] of Object.entries(elements)) {
    const what = `${live.element} ${id}`;
    deepStrictEqual(live.children ?? 0, children.get(id) ?? 0, `children of ${what}`);
    deepStrictEqual([...(live.waits ?? [])].sort(), (held.get(id) ?? []).sort(), `waits of ${what}`);
    if (work.has(id)) deepStrictEqual(live.work, work.get(id), `work of ${what}`);
    for (const [flow, many] of Object.entries(live.tokens ?? {})) {
      ok(many > 0, `tokens on ${flow}`);
      ok(machine.graph.flows.has(flow), `tokens on ${flow}, which is no flow`);
    }
    ok(reasonToLive(machine, state, id, work.has(id)), `${what} lives without a reason: ${JSON.stringify(live)}`);
  }
  if (!isLive(state)) {
    for (const [name, rest] of Object.entries({ elements, tasks, jobs, calls, timers, subscriptions, incidents }))
      deepStrictEqual(rest, {}, `${name} after the end`);
  }
}

function reasonToLive(machine: ProcessMachine, state: InstanceState, id: string, works: boolean): boolean {
  const live = state.elements[id];
  if (live === undefined) return false;
  if ((live.children ?? 0) > 0 || works || live.tokens !== undefined) return true;
  if (Object.values(state.incidents).some(({ on }) => on === id)) return true;
  if (Object.values(state.elements).some(({ compensates }) => compensates === id)) return true;
  const type = machine.graph.nodes.get(live.element)?.type;
  // An ad-hoc subprocess may be idle until people begin something.
  if (type === 'adHocSubProcess' && live.loop === undefined) return true;
  // Waits keep alive what is itself a wait; a scope or task that only listens is over.
  return (
    live.waits !== undefined &&
    (type === 'receiveTask' ||
      type === 'intermediateCatchEvent' ||
      type === 'eventBasedGateway' ||
      type === 'startEvent')
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
