// A store that does all that another does, and notes what it is given to write.
import type { Store } from 'quytrinh';
import type { Batch } from './write-by-hand.ts';

export function noting(store: Store, batches: Batch[]): Store {
  return {
    ...store,
    commit: (steps) => {
      batches.push(steps);
      return store.commit(steps);
    },
  };
}
