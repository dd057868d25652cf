// Branches that begin and end together become one: places that always get and lose their tokens together are one place.
import type { Transition } from './net.ts';
import type { WorkingNet } from './working-net.ts';
import { getsTwo } from './working-net.ts';

/** Gives the transitions that changed. */
export function foldTwins(count: number, start: number, work: WorkingNet): Transition[] {
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
