// Tokens that can only end may as well stand: when they end matters to nobody.
import type { Place } from './net.ts';
import type { WorkingNet } from './working-net.ts';
import { withAlso } from './working-net.ts';

/** True when the place is left standing from now on. */
export function parkPlace(place: number, places: Place[], work: WorkingNet): boolean {
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
