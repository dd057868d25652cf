// Look-ups by key that are asked in the same turn of the event loop go to the server as one: after a night, when hundreds of timers
// are due at once, the way there and back costs more than what is read.

/** `ask`: what there is for so many keys. */
export function together<T>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | null> {
  let asked: Set<string> | null = null;
  let answer: Promise<ReadonlyMap<string, T>> | null = null;
  return async (key) => {
    if (asked === null || answer === null || asked.size >= MOST_KEYS) {
      const keys = (asked = new Set<string>());
      answer = new Promise((resolve, reject) => {
        setImmediate(() => {
          if (asked === keys) asked = answer = null;
          ask([...keys]).then(resolve, reject);
        });
      });
    }
    asked.add(key);
    return (await answer).get(key) ?? null;
  };
}

const MOST_KEYS = 1_000;
