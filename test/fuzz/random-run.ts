// A random life of one instance of a random process: people, jobs, time, messages, signals, operators and nonsense, each step
// held to the laws of the machine. Then everything is driven to its end, which must come.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { parse } from 'quytrinh/bpmn';
import { applyEvent, compile, emptyState, replay, type ProcessMachine, type StepContext } from 'quytrinh/machine';
import { isEngineError, type Command, type InstanceState, type ProcessEvent, type Variables } from 'quytrinh/model';
import { lawfulStep } from '../machine/lawful-step.ts';
import { prng, type Prng } from './prng.ts';
import { randomProcess } from './random-process.ts';

export interface RandomRun {
  readonly seed: number;
  readonly steps: number;
  readonly status: InstanceState['status'];
  readonly elements: number;
  readonly events: readonly ProcessEvent[];
}

/** Steps in which the end must come once everything is driven towards it. */
const DRAIN = 3_000;

export interface RandomRunOptions {
  readonly seed: number;
  /** Steps of the random part. */
  readonly steps: number;
  /** Changes the file before it is read. */
  readonly rewrite?: (xml: string) => string;
  /** Told of every command; for a failure that is looked into. */
  readonly onStep?: (command: Command, state: InstanceState) => void;
}

/** Throws an AssertionError, or whatever the machine threw. */
export async function randomRun({ seed, steps, rewrite, onStep }: RandomRunOptions): Promise<RandomRun> {
  const xml = randomProcess(seed);
  const { model, diagnostics } = await parse(rewrite?.(xml) ?? xml);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  deepStrictEqual(errors, [], 'the random process is well-formed');
  ok(model !== null);
  const compiled = compile(model);
  ok(compiled.ok, 'the random process compiles');
  const { machine } = compiled;
  const random = prng(seed ^ 0x5eed);
  const life: Life = {
    machine,
    random,
    state: emptyState(),
    events: [],
    shadow: emptyState(),
    now: 0,
    count: 0,
    onStep,
  };
  act(life, { type: 'start', variables: { v: random.int(10) } });
  for (let step = 0; step < steps && life.state.status === 'active'; step += 1) {
    const command = randomCommand(life);
    if (command !== null) act(life, command);
  }
  if (life.state.suspended === true) act(life, { type: 'instance.resume' });
  for (let step = 0; step < DRAIN && life.state.status === 'active'; step += 1) {
    const command = towardsTheEnd(life);
    ok(command !== null, `nothing can be done, and there is no end: ${JSON.stringify(life.state)}`);
    act(life, command);
  }
  ok(life.state.status !== 'active', `no end after ${DRAIN} steps`);
  deepStrictEqual(replay(life.events), life.state, 'replay of the whole history equals the state');
  return {
    seed,
    steps: life.count,
    status: life.state.status,
    elements: machine.process.elements.length,
    events: life.events,
  };
}

interface Life {
  readonly machine: ProcessMachine;
  readonly random: Prng;
  state: InstanceState;
  readonly events: ProcessEvent[];
  /** The history so far, folded event by event. */
  readonly shadow: InstanceState;
  now: number;
  count: number;
  readonly onStep: RandomRunOptions['onStep'];
}

function act(life: Life, command: Command): void {
  const context: StepContext = { now: life.now };
  life.onStep?.(command, life.state);
  life.count += 1;
  const { state, events } = lawfulStep(life.machine, life.state, command, context);
  for (const event of events) {
    life.events.push(event);
    applyEvent(life.shadow, event);
  }
  deepStrictEqual(life.shadow, state, 'replay equals state');
  life.state = state;
  const codes = new Set(Object.values(state.incidents).map(({ code }) => code));
  ok(!codes.has('JOIN_DEADLOCK'), 'a sound process has no join that can never fire');
}

/** Nonsense must be refused with an EngineError, and nothing has changed. */
function refuse(life: Life, command: Command): void {
  const before = JSON.stringify(life.state);
  try {
    life.machine.step(life.state, command, { now: life.now });
  } catch (error) {
    if (!isEngineError(error)) throw error;
    ok(error.code !== 'DEFECT', error.message);
    deepStrictEqual(JSON.stringify(life.state), before);
    return;
  }
  ok(false, `${JSON.stringify(command)} was not refused`);
}

function randomCommand(life: Life): Command | null {
  const { random, state } = life;
  const { tasks, jobs, calls, timers, subscriptions, incidents } = state;
  if (state.suspended === true) {
    return random.chance(0.7) ? { type: 'instance.resume' } : { type: 'variables.set', variables: some(random) };
  }
  const kinds: (() => Command | null)[] = [];
  const add = (many: number, make: () => Command | null): void => {
    for (let index = 0; index < many; index += 1) kinds.push(make);
  };
  if (Object.keys(tasks).length > 0) add(8, () => taskCommand(random, state));
  if (Object.keys(jobs).length > 0) add(8, () => jobCommand(random, state, life.now));
  if (Object.keys(calls).length > 0) add(3, () => callCommand(random, state));
  if (Object.keys(timers).length > 0) add(4, () => fireNext(life));
  if (Object.keys(subscriptions).length > 0) add(4, () => deliver(random, state));
  if (Object.keys(incidents).length > 0) add(4, () => resolve(random, state));
  add(1, () => ({ type: 'variables.set', variables: some(random) }));
  if (random.chance(0.05)) add(1, () => ({ type: 'instance.suspend', reason: 'random' }));
  if (random.chance(0.01)) add(1, () => ({ type: 'instance.cancel', reason: 'random' }));
  add(1, () => {
    nonsense(life);
    return null;
  });
  return random.pick(kinds)();
}

