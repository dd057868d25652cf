// Every marking that a net can come to, breadth first, so that the first way found to a place is a shortest one.
import type { Net, Transition } from './net.ts';

export interface Exploration {
  /** Marked places of each state, ascending; the first state is the start. */
  readonly states: readonly (readonly number[])[];
  readonly edges: readonly Edge[];
  /** Edge by which each state was found first; -1 for the start. */
  readonly foundBy: readonly number[];
  /** Firings that would put a second token where one is meant; not followed. */
  readonly doubles: readonly Double[];
  /** False when the limit was reached. */
  readonly complete: boolean;
}
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly transition: Transition;
}
export interface Double {
  readonly from: number;
  readonly transition: Transition;
  readonly place: number;
}

export function explore(net: Net, limit: number): Exploration {
  const candidates = byFirstPlace(net);
  const states: number[][] = [[net.start]];
  const known = new Map([[String(net.start), 0]]);
  const edges: Edge[] = [];
  const foundBy = [-1];
  const doubles: Double[] = [];
  for (let from = 0; from < states.length; from++) {
    const marking = states[from] ?? [];
    for (const transition of firing(marking, candidates)) {
      const fired = fire(marking, transition, net);
      if (fired.double !== undefined) {
        doubles.push({ from, transition, place: fired.double });
        continue;
      }
      const key = fired.marking.join();
      let to = known.get(key);
      if (to === undefined) {
        if (states.length >= limit) return { states, edges, foundBy, doubles, complete: false };
        to = states.push(fired.marking) - 1;
        known.set(key, to);
        foundBy.push(edges.length);
      }
      edges.push({ from, to, transition });
    }
  }
  return { states, edges, foundBy, doubles, complete: true };
}

/** Transitions passed from the start to a state. */
export function wayTo(state: number, { edges, foundBy }: Exploration): Transition[] {
  const way: Transition[] = [];
  for (let at = state; ;) {
    const edge = edges[foundBy[at] ?? -1];
    if (edge === undefined) return way.reverse();
    way.push(edge.transition);
    at = edge.from;
  }
}

function byFirstPlace({ places, transitions }: Net): readonly (readonly Transition[])[] {
  const candidates: Transition[][] = places.map(() => []);
  for (const transition of transitions) candidates[transition.consume[0] ?? -1]?.push(transition);
  return candidates;
}

/**
 * What can fire. Whatever goes by itself goes before anything waits for somebody, as in the engine; of several such only
 * one is followed with its alternatives, since in which order they go makes no difference.
 */
function firing(marking: readonly number[], candidates: readonly (readonly Transition[])[]): readonly Transition[] {
  const marked = new Set(marking);
  const enabled = marking.flatMap((place) =>
    (candidates[place] ?? []).filter((transition) => isEnabled(transition, marked)),
  );
  const passing = enabled.filter(({ immediate, last }) => immediate && last !== true);
  // What turns in a ring of its own must not keep the rest from going on.
  const first =
    passing.find((transition) => !isIdle(transition)) ?? passing[0] ?? enabled.find(({ immediate }) => immediate);
  if (first === undefined) return enabled;
  const consumed = first.consume.join();
  return enabled.filter(
    ({ immediate, last, consume }) => immediate && last === first.last && consume.join() === consumed,
  );
}

function isIdle({ consume, produce }: Transition): boolean {
  return consume.every((place) => produce.includes(place));
}

function isEnabled({ consume, empty }: Transition, marked: ReadonlySet<number>): boolean {
  return consume.every((place) => marked.has(place)) && !empty.some((place) => marked.has(place));
}

function fire(
  marking: readonly number[],
  { consume, produce, reset }: Transition,
  net: Net,
): { marking: number[]; double?: number } {
  const gone = new Set([...consume, ...reset]);
  const next = marking.filter((place) => !gone.has(place));
  for (const place of produce) {
    if (!next.includes(place)) next.push(place);
    else if (net.places[place]?.several !== true) return { marking: next, double: place };
  }
  return { marking: next.sort((a, b) => a - b) };
}
