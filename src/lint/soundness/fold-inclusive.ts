// An inclusive split whose branches all lead to one inclusive join, and nothing else does: whichever branches are taken,
// the join waits for just these. Split and join become one step.
import type { Net, Transition } from './net.ts';
import { joinTrails } from './net.ts';
import type { WorkingNet } from './working-net.ts';
import { sameSet } from './working-net.ts';

/** Gives the transitions that changed. */
export function foldInclusive(net: Net, work: WorkingNet): Transition[] {
  const joins = new Map<string, Transition[]>();
  for (const transition of work.alive) {
    const { kind, element } = transition.trigger;
    if (kind === 'join' && transition.immediate) joins.set(element, [...(joins.get(element) ?? []), transition]);
  }
  return [...joins.values()].flatMap((ways) => foldOne(ways, net, work));
}

function foldOne(joins: readonly Transition[], net: Net, work: WorkingNet): Transition[] {
  const between = new Set(joins.flatMap(({ consume }) => consume));
  const splits = new Set([...between].flatMap((place) => [...(work.producers[place] ?? [])]));
  const [first] = splits;
  if (first === undefined || joins.length < 2) return [];
  const isDead = (place: number): boolean => place !== net.start && work.producers[place]?.size === 0;
  const onlyJoins = [...between].every((place) =>
    [...(work.consumers[place] ?? [])].every((each) => joins.includes(each)),
  );
  const alike = [...splits].every(
    (split) =>
      sameSet(new Set(split.consume), new Set(first.consume)) &&
      sameSet(new Set(split.reset), new Set(first.reset)) &&
      sameSet(new Set(split.empty), new Set(first.empty)) &&
      split.consume.every((place) => !between.has(place)) &&
      new Set(split.produce).size === split.produce.length,
  );
  const free = joins.every(
    ({ reset, empty }) => reset.length === 0 && empty.every((place) => between.has(place) || isDead(place)),
  );
  if (!onlyJoins || !alike || !free) return [];
  const branches = (split: Transition): Set<number> => new Set(split.produce.filter((place) => between.has(place)));
  const others = (split: Transition): number[] => split.produce.filter((place) => !between.has(place));
  const fits = (split: Transition, join: Transition): boolean => sameSet(branches(split), new Set(join.consume));
  if (![...splits].every((split) => joins.some((join) => fits(split, join)))) return [];
  for (const transition of [...splits, ...joins]) work.remove(transition);
  return [...splits].flatMap((split) =>
    joins
      .filter((join) => fits(split, join))
      .map((join) =>
        work.add({
          ...split,
          produce: [...others(split), ...join.produce],
          trail: joinTrails(split.trail, join.trail),
        }),
      ),
  );
}
