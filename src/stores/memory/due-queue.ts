// Rows by the instant at which they are due: a binary heap. A row that was replaced or dropped stays in the heap until it
// comes up or until half of the heap is stale, since finding it there would cost more than skipping it.

export interface DueQueue<T> {
  add(row: T): void;
  first(): T | null;
  /** Up to `limit` rows due at or before `until`, in order; they stay in the queue. */
  due(until: number, limit: number, wanted?: (row: T) => boolean): readonly T[];
}

export interface DueQueueOf<T> {
  readonly dueAt: (row: T) => number;
  /** Order of rows that are due at the same instant. */
  readonly compare: (a: T, b: T) => number;
  readonly isLive: (row: T) => boolean;
  /** How many rows are live. */
  readonly liveCount: () => number;
}

export function dueQueue<T>({ dueAt, compare, isLive, liveCount }: DueQueueOf<T>): DueQueue<T> {
  let heap: T[] = [];
  const before = (a: T, b: T): boolean => {
    const difference = dueAt(a) - dueAt(b);
    return difference === 0 ? compare(a, b) < 0 : difference < 0;
  };

  const push = (row: T): void => {
    let at = heap.push(row) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(row, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = row;
  };

  const pop = (): T | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    while (true) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  };

  const dropStale = (): void => {
    while (heap.length > 0 && !isLive(heap[0]!)) pop();
  };

  return {
    add: (row) => {
      push(row);
      if (heap.length <= 64 || heap.length <= 2 * liveCount()) return;
      const live = new Set(heap.filter(isLive));
      heap = [];
      for (const row of live) push(row);
    },
    first: () => {
      dropStale();
      return heap[0] ?? null;
    },
    due: (until, limit, wanted = () => true) => {
      // Sets: a row that was taken out and put in again is in the heap twice, and leaves it as one.
      const found = new Set<T>();
      const passedOver = new Set<T>();
      while (found.size < limit) {
        dropStale();
        if (heap.length === 0 || dueAt(heap[0]!) > until) break;
        const row = pop()!;
        (wanted(row) ? found : passedOver).add(row);
      }
      for (const row of found) push(row);
      for (const row of passedOver) push(row);
      return [...found];
    },
  };
}
