// The reachable markings of a whole process as a graph: what the soundness check looks at, the scope of path coverage, and
// the source of generated scenarios.
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { buildNet } from './build-net.ts';
import { explore } from './explore.ts';
import type { Edge, Exploration } from './explore.ts';
import { soundnessLimits } from './limits.ts';
import type { Net, Step, Trigger } from './net.ts';
import { stepsOf } from './net.ts';
import { reduceNet } from './reduce-net.ts';

export interface MarkingGraph {
  readonly process: string;
  /** The first is the start: nothing has happened yet. */
  readonly states: readonly MarkingState[];
  readonly edges: readonly MarkingEdge[];
  /** False when the limit was reached: the graph lacks what lies beyond. */
  readonly complete: boolean;
}

export interface MarkingState {
  /** What waits: an element that is active, or a token at a join (then with its flow). */
  readonly tokens: readonly { readonly element: string; readonly flow?: string }[];
  /** `ended`: by an error that nobody catches. `stuck`: something waits for what can't come. */
  readonly kind: 'start' | 'open' | 'completed' | 'ended' | 'stuck';
}

export interface MarkingEdge {
  readonly from: number;
  readonly to: number;
  /** What somebody or something does: starts the process, leaves an element, or an event comes. */
  readonly trigger: Trigger;
  /** Elements entered and flows taken, in order; of parallel branches one after the other. */
  readonly steps: readonly Step[];
}

export interface MarkingGraphOptions {
  /** Elements that wait for somebody; all others are passed at once. Every activity and catching event when absent. */
  readonly waits?: (element: ElementModel) => boolean;
  /** Markings at most; 20 000 when absent. */
  readonly limit?: number;
}

/** `null` when the process has more branches at one inclusive gateway than are tried, or token quantities above 1. */
export function markingGraph(
  process: ProcessModel,
  context: LintContext,
  options: MarkingGraphOptions = {},
): MarkingGraph | null {
  const scope = context.scopes.find(({ id }) => id === process.id);
  if (scope === undefined) return null;
  const built = buildNet(scope, context, { expand: true, waits: options.waits ?? (() => true) });
  if (!built.ok) return null;
  const net = reduceNet(built.net, { mayPass: ({ kind }) => kind === 'flow', deep: false, keepWays: true });
  const exploration = explore(net, options.limit ?? soundnessLimits.graphMarkings);
  return withoutPassing(process.id, net, exploration);
}

/** Leaves out the states in which something goes by itself: what follows belongs to the step before. */
function withoutPassing(process: string, net: Net, exploration: Exploration): MarkingGraph {
  const { states, complete } = exploration;
  const after = new Map<number, Edge[]>();
  for (const edge of exploration.edges) after.set(edge.from, [...(after.get(edge.from) ?? []), edge]);
  const passes = (state: number): boolean => after.get(state)?.some(({ transition }) => transition.immediate) ?? false;
  const numbers = new Map<number, number>();
  const kept: number[] = [];
  const numberOf = (state: number): number => {
    const known = numbers.get(state);
    if (known !== undefined) return known;
    numbers.set(state, kept.length);
    return kept.push(state) - 1;
  };
  const edges: MarkingEdge[] = [];
  numberOf(0);
  for (let from = 0; from < kept.length; from++) {
    for (const first of after.get(kept[from] ?? -1) ?? []) {
      const open = [{ edge: first, steps: stepsOf(first.transition.trail), seen: [first.to] }];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        const { edge, steps, seen } = at;
        const next = passes(edge.to) ? (after.get(edge.to) ?? []).filter(({ to }) => !seen.includes(to)) : [];
        // Gateways in a ring pass for ever: such a state is kept as it is.
        if (next.length === 0) edges.push({ from, to: numberOf(edge.to), trigger: first.transition.trigger, steps });
        for (const each of next)
          open.push({ edge: each, steps: [...steps, ...stepsOf(each.transition.trail)], seen: [...seen, each.to] });
      }
    }
  }
  const isEnd = (state: number): boolean => (after.get(state) ?? []).length === 0;
  return {
    process,
    states: kept.map((state) => stateOf(state, states[state] ?? [], isEnd(state), net)),
    edges: distinct(edges),
    complete,
  };
}

function stateOf(state: number, marking: readonly number[], isEnd: boolean, net: Net): MarkingState {
  const places = marking.flatMap((place) => net.places[place] ?? []);
  const tokens =
    state === 0
      ? []
      : places.flatMap(({ kind, element, flow }) =>
          kind === 'waiting' || kind === 'flow' ? [{ element, ...(flow === undefined ? {} : { flow }) }] : [],
        );
  if (state === 0) return { tokens, kind: 'start' };
  if (!isEnd) return { tokens, kind: 'open' };
  if (places.some(({ kind }) => kind === 'end')) return { tokens, kind: 'ended' };
  return { tokens, kind: tokens.length === 0 ? 'completed' : 'stuck' };
}

function distinct(edges: readonly MarkingEdge[]): MarkingEdge[] {
  const keyOf = ({ from, to, trigger, steps }: MarkingEdge): string =>
    `${from} ${to} ${trigger.element} ${steps.map(({ id }) => id).join()}`;
  return [...new Map(edges.map((edge) => [keyOf(edge), edge])).values()];
}
