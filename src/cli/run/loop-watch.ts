// Notices that a run goes round in a circle: with the same empty results at the same moment, a state that comes back comes back for
// ever. Brent's algorithm (R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20, 1980): one remembered state,
// renewed at every power of two, finds a circle of any length.
export interface LoopWatch {
  /** Called after each act. Gives what was done in one round, when the circle is closed; else null. */
  readonly after: (act: string, state: () => Promise<string>) => Promise<readonly string[] | null>;
}

/** `patience`: acts before the first state is remembered; counted repetitions of the law (one supplement, one extension) are over by then. */
export function loopWatch(patience = 64): LoopWatch {
  let remembered: string | null = null;
  let round: string[] = [];
  let renewal = patience;
  return {
    after: async (act, state) => {
      round.push(act);
      const now = remembered === null && round.length < renewal ? null : await state();
      if (now !== null && now === remembered) return round;
      if (round.length < renewal) return null;
      remembered = now;
      renewal *= 2;
      round = [];
      return null;
    },
  };
}
