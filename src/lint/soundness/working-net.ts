// A net while it is being reduced: who fills, empties, clears and looks at each place, kept up to date.
import type { Net, Trail, Transition } from './net.ts';

export interface WorkingNet {
  readonly alive: Set<Transition>;
  readonly consumers: readonly Set<Transition>[];
  readonly producers: readonly Set<Transition>[];
  readonly clearedBy: readonly Set<Transition>[];
  /** Transitions that need the place to be empty. */
  readonly blocks: readonly Set<Transition>[];
  readonly add: (transition: Transition) => Transition;
  readonly remove: (transition: Transition) => void;
}

/** `keepWays`: two ways that do the same but pass other elements stay two. */
export function workingNet({ places, transitions }: Net, keepWays: boolean): WorkingNet {
  const sets = (): Set<Transition>[] => places.map(() => new Set());
  const index = { consume: sets(), produce: sets(), reset: sets(), empty: sets() };
  const roles = ['consume', 'produce', 'reset', 'empty'] as const;
  const alive = new Set<Transition>();
  const byShape = new Map<string, Transition>();
  const remove = (transition: Transition): void => {
    alive.delete(transition);
    byShape.delete(shapeOf(transition));
    for (const role of roles) for (const place of transition[role]) index[role][place]?.delete(transition);
  };
  const insert = (transition: Transition): Transition => {
    alive.add(transition);
    byShape.set(shapeOf(transition), transition);
    for (const role of roles) for (const place of transition[role]) index[role][place]?.add(transition);
    return transition;
  };
  const add = (transition: Transition): Transition => {
    const same = keepWays ? undefined : byShape.get(shapeOf(transition));
    if (same === undefined) return insert(transition);
    // Two ways that do the same become one; the first stays the one that is told.
    remove(same);
    return insert({ ...same, trail: withAlso(same.trail, transition.trail) });
  };
  for (const transition of transitions) add(transition);
  return {
    alive,
    consumers: index.consume,
    producers: index.produce,
    clearedBy: index.reset,
    blocks: index.empty,
    add,
    remove,
  };
}

function shapeOf({ consume, produce, reset, empty, immediate, last, trigger }: Transition): string {
  const sorted = (list: readonly number[]): string => [...list].sort((a, b) => a - b).join();
  // Of what waits for somebody, the trigger is what the outside sees.
  const seen = immediate ? '' : `${trigger.kind} ${trigger.element}`;
  return [sorted(consume), sorted(produce), sorted(reset), sorted(empty), immediate, last === true, seen].join('|');
}

export function withAlso(trail: Trail, also: Trail): Trail {
  return { first: trail, also };
}

/** Some transition puts two tokens into the place at once. */
export function getsTwo(place: number, work: WorkingNet): boolean {
  for (const { produce } of work.producers[place] ?? []) {
    if (produce.indexOf(place) !== produce.lastIndexOf(place)) return true;
  }
  return false;
}

export function sameSet<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): boolean {
  if (a === undefined || b === undefined || a.size !== b.size) return a === b;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}
