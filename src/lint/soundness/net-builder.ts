// Collects places and transitions while a net is built; which places a transition clears or needs empty is resolved last,
// when all are known.
import type { Net, Place, Transition } from './net.ts';

type Test = (place: Place, index: number) => boolean;

export type NewTransition = Omit<Transition, 'reset' | 'empty' | 'immediate'> & {
  readonly immediate?: boolean;
  readonly resetIf?: Test;
  readonly emptyIf?: Test;
};

export interface NetBuilder {
  /** The place of this key; made when it is new. `scope` holds it. */
  readonly place: (key: string, scope: string, make: () => Place) => number;
  readonly add: (transition: NewTransition) => void;
  /** True for places of the scope and of every scope inside it. */
  readonly isInside: (scope: string) => Test;
  readonly finish: (start: number) => Net;
}

export function netBuilder(parentOf: (scope: string) => string | undefined): NetBuilder {
  const places: Place[] = [];
  const scopes: string[] = [];
  const keys = new Map<string, number>();
  const transitions: NewTransition[] = [];
  const indexesOf = (test: Test | undefined): number[] =>
    test === undefined ? [] : places.flatMap((place, index) => (test(place, index) ? [index] : []));
  return {
    place(key, scope, make) {
      const known = keys.get(key);
      if (known !== undefined) return known;
      places.push(make());
      scopes.push(scope);
      keys.set(key, places.length - 1);
      return places.length - 1;
    },
    add(transition) {
      transitions.push(transition);
    },
    isInside: (scope) => (_place, index) => {
      for (let at = scopes[index]; at !== undefined; at = parentOf(at)) if (at === scope) return true;
      return false;
    },
    finish(start) {
      const ready = transitions.map(({ resetIf, emptyIf, immediate = false, ...transition }) => {
        const { consume } = transition;
        return {
          ...transition,
          immediate,
          reset: indexesOf(resetIf),
          empty: indexesOf(emptyIf).filter((index) => !consume.includes(index)),
        };
      });
      return { places, transitions: ready, start };
    },
  };
}
