// The next act of a driver that wants the end: what is open is done, and nothing is begun beside it.
import type { ProcessMachine } from 'quytrinh/machine';
import type { InstanceState, Variables } from 'quytrinh/model';
import { isTrue, type Values } from '../reference/condition.ts';
import { activations, completion, delivery, firing, resolution, resolvable, setting, type Choice } from './choices.ts';
import { contextAt } from './decisions.ts';
import { family, type Member } from './family.ts';
import type { Random } from './random.ts';

/**
 * Of a few acts mostly the one after which the least may follow; now and then any, since the way out of a circle may lead to more than
 * another round. Undefined: nothing is left to do.
 */
export function towardsTheEnd(root: Member, random: Random, now: number): Choice | undefined {
  const members = family(root).filter(({ state }) => state.status === 'active' || state.reopened === true);
  const acts = Array.from({ length: TRIES }, () => members.flatMap((member) => choicesOf(member, random, now)))
    .filter((choices) => choices.length > 0)
    .map((choices) => random.pick(choices)())
    .map((choice) => ({ choice, ahead: gain(choice) }));
  const [any] = acts;
  if (any !== undefined && any.ahead !== Infinity && random.chance(20)) return any.choice;
  return acts.sort((a, b) => a.ahead - b.ahead)[0]?.choice ?? wakeIdle(members, random, now);
}

/**
 * An idle ad-hoc subprocess waits for somebody to begin what makes it enough. It asks only after an activity, so that one has to be begun
 * however much may follow after it, and between two of them the variables become what it waits for.
 */
function wakeIdle(members: readonly Member[], random: Random, now: number): Choice | undefined {
  const idle = members.flatMap((member) =>
    activations(member, random, now, true).map(
      (activate) => () => (random.chance(50) ? activate() : setting(member, wished(member, random), random, now)),
    ),
  );
  return idle.length === 0 ? undefined : random.pick(idle)();
}

/** Of some random variables those with which the most of its live ad-hoc subprocesses would be enough. */
function wished({ state, machine }: Member, random: Random): Variables {
  const conditions = Object.values(state.elements).flatMap(({ element }) => {
    const { completionCondition } = machine.graph.nodes.get(element)?.element?.adHoc ?? {};
    return completionCondition === undefined ? [] : [completionCondition.text];
  });
  const met = (values: Values): number => conditions.filter((condition) => isTrue(condition, values)).length;
  const tries = Array.from({ length: 3 * TRIES }, () => wideVariables(random));
  return tries.reduce((best, other) => (met(other) > met(best) ? other : best));
}

const TRIES = 6;

/**
 * How much more may follow after it than before. Nothing is gained by variables that move nothing, or an incident that comes again: else
 * they would be tried for ever where every other act makes more follow.
 */
function gain({ member, commands, now }: Choice): number {
  let { state } = member;
  let moves = false;
  for (const command of commands) {
    const result = member.machine.step(state, command, contextAt(now));
    state = result.state;
    moves ||= result.events.some(({ type }) => !idle.has(type));
  }
  return moves ? ahead(member, state) - ahead(member, member.state) : Infinity;
}

const idle: ReadonlySet<string> = new Set([
  'variables.set',
  'element.completing',
  'incident.resolved',
  'incident.raised',
]);

/** All elements that the tokens may still come to, counted for each token. */
function ahead({ machine: { graph } }: Member, { elements }: InstanceState): number {
  let sum = 0;
  for (const { element, tokens = {} } of Object.values(elements)) {
    const node = graph.nodes.get(element);
    if (node !== undefined) sum += reached(node);
    for (const [flow, count] of Object.entries(tokens)) {
      const target = graph.flows.get(flow)?.target;
      if (target !== undefined) sum += count * reached(target);
    }
  }
  return sum;
}

function reached(node: Node): number {
  const seen = new Set<Node>();
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...at.outgoing.map(({ target }) => target), ...at.boundary, ...(at.linkTarget ? [at.linkTarget] : []));
  }
  return seen.size;
}

type Node = NonNullable<ReturnType<ProcessMachine['graph']['nodes']['get']>>;

/** Every condition is true for some of them and false for others. */
function wideVariables(random: Random): Record<string, number> {
  return { a: random.below(5), b: random.below(5), c: random.below(5) };
}

function choicesOf(member: Member, random: Random, now: number): (() => Choice)[] {
  const { state, machine } = member;
  const vars = random.chance(50) ? {} : wideVariables(random);
  /** A token waits for it: in the element itself, or at an event-based gateway. */
  const inFlow = ({ on, element }: { readonly on: string; readonly element: string }): boolean => {
    const holder = state.elements[on]?.element ?? '';
    return holder === element || machine.graph.nodes.get(holder)?.type === 'eventBasedGateway';
  };
  const waits = Object.entries(state.subscriptions).filter(([, wait]) => inFlow(wait));
  return [
    ...Object.entries(state.tasks).map(
      ([taskId, { on }]) =>
        () =>
          completion(member, { type: 'task.complete', taskId, variables: vars }, on, random, now),
    ),
    ...Object.entries(state.jobs).map(
      ([jobId, { on }]) =>
        () =>
          completion(member, { type: 'job.complete', jobId, variables: vars }, on, random, now),
    ),
    ...resolvable(member).map((incidentId) => () => resolution(member, incidentId, vars, random, now)),
    ...waits
      .filter(([, { kind }]) => kind !== 'conditional')
      .map(
        ([subscriptionId]) =>
          () =>
            delivery(member, subscriptionId, vars, now),
      ),
    ...Object.entries(state.timers)
      .filter(([, timer]) => inFlow(timer))
      .map(
        ([timerId]) =>
          () =>
            firing(member, timerId, now),
      ),
    ...(waits.some(([, { kind }]) => kind === 'conditional') ? [() => setting(member, vars, random, now)] : []),
  ];
}
