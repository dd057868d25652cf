// One random process with one random life, in the machine and in the reference side by side. After every single step: replay of the
// journal equals the state, saving, reloading and going on equals going on (the laws of family.ts), and what can be seen of the machine,
// every token of it, is what can be seen of the reference. Then all is driven to its end, which must come.
import { deepStrictEqual, ok } from 'node:assert/strict';
import type { BpmnModel, Command, ElementModel, ProcessModel } from 'quytrinh/model';
import { compile, replay, type ProcessMachine } from 'quytrinh/machine';
import { newWorld } from '../reference/act.ts';
import type { Diagram } from '../reference/diagram.ts';
import { restsOf } from '../reference/explore.ts';
import { stimulate, type Stimulus } from '../reference/stimuli.ts';
import { textOf } from '../reference/world.ts';
import { choose, someData, someVariables, type Choice } from './choices.ts';
import { family, founder, step, type Machines, type Member } from './family.ts';
import { refuseNonsense } from './nonsense.ts';
import { agrees, difference, seenOfMachine, seenOfWorld, type Seen } from './observe.ts';
import type { Random } from './random.ts';
import { towardsTheEnd } from './towards-end.ts';

export type Outcome =
  | {
      readonly kind: 'held';
      /** The status it ended in, `incident`, or `endless`: instances wake one another without end. */
      readonly end: string;
      readonly steps: number;
      /** Steps after which machine and reference agreed: all, unless one had too many orders to try and none that was tried agreed. */
      readonly compared: number;
      /** The instance and those it has called. */
      readonly members: readonly Member[];
    }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'differs'; readonly steps: number; readonly report: string };

export interface RunOptions {
  readonly model: BpmnModel;
  readonly random: Random;
  /** Steps of the random part; then all is driven to its end. */
  readonly steps?: number;
  /** False: the laws of the machine alone. */
  readonly compares?: boolean;
  /** Told of each comparison. */
  readonly onCompared?: (comparison: Comparison) => void;
}

export interface Comparison {
  readonly diagram: Diagram;
  /** Worlds in which the step begins. */
  readonly begun: readonly string[];
  readonly seen: Seen;
  /** Worlds in which it ends as it was seen to. */
  readonly agreeing: readonly string[];
}

const most = { steps: 60, toTheEnd: 400, worlds: 3000, alive: 24 } as const;

export function run({ model, random, steps: wanted = most.steps, compares = true, onCompared }: RunOptions): Outcome {
  const [process] = model.processes;
  const machines = new Map<string, ProcessMachine>();
  for (const { id } of model.processes) {
    const compiled = compile(model, id);
    if (!compiled.ok) return { kind: 'refused', codes: compiled.diagnostics.map(({ code }) => code) };
    machines.set(id, compiled.machine);
  }
  if (process === undefined) return { kind: 'refused', codes: [] };
  const life: Life = {
    machines: { of: (id) => machines.get(id)!, all: [...machines.values()] },
    diagram: { file: model, process },
    root: founder(machines.get(process.id)!),
    random,
    worlds: [],
    isSure: true,
    trace: [],
    now: 0,
    steps: 0,
    compared: 0,
    onCompared,
  };
  life.worlds = compares ? [textOf(newWorld(life.diagram))] : null;
  try {
    return live(life, wanted);
  } catch (error) {
    const why = error instanceof Error ? String(error.stack) : String(error);
    return { kind: 'differs', steps: life.steps, report: [...life.trace, `machine: ${why}`].join('\n') };
  }
}

interface Life {
  readonly machines: Machines;
  readonly diagram: Diagram;
  readonly root: Member;
  readonly random: Random;
  /** What the reference may be in after what was seen so far; null: it is not known any more. */
  worlds: readonly string[] | null;
  /** They are all: no step had too many orders to try. */
  isSure: boolean;
  readonly trace: string[];
  now: number;
  steps: number;
  compared: number;
  readonly onCompared: RunOptions['onCompared'];
}

function live(life: Life, wanted: number): Outcome {
  const { root, random, trace } = life;
  for (let choice: Choice | undefined = beginning(life); choice !== undefined; choice = next(life, wanted)) {
    life.now = choice.now;
    trace.push(JSON.stringify(choice.stimulus));
    const rests = step(root, choice.member, choice.commands, life.now, life.machines);
    if (!rests) return held(life, 'endless');
    life.steps += 1;
    const trouble = compare(life, choice.stimulus);
    if (trouble !== null) return { kind: 'differs', steps: life.steps, report: [...trace, trouble].join('\n') };
    if (random.chance(10)) refuseNonsense(random.pick(family(root)), random, life.now);
  }
  for (const { history, state } of family(root))
    deepStrictEqual(replay(history), state, 'replay of the whole journal equals the state');
  return held(life, endOf(root));
}

