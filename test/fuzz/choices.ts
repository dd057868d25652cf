// All that people, workers, time and operators may do next in a family, and what each of it is called in the reference.
import type { Command, Variables } from 'quytrinh/model';
import { catchOf } from '../reference/diagram.ts';
import type { Stimulus } from '../reference/stimuli.ts';
import { family, type Member } from './family.ts';
import { pathOfMember } from './observe.ts';
import type { Random } from './random.ts';

export interface Choice {
  readonly member: Member;
  /** Mostly one; those that only together are something to see. */
  readonly commands: readonly Command[];
  readonly stimulus: Stimulus;
  readonly now: number;
}

export function someVariables(random: Random): Variables {
  return { a: random.below(4), b: random.below(4), c: random.below(4) };
}

/** Of the data of its process: what it and its activities may be waiting for, now and then nothing again. */
export function someData({ machine: { process } }: Member, random: Random): Variables {
  const names = process.data.flatMap(({ kind, name, scope }) =>
    (kind === 'dataObject' || scope === process.id) && random.chance(50) ? name : [],
  );
  return Object.fromEntries(
    names.flatMap((name) => (name === undefined ? [] : [[name, random.pick([null, 1, 2, 3])]])),
  );
}

/** What the live element should give. */
function someOutputs({ machine, state }: Member, random: Random, on: string): Variables {
  const { element } = state.elements[on] ?? {};
  const outputs = machine.process.data.filter(({ kind, scope }) => kind === 'dataOutput' && scope === element);
  return Object.fromEntries(
    outputs.filter(() => random.chance(60)).map(({ id }) => [id, random.pick([null, 1, 2, 3, 4])]),
  );
}

/** Undefined: there is nothing to do. */
export function choose(root: Member, random: Random, now: number): Choice | undefined {
  const vars = random.chance(70) ? someVariables(random) : {};
  const members = family(root).filter(({ state }) => state.status === 'active' || state.reopened === true);
  const choices = members.flatMap((member) => choicesOf(member, random, now, vars));
  if (choices.length > 0 && random.chance(8)) return operation(random.pick(members), random, now);
  const conditional = members.filter(({ state }) =>
    Object.values(state.subscriptions).some(({ kind }) => kind === 'conditional'),
  );
  for (const member of conditional) choices.push(() => setting(member, someVariables(random), random, now));
  // Nothing is left but what somebody may begin.
  if (choices.length === 0) choices.push(...members.flatMap((member) => activations(member, random, now)));
  return choices.length === 0 ? undefined : random.pick(choices)();
}

export function setting(member: Member, some: Variables, random: Random, now: number): Choice {
  const variables = { ...some, ...someData(member, random) };
  return { member, commands: [{ type: 'variables.set', variables }], stimulus: noted(member, variables), now };
}

/** Nothing but variables changes. */
function noted(member: Member, vars: Variables): Stimulus {
  return { type: 'set', path: rootPath(member), vars };
}

function rootPath(member: Member): string {
  return pathOfMember(member, rootOf(member));
}

function rootOf({ state }: Member): string {
  return Object.entries(state.elements).find(([, { parent }]) => parent === undefined)?.[0] ?? '';
}

/** What an operator does; an instance sleeps only within one choice, so that nothing of its family comes upon it asleep. */
function operation(member: Member, random: Random, now: number): Choice {
  const vars = someVariables(random);
  if (random.chance(6) && member.state.status === 'active') {
    const stimulus = { type: 'cancel', path: rootPath(member), vars: {} } as const;
    return { member, commands: [{ type: 'instance.cancel', reason: 'random' }], stimulus, now };
  }
  if (random.chance(50)) return setting(member, vars, random, now);
  const commands: readonly Command[] = [
    { type: 'instance.suspend', reason: 'random' },
    { type: 'variables.set', variables: vars },
    { type: 'instance.resume' },
  ];
  return { member, commands, stimulus: noted(member, vars), now };
}

