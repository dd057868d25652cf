// A place whose tokens can always move on by themselves is passed at once: whatever fills it goes on to what comes next.
import type { Place, Transition } from './net.ts';
import { joinTrails } from './net.ts';
import type { WorkingNet } from './working-net.ts';
import { getsTwo, sameSet, withAlso } from './working-net.ts';

/** The place is only left alone, always possible, and nobody else looks at the difference. */
export function canPass(place: number, places: readonly Place[], work: WorkingNet): boolean {
  const consumers = [...(work.consumers[place] ?? [])];
  const producers = [...(work.producers[place] ?? [])];
  if (consumers.length === 0 || producers.length === 0) return false;
  if (producers.length * consumers.length > producers.length + consumers.length) return false;
  if (getsTwo(place, work)) return false;
  // A token that moves on by itself is gone before anybody looks whether the place is empty, or a second token comes.
  const fleeting = consumers.every(({ immediate, last }) => immediate && last !== true);
  // Where a token stays for a while, a second one must not go unseen: what comes next has to see it as well. With one
  // source the second one is seen before that; a join may have taken the first token already.
  const sources = new Set(producers.map(({ consume }) => [...consume].sort((a, b) => a - b).join()));
  const staysNext = (next: number): boolean => sources.size === 1 || places[next]?.kind === 'waiting';
  if (!fleeting && !consumers.some(({ produce }) => produce.some(staysNext))) return false;
  const sameBlocks = (next: number): boolean => fleeting || sameSet(work.blocks[place], work.blocks[next]);
  return consumers.every(({ consume, produce, reset, empty }) => {
    if (consume.length !== 1 || reset.length > 0 || empty.length > 0 || produce.includes(place)) return false;
    if (produce.length === 0) return fleeting || work.blocks[place]?.size === 0;
    return produce.every((next) => sameBlocks(next) && sameSet(work.clearedBy[place], work.clearedBy[next]));
  });
}

export function passAtOnce(place: number, work: WorkingNet): Transition[] {
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
export function dropIdle(place: number, work: WorkingNet): void {
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