function held({ root, steps, compared }: Life, end: string): Outcome {
  return { kind: 'held', end, steps, compared, members: family(root) };
}

/** By its none start event, or by one that something triggers. */
function beginning({ root, diagram: { process }, random, now }: Life): Choice {
  const vars = { ...someVariables(random), ...someData(root, random) };
  const triggered = process.elements.filter((element) => element.scope === process.id && begins(process, element));
  if (triggered.length === 0 || random.chance(40)) {
    const command: Command = { type: 'start', variables: vars };
    return { member: root, commands: [command], stimulus: { type: 'start', vars }, now };
  }
  const { id, events = [], parallelMultiple = false } = random.pick(triggered);
  const part = parallelMultiple && events.length > 1 ? random.below(events.length) : null;
  const command: Command = {
    type: 'start',
    variables: vars,
    startEvent: id,
    ...(part === null ? {} : { startPart: part }),
  };
  const stimulus: Stimulus = { type: 'start', vars, startEvent: id, ...(part === null ? {} : { part }) };
  return { member: root, commands: [command], stimulus, now };
}

/** Something outside begins the process there. */
function begins({ flows, elements }: ProcessModel, { id, type, events, instantiate }: ElementModel): boolean {
  const after = flows.filter(({ target }) => target === id).map(({ source }) => source);
  return (
    (type === 'startEvent' && events !== undefined) ||
    instantiate === true ||
    elements.some((element) => element.eventGateway?.instantiate === true && after.includes(element.id))
  );
}

function next({ root, random, now, steps }: Life, wanted: number): Choice | undefined {
  if (!family(root).some(({ state }) => state.status === 'active')) return undefined;
  const alive = family(root).flatMap(({ state }) => Object.keys(state.elements)).length;
  if (steps < wanted && alive <= most.alive) return choose(root, random, now);
  ok(steps < wanted + most.toTheEnd, `no end after ${steps} steps`);
  return towardsTheEnd(root, random, now);
}

/** Null: they agree, or nothing can be said any more. */
function compare(life: Life, stimulus: Stimulus): string | null {
  const { diagram, worlds } = life;
  if (worlds === null) return null;
  const seen = seenOfMachine(life.root);
  const begun = [...new Set(worlds.flatMap((world) => stimulate(diagram, world, stimulus)))];
  const { agreeing, all } = agreeingRests(diagram, begun, seen);
  if (!all) life.isSure = false;
  if (agreeing.length === 0 && !life.isSure) {
    life.worlds = null;
    return null;
  }
  life.worlds = agreeing;
  life.onCompared?.({ diagram, begun, seen, agreeing: life.worlds });
  life.compared += 1;
  if (agreeing.length > 0) return null;
  const [nearest, ...others] = restsOf(diagram, begun, most.worlds)
    .rests.map((text) => seenOfWorld(diagram, text))
    .sort((a, b) => distance(a, seen) - distance(b, seen));
  return nearest === undefined ? 'no reference world' : `${difference(seen, nearest)}\n  (${others.length} more)`;
}

/** With too many orders to try, some from one side or else some from the other. */
function agreeingRests(diagram: Diagram, begun: readonly string[], seen: Seen): { agreeing: string[]; all: boolean } {
  const find = (from: 'first' | 'last') => {
    const { rests, all } = restsOf(diagram, begun, most.worlds, seen, from);
    return { agreeing: rests.filter((text) => agrees(seenOfWorld(diagram, text), seen)), all };
  };
  const found = find('last');
  return found.all || found.agreeing.length > 0 ? found : find('first');
}

/** Nothing is left to do: the instance has ended, or an incident says what is stuck. */
function endOf(root: Member): string {
  const alone = [{ ...root, begun: [] }, ...root.begun];
  for (const one of alone) {
    if (one.state.status !== 'active') continue;
    const incidents = family(one).flatMap(({ state }) => Object.values(state.incidents));
    ok(incidents.length > 0, 'the instance waits for nothing and has no incident');
  }
  return root.state.status === 'active' ? 'incident' : root.state.status;
}

const distance = (a: Seen, b: Seen): number =>
  Number(a.alive !== b.alive) * 4 +
  Number(JSON.stringify(a.done) !== JSON.stringify(b.done)) +
  Number(JSON.stringify(a.killed) !== JSON.stringify(b.killed)) +
  Number(JSON.stringify(a.incidents) !== JSON.stringify(b.incidents));
