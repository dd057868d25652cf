// Makes a net smaller without changing what can go wrong in it: a place whose tokens can always move on by themselves is
// passed at once, branches that begin and end together become one, and ways that do the same become one.
import { soundnessLimits } from './limits.ts';
import type { Net, Place, Trail, Transition } from './net.ts';
import { joinTrails } from './net.ts';

export interface ReduceOptions {
  /** Places that may be passed at once. */
  readonly mayPass: (place: Place, index: number) => boolean;
  /** Also fold branches that begin and end together, and let what only ends stand. The names of such places are lost. */
  readonly deep: boolean;
  /** Keep ways that do the same but pass other elements. */
  readonly keepWays?: boolean;
}

export function reduceNet(net: Net, options: ReduceOptions): Net {
  const places = [...net.places];
  const work = workingNet(net, options.keepWays === true);
  let budget: number = soundnessLimits.reductions;
  const open = new Set(places.keys());
  const touch = (transition: Transition): void => {
    for (const place of [...transition.consume, ...transition.produce]) open.add(place);
  };
  for (let again = true; again && budget > 0;) {
    again = false;
    for (const place of open) {
      open.delete(place);
      if (budget-- <= 0) break;
      if (place === net.start) continue;
      if (options.deep) dropIdle(place, work);
      if (options.deep && park(place, places, work)) continue;
      const { mayPass } = options;
      const here = places[place];
      if (here === undefined || !mayPass(here, place) || !canPass(place, places, work)) continue;
      for (const made of passAtOnce(place, work)) touch(made);
    }
    if (options.deep) {
      const folded = foldParallelPlaces(places.length, net.start, work);
      for (const transition of folded) touch(transition);
      again = folded.length > 0;
    }
  }
  return { places, transitions: [...work.alive], start: net.start };
}

interface WorkingNet {
  readonly alive: Set<Transition>;
  readonly consumers: Set<Transition>[];
  readonly producers: Set<Transition>[];
  readonly clearedBy: Set<Transition>[];
  readonly blocks: Set<Transition>[];
  readonly byShape: Map<string, Transition>;
  readonly add: (transition: Transition) => Transition;
  readonly remove: (transition: Transition) => void;
}

function workingNet({ places, transitions }: Net, keepWays: boolean): WorkingNet {
  const sets = (): Set<Transition>[] => places.map(() => new Set());
  const work = {
    alive: new Set<Transition>(),
    consumers: sets(),
    producers: sets(),
    clearedBy: sets(),
    blocks: sets(),
    byShape: new Map<string, Transition>(),
  };
  const roles = [
    [work.consumers, 'consume'],
    [work.producers, 'produce'],
    [work.clearedBy, 'reset'],
    [work.blocks, 'empty'],
  ] as const;
  const remove = (transition: Transition): void => {
    work.alive.delete(transition);
    work.byShape.delete(shapeOf(transition));
    for (const [index, role] of roles) for (const place of transition[role]) index[place]?.delete(transition);
  };
  const insert = (transition: Transition): Transition => {
    work.alive.add(transition);
    work.byShape.set(shapeOf(transition), transition);
    for (const [index, role] of roles) for (const place of transition[role]) index[place]?.add(transition);
    return transition;
  };
  /** Two ways that do the same become one; the first stays the one that is told. */
  const add = (transition: Transition): Transition => {
    const same = keepWays ? undefined : work.byShape.get(shapeOf(transition));
    if (same === undefined) return insert(transition);
    remove(same);
    return insert({ ...same, trail: withAlso(same.trail, transition.trail) });
  };
  for (const transition of transitions) add(transition);
  return { ...work, add, remove };
}

function shapeOf({ consume, produce, reset, empty, immediate, last, trigger }: Transition): string {
  const sorted = (list: readonly number[]): string => [...list].sort((a, b) => a - b).join();
  // At the shallow level the trigger is what the outside sees, so that two triggers stay two ways.
  const seen = immediate ? '' : `${trigger.kind} ${trigger.element}`;
  return [sorted(consume), sorted(produce), sorted(reset), sorted(empty), immediate, last === true, seen].join('|');
}

function withAlso(trail: Trail, also: Trail): Trail {
  return { first: trail, also };
}

