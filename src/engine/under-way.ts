// What has begun and is not over yet, so that a stop can wait for it.
export interface UnderWay {
  /** Gives the same promise back. */
  add<T>(promise: Promise<T>): Promise<T>;
  readonly size: number;
  /** Resolves when nothing is under way, whatever has begun meanwhile. */
  over(): Promise<void>;
}

export function underWay(): UnderWay {
  const open = new Set<Promise<unknown>>();
  return {
    add: (promise) => {
      open.add(promise);
      const done = (): void => {
        open.delete(promise);
      };
      promise.then(done, done);
      return promise;
    },
    get size() {
      return open.size;
    },
    over: async () => {
      while (open.size > 0) await Promise.allSettled(open);
    },
  };
}
