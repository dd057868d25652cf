// The order of the deadlines in SQL: what has one, the soonest first, then what has none. Each is a search of its own, so that both
// are read in the order of an index.
import type { Conditions } from './conditions.ts';
import type { Place } from './page.ts';

export interface DueLeg {
  readonly hasDue: boolean;
  /** Only its rows, after the place. */
  readonly add: <V>(found: Conditions<V | string | number>) => void;
  readonly order: string;
}

/** `ids`: the columns that tell rows of one deadline apart. A place is `[has none, deadline, …ids]`. */
export function dueLegs(table: string, ids: readonly string[], after: Place | null): readonly DueLeg[] {
  const leg = (hasDue: boolean, place: Place | undefined): DueLeg => {
    const columns = (hasDue ? ['due_at', ...ids] : ids).map((column) => `${table}.${column}`).join(', ');
    return {
      hasDue,
      order: columns,
      add: (found) => {
        found.add(`${table}.due_at IS ${hasDue ? 'NOT ' : ''}NULL`);
        if (place !== undefined) found.add(`(${columns}) > (${place.map(() => '?').join()})`, ...place);
      },
    };
  };
  if (after?.[0] === 1) return [leg(false, after.slice(2))];
  return [leg(true, after?.slice(1)), leg(false, undefined)];
}