function choicesOf(member: Member, random: Random, now: number, vars: Variables): (() => Choice)[] {
  const choices: (() => Choice)[] = [];
  const { state } = member;
  const pathOf = (on: string): string => pathOfMember(member, on);
  const one = (command: Command, stimulus: Stimulus, at = now): Choice => ({
    member,
    commands: [command],
    stimulus,
    now: at,
  });
  for (const [taskId, task] of Object.entries(state.tasks)) {
    const path = pathOf(task.on);
    choices.push(() => {
      if (random.chance(5)) {
        const code = someCode(random);
        const command = { type: 'task.throwError', taskId, errorCode: code, variables: vars } as const;
        return one(command, { type: 'error', path, code, vars });
      }
      if (random.chance(8)) {
        const command: Command =
          task.state === 'ready'
            ? { type: 'task.claim', taskId, by: 'an' }
            : random.chance(50)
              ? { type: 'task.release', taskId }
              : { type: 'task.assign', taskId, to: 'binh' };
        return one(command, noted(member, {}));
      }
      return completion(member, { type: 'task.complete', taskId, variables: vars }, task.on, random, now);
    });
  }
  for (const [jobId, { on }] of Object.entries(state.jobs)) {
    const path = pathOf(on);
    choices.push(() => {
      if (random.chance(5)) {
        const code = someCode(random);
        const command = { type: 'job.throwError', jobId, errorCode: code, variables: vars } as const;
        return one(command, { type: 'error', path, code, vars });
      }
      if (random.chance(5))
        return one({ type: 'job.fail', jobId, message: 'again', retries: 1, retryAt: now }, noted(member, {}));
      if (random.chance(5) && !Object.values(state.incidents).some((incident) => incident.on === on))
        return one({ type: 'job.fail', jobId, message: 'broken', retries: 0 }, { type: 'fail', path, vars: {} });
      return completion(member, { type: 'job.complete', jobId, variables: vars }, on, random, now);
    });
  }
  for (const timerId of Object.keys(state.timers)) choices.push(() => firing(member, timerId, now));
  for (const [subscriptionId, { kind }] of Object.entries(state.subscriptions))
    if (kind !== 'conditional') choices.push(() => delivery(member, subscriptionId, vars, now));
  for (const choice of activations(member, random, now)) if (random.chance(40)) choices.push(choice);
  for (const incidentId of resolvable(member))
    choices.push(() => resolution(member, incidentId, someVariables(random), random, now));
  return choices;
}

/** In each ad-hoc subprocess one of its activities may be begun. */
export function activations(member: Member, random: Random, now: number, onlyIdle = false): (() => Choice)[] {
  const { state, machine } = member;
  return Object.entries(state.elements).flatMap(([scope, live]) => {
    const node = machine.graph.nodes.get(live.element);
    if (node?.type !== 'adHocSubProcess' || live.loop !== undefined || live.enough === true) return [];
    if (live.compensation !== undefined || (onlyIdle && (live.children ?? 0) > 0)) return [];
    return [
      (): Choice => {
        const element = random.pick(node.initial).id;
        const stimulus = { type: 'activate', path: pathOfMember(member, scope), element, vars: {} } as const;
        return { member, commands: [{ type: 'adHoc.activate', element, scope }], stimulus, now };
      },
    ];
  });
}

const someCode = (random: Random): string => random.pick(['E1', 'E1', 'E2', 'E2', 'E3']);

export function completion(
  member: Member,
  command: Extract<Command, { type: 'task.complete' | 'job.complete' }>,
  on: string,
  random: Random,
  now: number,
): Choice {
  const variables = { ...command.variables, ...someOutputs(member, random, on) };
  const stimulus = { type: 'complete', path: pathOfMember(member, on), vars: variables } as const;
  return { member, commands: [{ ...command, variables }], stimulus, now };
}

export function firing(member: Member, timerId: string, now: number): Choice {
  const { on = '', element = '', part, dueAt = 0 } = member.state.timers[timerId] ?? {};
  const stimulus = {
    type: 'trigger',
    path: pathOfMember(member, on),
    catcher: catchOf(element, part),
    vars: {},
  } as const;
  return { member, commands: [{ type: 'timer.fire', timerId }], stimulus, now: Math.max(now, dueAt) };
}

export function delivery(member: Member, subscriptionId: string, vars: Variables, now: number): Choice {
  const { on = '', element = '', part, kind } = member.state.subscriptions[subscriptionId] ?? {};
  const type = kind === 'signal' ? 'signal.deliver' : 'message.deliver';
  const stimulus = { type: 'trigger', path: pathOfMember(member, on), catcher: catchOf(element, part), vars } as const;
  return { member, commands: [{ type, subscriptionId, variables: vars }], stimulus, now };
}

/** Incidents that correcting variables or trying again may mend. */
export function resolvable({ state }: Member): string[] {
  return Object.entries(state.incidents).flatMap(([id, { code }]) => (code === 'JOIN_DEADLOCK' ? [] : [id]));
}

export function resolution(member: Member, incidentId: string, some: Variables, random: Random, now: number): Choice {
  const { on = '', code } = member.state.incidents[incidentId] ?? {};
  const outputs = code === 'DATA_OUTPUTS_MISSING' ? someOutputs(member, random, on) : {};
  const vars = { ...some, ...someData(member, random), ...outputs };
  const stimulus = { type: 'resolve', path: pathOfMember(member, on), vars } as const;
  return { member, commands: [{ type: 'incident.resolve', incidentId, variables: vars }], stimulus, now };
}