const some = (random: Prng): Variables => ({ v: random.int(10) });

function taskCommand(random: Prng, { tasks }: InstanceState): Command {
  const [taskId, task] = random.pick(Object.entries(tasks));
  const variables = some(random);
  switch (random.int(20)) {
    case 0:
      return task.state === 'ready' ? { type: 'task.claim', taskId, by: 'an' } : { type: 'task.release', taskId };
    case 1:
      return { type: 'task.assign', taskId, to: 'binh' };
    case 2:
      return { type: 'task.throwError', taskId, errorCode: random.pick(['E1', 'E2']), variables };
    default:
      return { type: 'task.complete', taskId, variables, by: 'an' };
  }
}

function jobCommand(random: Prng, { jobs }: InstanceState, now: number): Command {
  const jobId = random.pick(Object.keys(jobs));
  const variables = some(random);
  switch (random.int(20)) {
    case 0:
      return { type: 'job.fail', jobId, message: 'random', retries: 1, retryAt: now + 1000 };
    case 1:
      return { type: 'job.fail', jobId, message: 'random', retries: 0 };
    case 2:
      return { type: 'job.throwError', jobId, errorCode: random.pick(['E1', 'E2']), variables };
    default:
      return { type: 'job.complete', jobId, variables };
  }
}

function callCommand(random: Prng, { calls }: InstanceState): Command {
  const callId = random.pick(Object.keys(calls));
  switch (random.int(10)) {
    case 0:
      return { type: 'call.fail', callId, reason: 'random' };
    case 1:
      return { type: 'call.throwError', callId, errorCode: 'E1', message: '' };
    default:
      return { type: 'call.complete', callId, variables: some(random) };
  }
}

/** Time moves to the earliest timer. */
function fireNext(life: Life): Command {
  const [first] = Object.entries(life.state.timers).sort(([, a], [, b]) => a.dueAt - b.dueAt);
  if (first === undefined) throw new RangeError('no timer');
  life.now = Math.max(life.now, first[1].dueAt);
  return { type: 'timer.fire', timerId: first[0] };
}

function deliver(random: Prng, { subscriptions }: InstanceState): Command {
  const [subscriptionId, subscription] = random.pick(Object.entries(subscriptions));
  if (subscription.kind === 'conditional') return { type: 'variables.set', variables: { v: random.int(4) } };
  const type = subscription.kind === 'signal' ? 'signal.deliver' : 'message.deliver';
  return { type, subscriptionId, variables: some(random) };
}

function resolve(random: Prng, { incidents }: InstanceState): Command {
  return { type: 'incident.resolve', incidentId: random.pick(Object.keys(incidents)), variables: some(random) };
}

function nonsense(life: Life): void {
  const { random, state } = life;
  const gone = random.chance(0.3) ? random.pick(prototypeNames) : String(state.counter + 1 + random.int(5));
  const commands: readonly Command[] = [
    { type: 'task.complete', taskId: gone, variables: {} },
    { type: 'task.claim', taskId: gone, by: 'an' },
    { type: 'job.complete', jobId: gone, variables: {} },
    { type: 'call.complete', callId: gone, variables: {} },
    { type: 'timer.fire', timerId: gone },
    { type: 'message.deliver', subscriptionId: gone, variables: {} },
    { type: 'incident.resolve', incidentId: gone },
    { type: 'instance.resume' },
    { type: 'start', variables: {} },
  ];
  const command = random.pick(commands);
  if (command.type !== 'instance.resume') refuse(life, command);
}

/** Never chooses what begins more work beside (non-interrupting events) while there is something else to do. */
function towardsTheEnd(life: Life): Command | null {
  const { state, machine } = life;
  const variables = { v: 0 };
  const [taskId] = Object.keys(state.tasks);
  if (taskId !== undefined) return { type: 'task.complete', taskId, variables, by: 'an' };
  const [incidentId] = Object.keys(state.incidents);
  if (incidentId !== undefined) return { type: 'incident.resolve', incidentId, variables };
  const [jobId] = Object.keys(state.jobs);
  if (jobId !== undefined) return { type: 'job.complete', jobId, variables };
  const [callId] = Object.keys(state.calls);
  if (callId !== undefined) return { type: 'call.complete', callId, variables };
  const inFlow = (element: string): boolean => {
    const type = machine.graph.nodes.get(element)?.type;
    return type === 'intermediateCatchEvent' || type === 'receiveTask';
  };
  for (const [subscriptionId, { kind, element, met }] of Object.entries(state.subscriptions)) {
    if (!inFlow(element)) continue;
    if (kind !== 'conditional') {
      return { type: kind === 'signal' ? 'signal.deliver' : 'message.deliver', subscriptionId, variables };
    }
    if (met !== true) return { type: 'variables.set', variables };
  }
  const timers = Object.entries(state.timers).filter(([, { element }]) => inFlow(element));
  for (const [timerId, { dueAt }] of timers.sort(([, a], [, b]) => a.dueAt - b.dueAt)) {
    life.now = Math.max(life.now, dueAt);
    return { type: 'timer.fire', timerId };
  }
  for (const [scope, { element, children }] of Object.entries(state.elements)) {
    const node = machine.graph.nodes.get(element);
    const [first] = node?.initial ?? [];
    if (node?.type === 'adHocSubProcess' && (children ?? 0) === 0 && first !== undefined)
      return { type: 'adHoc.activate', element: first.id, scope };
  }
  return null;
}

/** What every object has without being given it: names like any other, and no ids of anything alive. */
export const prototypeNames: readonly string[] = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== '__proto__',
);
