// Rates measured in turns (A B A B …), so that whatever else the machine does meanwhile falls on all of them alike.

export interface Work {
  /** Before each turn, not timed. */
  prepare?(): void | Promise<void>;
  /** Does some work and gives how many units of it were done; a call should run for about a millisecond or more. */
  run(): number | Promise<number>;
  /** After each turn, not timed: lets go of what the others should not have lying in memory. */
  finish?(): void | Promise<void>;
}

export interface Turns {
  readonly rounds: number;
  /** How long a turn lasts; a call is never cut short, so that 0 is one call. */
  readonly turnMs: number;
  /** Turns before the first that counts. */
  readonly warmUp: number;
  /**
   * `processor` (usual): time that this process spent on the processors, all its threads together, so that others who use them
   * do not count. `wall`: for work that waits for the disk.
   */
  readonly clock: 'processor' | 'wall';
}

const usual: Turns = { rounds: 11, turnMs: 60, warmUp: 5, clock: 'processor' };

/** Units per second, one list of rates for each work, one rate a round. */
export async function takeTurns(works: readonly Work[], turns: Partial<Turns> = {}): Promise<number[][]> {
  const { rounds, turnMs, warmUp, clock } = { ...usual, ...turns };
  const rates: number[][] = works.map(() => []);
  for (const work of works) for (let count = 0; count < warmUp; count += 1) await turn(work, turnMs, clocks[clock]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) rates[index]!.push(await turn(work, turnMs, clocks[clock]));
  }
  return rates;
}

async function turn(work: Work, forMs: number, nowMs: () => number): Promise<number> {
  await work.prepare?.();
  // Nobody pays for the garbage of the one before.
  globalThis.gc?.();
  const from = nowMs();
  let units = 0;
  let passed = 0;
  do {
    const done = work.run();
    units += typeof done === 'number' ? done : await done;
    passed = nowMs() - from;
  } while (passed < forMs);
  await work.finish?.();
  return units / (passed / 1_000);
}

const clocks = {
  wall: () => performance.now(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
} as const;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of the ratios of each round: both of a round ran in the same weather. */
export function medianRatio(rates: readonly number[], others: readonly number[]): number {
  return median(rates.map((rate, round) => rate / others[round]!));
}

/** How many times slower the slowest of several is than the fastest, by their medians. */
export function spread(rates: readonly (readonly number[])[]): number {
  const medians = rates.map(median);
  return Math.max(...medians) / Math.min(...medians);
}
