// Runs a random process in the machine and in the reference side by side, and compares them after every step.
import type { BpmnModel, Command, Variables } from 'quytrinh/model';
import { compile, type ProcessMachine } from 'quytrinh/machine';
import { newWorld } from '../../reference/act.ts';
import type { Diagram } from '../../reference/diagram.ts';
import { restsOf } from '../../reference/explore.ts';
import { stimulate, type Stimulus } from '../../reference/stimuli.ts';
import { textOf } from '../../reference/world.ts';
import { family, founder, step, type Machines, type Member } from './family.ts';
import { agrees, difference, pathOfMember, seenOfMachine, seenOfWorld, type Seen } from './observe.ts';
import type { Random } from './random.ts';

export type Outcome =
  /** `calls`: processes that were called. */
  | { readonly kind: 'agreed'; readonly end: string; readonly steps: number; readonly calls: number }
  /** Too many orders to try, or too many tokens: nothing is said from that step on. */
  | { readonly kind: 'left'; readonly steps: number }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'differs'; readonly steps: number; readonly report: string };

interface Choice {
  readonly member: Member;
  readonly command: Command;
  readonly stimulus: Stimulus;
  readonly now: number;
}

const most = { steps: 60, worlds: 3000, alive: 24 } as const;

export function drive(model: BpmnModel, random: Random): Outcome {
  const [process] = model.processes;
  const machines = new Map<string, ProcessMachine>();
  for (const { id } of model.processes) {
    const compiled = compile(model, id);
    if (!compiled.ok) return { kind: 'refused', codes: compiled.diagnostics.map(({ code }) => code) };
    machines.set(id, compiled.machine);
  }
  if (process === undefined) return { kind: 'refused', codes: [] };
  return compare((id) => machines.get(id)!, { file: model, process }, random);
}

function compare(machines: Machines, diagram: Diagram, random: Random): Outcome {
  const root = founder(machines(diagram.process.id));
  const trace: string[] = [];
  let now = 0;
  let worlds: readonly string[] = [textOf(newWorld(diagram))];
  const vars = variables(random);
  let choice: Choice = {
    member: root,
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
      step(root, choice.member, command, now, machines);
      seen = seenOfMachine(root);
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
    const { status } = root.state;
    const agreed = (end: string): Outcome => ({
      kind: 'agreed',
      end,
      steps: steps + 1,
      calls: family(root).length - 1,
    });
    if (status !== 'active') return agreed(status);
    const states = family(root).map(({ state }) => state);
    if (steps >= most.steps || states.flatMap(({ elements }) => Object.keys(elements)).length > most.alive)
      return { kind: 'left', steps: steps + 1 };
    const next = choose(root, random, now);
    if (next === undefined) {
      if (states.some(({ incidents }) => Object.keys(incidents).length > 0)) return agreed('incident');
      if (
        states.flatMap(({ subscriptions }) => Object.values(subscriptions)).some(({ kind }) => kind === 'conditional')
      )
        return agreed('waiting for a condition');
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

function choose(root: Member, random: Random, now: number): Choice | undefined {
  const vars = random.chance(70) ? variables(random) : {};
  const choices = family(root).flatMap((member) => choicesOf(member, random, now, vars));
  const conditional = Object.values(root.state.subscriptions).some(({ kind }) => kind === 'conditional');
  if (conditional)
    choices.push(() => {
      const values = variables(random);
      const command = { type: 'variables.set', variables: values } as const;
      return { member: root, command, stimulus: { type: 'set', vars: values }, now };
    });
  // With nothing left but conditions the run is over: they may never be met.
  if (choices.length === 0 || (conditional && choices.length === 1 && random.chance(20))) return undefined;
  return random.pick(choices)();
}

function choicesOf(member: Member, random: Random, now: number, vars: Variables): (() => Choice)[] {
  const choices: (() => Choice)[] = [];
  const { state } = member;
  const pathOf = (on: string): string => pathOfMember(member, on);
  for (const [taskId, { on }] of Object.entries(state.tasks)) {
    const path = pathOf(on);
    choices.push(() =>
      random.chance(10)
        ? thrown(member, random, path, vars, now, (errorCode) => ({
            type: 'task.throwError',
            taskId,
            errorCode,
            variables: vars,
          }))
        : {
            member,
            command: { type: 'task.complete', taskId, variables: vars },
            stimulus: { type: 'complete', path, vars },
            now,
          },
    );
  }
  for (const [jobId, { on }] of Object.entries(state.jobs)) {
    const path = pathOf(on);
    choices.push(() =>
      random.chance(10)
        ? thrown(member, random, path, vars, now, (errorCode) => ({
            type: 'job.throwError',
            jobId,
            errorCode,
            variables: vars,
          }))
        : {
            member,
            command: { type: 'job.complete', jobId, variables: vars },
            stimulus: { type: 'complete', path, vars },
            now,
          },
    );
  }
  for (const [timerId, { on, element, dueAt }] of Object.entries(state.timers))
    choices.push(() => ({
      member,
      command: { type: 'timer.fire', timerId },
      stimulus: { type: 'trigger', path: pathOf(on), catcher: element, vars: {} },
      now: Math.max(now, dueAt),
    }));
  for (const [subscriptionId, { on, element, kind }] of Object.entries(state.subscriptions)) {
    if (kind === 'conditional') continue;
    choices.push(() => ({
      member,
      command: { type: `${kind}.deliver`, subscriptionId, variables: vars },
      stimulus: { type: 'trigger', path: pathOf(on), catcher: element, vars },
      now,
    }));
  }
  for (const [incidentId, { on, code }] of Object.entries(state.incidents)) {
    if (code !== 'NO_FLOW_TAKEN') continue;
    const values = variables(random);
    choices.push(() => ({
      member,
      command: { type: 'incident.resolve', incidentId, variables: values },
      stimulus: { type: 'resolve', path: pathOf(on), vars: values },
      now,
    }));
  }
  return choices;
}

function thrown(
  member: Member,
  random: Random,
  path: string,
  vars: Variables,
  now: number,
  command: (code: string) => Command,
): Choice {
  const code = random.pick(['E1', 'E1', 'E2', 'E2', 'E3']);
  return { member, command: command(code), stimulus: { type: 'error', path, code, vars }, now };
}
