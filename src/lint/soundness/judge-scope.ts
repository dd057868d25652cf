// Is a scope sound? Its net is explored as drawn when it is small, else reduced first.
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext, Scope } from '../context.ts';
import { isJoin } from './arrivals.ts';
import { buildNet } from './build-net.ts';
import { explore, wayTo } from './explore.ts';
import type { Exploration } from './explore.ts';
import { soundnessLimits } from './limits.ts';
import type { Net, Place, Step, Transition } from './net.ts';
import { passedBy, stepsOf } from './net.ts';
import { reduceNet } from './reduce-net.ts';
import { relaunched } from './relaunched.ts';

export interface Verdict {
  /** Explored to the end. */
  readonly decided: boolean;
  /** Not explored at all, because of this element. */
  readonly refused?: ElementModel;
  readonly deadlocks: readonly Deadlock[];
  readonly doubles: readonly { readonly element: string; readonly way: readonly Step[] }[];
  /** A way to where the end can't be reached any more, though something still moves. */
  readonly endless?: readonly Step[];
  /** Ids of elements and flows that a token passes in some run; only when decided. */
  readonly passed: ReadonlySet<string>;
  /** Some run ends the scope in the ordinary way. */
  readonly completes: boolean;
  /** Markings explored. */
  readonly markings: number;
}
export interface Deadlock {
  readonly join: string;
  /** Flows from which nothing comes. */
  readonly missing: readonly string[];
  readonly way: readonly Step[];
}

export interface JudgeOptions {
  readonly completes: (subprocess: string) => boolean;
  readonly from?: ElementModel;
  readonly limits?: SoundnessLimits;
}
/** `exactMarkings`: explored on the net as drawn. `markings`: on the reduced net, when those were not enough. */
export interface SoundnessLimits {
  readonly exactMarkings: number;
  readonly markings: number;
}

export function judgeScope(scope: Scope, context: LintContext, options: JudgeOptions): Verdict {
  const built = buildNet(scope, context, { expand: false, waits: () => true, ...options });
  if (!built.ok) return { ...nothing, refused: built.element };
  const limits = options.limits ?? soundnessLimits;
  const drawn = reduceNet(built.net, { mayPass: ({ kind }) => kind === 'flow', deep: false });
  const exact = explore(drawn, limits.exactMarkings);
  if (exact.complete) return verdictOf(drawn, exact, context);
  // First with care; if that leaves too much, as if the splits inside loops were joined again before the loop goes on.
  for (const strict of [true, false]) {
    const again = relaunched(drawn, strict);
    const mayPass = ({ kind }: Place, index: number): boolean =>
      kind === 'flow' || (kind === 'waiting' && !again.has(index));
    const reduced = reduceNet(drawn, { mayPass, deep: true });
    const exploration = explore(reduced, limits.markings);
    if (exploration.complete || !strict) return verdictOf(reduced, exploration, context);
  }
  return nothing;
}

const nothing: Verdict = {
  decided: false,
  deadlocks: [],
  doubles: [],
  passed: new Set(),
  completes: true,
  markings: 0,
};

function verdictOf(net: Net, exploration: Exploration, context: LintContext): Verdict {
  const { states, edges, complete } = exploration;
  const moves = new Set([...edges.map(({ from }) => from), ...exploration.doubles.map(({ from }) => from)]);
  const ends = complete ? [...states.keys()].filter((state) => !moves.has(state)) : [];
  const stuck = ends.filter((state) => states[state]?.some((place) => isWaitingAt(place, net)));
  const good = ends.filter((state) => !stuck.includes(state));
  return {
    decided: complete,
    deadlocks: deadlocksOf(stuck, net, exploration, context),
    doubles: doublesOf(net, exploration),
    ...(complete ? endlessOf(net, ends, stuck, exploration, context) : {}),
    passed: complete ? passedBy(edges.map(({ transition }) => transition.trail)) : new Set(),
    completes: !complete || good.some((state) => states[state]?.every((place) => net.places[place]?.kind !== 'end')),
    markings: states.length,
  };
}

function isWaitingAt(place: number, { places }: Net): boolean {
  const here = places[place];
  return (
    here !== undefined &&
    here.parked !== true &&
    here.several !== true &&
    (here.kind === 'flow' || here.kind === 'waiting')
  );
}

function deadlocksOf(stuck: readonly number[], net: Net, exploration: Exploration, context: LintContext): Deadlock[] {
  const found = new Map<string, Deadlock>();
  for (const state of stuck) {
    const flows = (exploration.states[state] ?? [])
      .map((place) => net.places[place])
      .filter((place) => place?.kind === 'flow');
    for (const place of flows) {
      const join = context.elements.get(place?.element ?? '');
      if (join === undefined || !isJoin(join) || found.has(join.id)) continue;
      const missing = join.incoming.filter((flow) => !flows.some((each) => each?.flow === flow));
      found.set(join.id, { join: join.id, missing, way: stepsOfWay(wayTo(state, exploration)) });
    }
  }
  return [...found.values()];
}

function doublesOf(net: Net, exploration: Exploration): Verdict['doubles'] {
  const found = new Map<string, { element: string; way: readonly Step[] }>();
  for (const { from, transition, place } of exploration.doubles) {
    const element = net.places[place]?.element;
    if (element === undefined || found.has(element)) continue;
    found.set(element, { element, way: stepsOfWay([...wayTo(from, exploration), transition]) });
  }
  return [...found.values()];
}

/** States from which no end can be reached; a state whose double was not followed counts as if it could. */
function endlessOf(
  net: Net,
  ends: readonly number[],
  stuck: readonly number[],
  exploration: Exploration,
  context: LintContext,
): { endless?: readonly Step[] } {
  const before = new Map<number, number[]>();
  for (const { from, to } of exploration.edges) {
    const list = before.get(to);
    if (list === undefined) before.set(to, [from]);
    else list.push(from);
  }
  const reach = new Set([...ends, ...exploration.doubles.map(({ from }) => from)]);
  const open = [...reach];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const previous of before.get(state) ?? []) {
      if (reach.has(previous)) continue;
      reach.add(previous);
      open.push(previous);
    }
  }
  const joinless = stuck.find(
    (state) =>
      !(exploration.states[state] ?? []).some((place) => {
        const join = context.elements.get(net.places[place]?.element ?? '');
        return net.places[place]?.kind === 'flow' && join !== undefined && isJoin(join);
      }),
  );
  // The last one found has gone furthest: its way shows most of the ring.
  const state = [...exploration.states.keys()].findLast((each) => !reach.has(each)) ?? joinless;
  return state === undefined ? {} : { endless: stepsOfWay(wayTo(state, exploration)) };
}

function stepsOfWay(way: readonly Transition[]): Step[] {
  return way.flatMap(({ trail }) => stepsOf(trail));
}