/** The place is only left alone, always possible, and nobody else looks at the difference. */
function canPass(place: number, places: readonly Place[], work: WorkingNet): boolean {
  const consumers = [...(work.consumers[place] ?? [])];
  const producers = [...(work.producers[place] ?? [])];
  if (consumers.length === 0 || producers.length === 0) return false;
  if (producers.length * consumers.length > producers.length + consumers.length) return false;
  if (getsTwo(place, work)) return false;
  // A token that moves on by itself is gone before anybody looks whether the place is empty, or a second token comes.
  const fleeting = consumers.every(({ immediate, last }) => immediate && last !== true);
  // Where a token stays for a while, a second one must not go unseen: what comes next has to see it as well. With one
  // producer the second one is seen before that; a join may have taken the first token already.
  const staysNext = (next: number): boolean => producers.length === 1 || places[next]?.kind === 'waiting';
  if (!fleeting && !consumers.some(({ produce }) => produce.some(staysNext))) return false;
  const sameBlocks = (next: number): boolean => fleeting || sameSet(work.blocks[place], work.blocks[next]);
  return consumers.every(({ consume, produce, reset, empty }) => {
    if (consume.length !== 1 || reset.length > 0 || empty.length > 0 || produce.includes(place)) return false;
    if (produce.length === 0) return fleeting || work.blocks[place]?.size === 0;
    return produce.every((next) => sameBlocks(next) && sameSet(work.clearedBy[place], work.clearedBy[next]));
  });
}

function passAtOnce(place: number, work: WorkingNet): Transition[] {
  const consumers = [...(work.consumers[place] ?? [])];
  const producers = [...(work.producers[place] ?? [])];
  for (const transition of [...consumers, ...producers]) work.remove(transition);
  return producers.flatMap((first) =>
    consumers.map((second) =>
      work.add({
        ...first,
        produce: [...first.produce.filter((each) => each !== place), ...second.produce],
        trail: joinTrails(first.trail, second.trail),
      }),
    ),
  );
}

/** A way that leads back to where it began changes nothing, as long as there is another way on. */
function dropIdle(place: number, work: WorkingNet): void {
  const consumers = [...(work.consumers[place] ?? [])];
  for (const idle of consumers) {
    const isIdle =
      idle.reset.length === 0 &&
      sameSet(new Set(idle.consume), new Set(idle.produce)) &&
      idle.consume.length === idle.produce.length;
    const other = consumers.find((each) => each !== idle && work.alive.has(each) && each.consume.length === 1);
    if (!isIdle || other === undefined || !work.alive.has(idle) || idle.consume.length !== 1) continue;
    work.remove(idle);
    work.remove(other);
    work.add({ ...other, trail: withAlso(other.trail, idle.trail) });
    return;
  }
}

/** Tokens that can only end may as well stand: when they end matters to nobody. */
function park(place: number, places: Place[], work: WorkingNet): boolean {
  const here = places[place];
  const consumers = [...(work.consumers[place] ?? [])];
  if (here === undefined || here.parked === true || here.several === true || consumers.length === 0) return false;
  if ((work.blocks[place]?.size ?? 0) > 0 || consumers.every(({ immediate }) => immediate)) return false;
  const onlyEnds = consumers.every(
    (each) =>
      each.consume.length === 1 && each.produce.length === 0 && each.reset.length === 0 && each.empty.length === 0,
  );
  if (!onlyEnds) return false;
  for (const consumer of consumers) work.remove(consumer);
  for (const producer of [...(work.producers[place] ?? [])]) {
    work.remove(producer);
    work.add({
      ...producer,
      trail: consumers.reduce((trail, { trail: also }) => withAlso(trail, also), producer.trail),
    });
  }
  places[place] = { ...here, parked: true };
  return true;
}

/** Places that always get and lose their tokens together are one place. */
function foldParallelPlaces(count: number, start: number, work: WorkingNet): Transition[] {
  const ids = new Map<Transition, number>();
  const idsOf = (set: Set<Transition> | undefined): string =>
    [...(set ?? [])]
      .map((transition) => ids.get(transition) ?? ids.set(transition, ids.size).size - 1)
      .sort((a, b) => a - b)
      .join();
  const known = new Map<string, number>();
  const twins = new Set<number>();
  for (let place = 0; place < count; place++) {
    if (place === start || (work.consumers[place]?.size ?? 0) === 0 || (work.producers[place]?.size ?? 0) === 0)
      continue;
    // One that gets two tokens at once is no twin of one that gets one.
    if (getsTwo(place, work)) continue;
    const shape = [work.consumers, work.producers, work.clearedBy, work.blocks]
      .map((index) => idsOf(index[place]))
      .join('|');
    if (known.has(shape)) twins.add(place);
    else known.set(shape, place);
  }
  if (twins.size === 0) return [];
  const without = (list: readonly number[]): number[] => list.filter((place) => !twins.has(place));
  return [...work.alive]
    .filter(({ consume, produce, reset, empty }) =>
      [consume, produce, reset, empty].some((list) => list.some((place) => twins.has(place))),
    )
    .map((transition) => {
      work.remove(transition);
      const { consume, produce, reset, empty } = transition;
      return work.add({
        ...transition,
        consume: without(consume),
        produce: without(produce),
        reset: without(reset),
        empty: without(empty),
      });
    });
}

function getsTwo(place: number, work: WorkingNet): boolean {
  for (const { produce } of work.producers[place] ?? [])
    if (produce.indexOf(place) !== produce.lastIndexOf(place)) return true;
  return false;
}

function sameSet<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): boolean {
  if (a === undefined || b === undefined || a.size !== b.size) return a === b;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}
