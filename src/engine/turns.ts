// Acts of one name happen one after another, each when the last is over; acts of different names do not wait for each other.
export interface Turns {
  /** Runs `act` after all acts of that name that came before, however they ended. */
  take<T>(name: string, act: () => Promise<T>): Promise<T>;
  isTaken(name: string): boolean;
}

export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (name, act) => {
      const before = last.get(name);
      const turn = before === undefined ? act() : before.then(act, act);
      last.set(name, turn);
      const done = (): void => {
        if (last.get(name) === turn) last.delete(name);
      };
      turn.then(done, done);
      return turn;
    },
    isTaken: (name) => last.has(name),
  };
}
