// Makes a net smaller without changing what can go wrong in it.
import { foldInclusive } from './fold-inclusive.ts';
import { foldTwins } from './fold-twins.ts';
import { soundnessLimits } from './limits.ts';
import type { Net, Place, Transition } from './net.ts';
import { parkPlace } from './park-place.ts';
import { canPass, dropIdle, passAtOnce } from './pass-place.ts';
import { workingNet } from './working-net.ts';

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
  const touch = (transitions: readonly Transition[]): boolean => {
    for (const { consume, produce } of transitions) for (const place of [...consume, ...produce]) open.add(place);
    return transitions.length > 0;
  };
  const visit = (place: number): void => {
    const here = places[place];
    if (here === undefined || place === net.start) return;
    if (options.deep) {
      dropIdle(place, work);
      if (parkPlace(place, places, work)) return;
    }
    if (options.mayPass(here, place) && canPass(place, places, work)) touch(passAtOnce(place, work));
  };
  for (let again = true; again && budget > 0;) {
    for (const place of open) {
      open.delete(place);
      if (budget-- <= 0) break;
      visit(place);
    }
    again = options.deep && (touch(foldTwins(places.length, net.start, work)) || touch(foldInclusive(net, work)));
  }
  return { places, transitions: [...work.alive], start: net.start };
}
