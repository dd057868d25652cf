// Runs a random process in the machine and in the reference side by side, and compares them after every step.
import type { BpmnModel, Command, InstanceState, Variables } from 'quytrinh/model';
import { compile, emptyState, type ProcessMachine } from 'quytrinh/machine';
import type { Diagram } from '../../reference/diagram.ts';
import { restsOf } from '../../reference/explore.ts';
import { newWorld, stimulate, type Stimulus } from '../../reference/stimuli.ts';
import { textOf } from '../../reference/world.ts';
import { agrees, difference, pathInMachine, seenOfMachine, seenOfWorld, type Seen } from './observe.ts';
import type { Random } from './random.ts';

export type Outcome =
  | { readonly kind: 'agreed'; readonly end: string; readonly steps: number }
  /** Too many orders to try, or too many tokens: nothing is said from that step on. */
  | { readonly kind: 'left'; readonly steps: number }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'differs'; readonly steps: number; readonly report: string };

interface Choice {
  readonly command: Command;
  readonly stimulus: Stimulus;
  readonly now: number;
}

const most = { steps: 60, worlds: 3000, alive: 24 } as const;

export function drive(model: BpmnModel, random: Random): Outcome {
  const [process] = model.processes;
  const compiled = compile(model, 'p');
  if (!compiled.ok) return { kind: 'refused', codes: compiled.diagnostics.map(({ code }) => code) };
  if (process === undefined) return { kind: 'refused', codes: [] };
  return compare(compiled.machine, { file: model, process }, random);
}

function compare(machine: ProcessMachine, diagram: Diagram, random: Random): Outcome {
  const restored = new Set<string>();
  const trace: string[] = [];
  let state = emptyState();
  let now = 0;
  let worlds: readonly string[] = [textOf(newWorld(diagram))];
  const vars = variables(random);
  let choice: Choice = {
    command: { type: 'start', variables: vars },
    stimulus: { type: 'start', vars },
    now,
  };
  for (let steps = 0; ; steps += 1) {
    const { command, stimulus } = choice;
    now = choice.now;
    trace.push(JSON.stringify(stimulus));
    const differs = (what: string): Outcome => ({ kind: 'differs', steps, report: [...trace, what].join('\n') });
    let seen: Seen;
    try {
      const result = machine.step(state, command, { now });
      state = result.state;
      seen = seenOfMachine(state, result.events, restored);
    } catch (error) {
      return differs(`machine: ${String(error)} ${error instanceof Error ? String(error.stack) : ''}`);
    }
    const begun = [...new Set(worlds.flatMap((world) => stimulate(diagram, world, stimulus)))];
    const rests = restsOf(diagram, begun, most.worlds);
    if (rests === null) return { kind: 'left', steps };
    const possible = rests.map((text) => ({ text, own: seenOfWorld(diagram, text) }));
    const agreeing = possible.filter(({ own }) => agrees(own, seen));
    if (agreeing.length === 0) {
      const [nearest, ...others] = possible.map(({ own }) => own).sort((a, b) => distance(a, seen) - distance(b, seen));
      return differs(
        nearest === undefined ? 'no reference world' : `${difference(seen, nearest)}\n  (${others.length} more)`,
      );
    }
    worlds = agreeing.map(({ text }) => text);
    if (state.status !== 'active') return { kind: 'agreed', end: state.status, steps: steps + 1 };
    if (steps >= most.steps || Object.keys(state.elements).length > most.alive)
      return { kind: 'left', steps: steps + 1 };
    const next = choose(state, random, now);
    if (next === undefined) {
      if (Object.keys(state.incidents).length > 0) return { kind: 'agreed', end: 'incident', steps: steps + 1 };
      if (Object.values(state.subscriptions).some(({ kind }) => kind === 'conditional'))
        return { kind: 'agreed', end: 'waiting for a condition', steps: steps + 1 };
      return differs('the instance waits for nothing and has no incident');
    }
    choice = next;
  }
}

const distance = (a: Seen, b: Seen): number =>
  Number(a.alive !== b.alive) * 4 +
  Number(JSON.stringify(a.done) !== JSON.stringify(b.done)) +
  Number(JSON.stringify(a.killed) !== JSON.stringify(b.killed)) +
  Number(JSON.stringify(a.incidents) !== JSON.stringify(b.incidents));

function variables(random: Random): Variables {
  return { a: random.below(4), b: random.below(4), c: random.below(4) };
}

function choose(state: InstanceState, random: Random, now: number): Choice | undefined {
  const choices: (() => Choice)[] = [];
  const vars = random.chance(70) ? variables(random) : {};
  for (const [taskId, { on }] of Object.entries(state.tasks)) {
    const path = pathInMachine(state, on);
    choices.push(() =>
      random.chance(10)
        ? thrown(random, path, vars, now, (errorCode) => ({
            type: 'task.throwError',
            taskId,
            errorCode,
            variables: vars,
          }))
        : {
            command: { type: 'task.complete', taskId, variables: vars },
            stimulus: { type: 'complete', path, vars },
            now,
          },
    );
  }
  for (const [jobId, { on }] of Object.entries(state.jobs)) {
    const path = pathInMachine(state, on);
    choices.push(() =>
      random.chance(10)
        ? thrown(random, path, vars, now, (errorCode) => ({
            type: 'job.throwError',
            jobId,
            errorCode,
            variables: vars,
          }))
        : {
            command: { type: 'job.complete', jobId, variables: vars },
            stimulus: { type: 'complete', path, vars },
            now,
          },
    );
  }
  for (const [timerId, { on, element, dueAt }] of Object.entries(state.timers))
    choices.push(() => ({
      command: { type: 'timer.fire', timerId },
      stimulus: { type: 'trigger', path: pathInMachine(state, on), catcher: element, vars: {} },
      now: Math.max(now, dueAt),
    }));
  for (const [subscriptionId, { on, element, kind }] of Object.entries(state.subscriptions)) {
    if (kind === 'conditional') continue;
    choices.push(() => ({
      command: { type: `${kind}.deliver`, subscriptionId, variables: vars },
      stimulus: { type: 'trigger', path: pathInMachine(state, on), catcher: element, vars },
      now,
    }));
  }
  const conditional = Object.values(state.subscriptions).some(({ kind }) => kind === 'conditional');
  if (conditional)
    choices.push(() => {
      const values = variables(random);
      return { command: { type: 'variables.set', variables: values }, stimulus: { type: 'set', vars: values }, now };
    });
  for (const [incidentId, { on, code }] of Object.entries(state.incidents)) {
    if (code !== 'NO_FLOW_TAKEN') continue;
    const values = variables(random);
    choices.push(() => ({
      command: { type: 'incident.resolve', incidentId, variables: values },
      stimulus: { type: 'resolve', path: pathInMachine(state, on), vars: values },
      now,
    }));
  }
  // With nothing left but conditions the run is over: they may never be met.
  if (choices.length === 0 || (conditional && choices.length === 1 && random.chance(20))) return undefined;
  return random.pick(choices)();
}

function thrown(
  random: Random,
  path: string,
  vars: Variables,
  now: number,
  command: (code: string) => Command,
): Choice {
  const code = random.pick(['E1', 'E1', 'E2', 'E2', 'E3']);
  return { command: command(code), stimulus: { type: 'error', path, code, vars }, now };
}
