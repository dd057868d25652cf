// What a bench gives: one figure each line of the table.

export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** Against something measured in the same run, taking turns with it; null when there is nothing to compare with. */
  readonly ratio: number | null;
  readonly against: string | null;
  /** What the ratio (or, without one, the value) must reach, or must not exceed; null: told for information. */
  readonly goal: number | { readonly max: number } | null;
}

export interface BenchOptions {
  /** How many there are of what a bench is about, where it can be chosen. */
  readonly scale?: number;
}

export interface Bench {
  readonly name: string;
  /** By name of the figure; the first has the name of the bench. */
  run(options: BenchOptions): Promise<Readonly<Record<string, Figure>>>;
}

/** Null when there is no goal, or nothing to hold to it. */
export function isMet({ value, ratio, against, goal }: Figure): boolean | null {
  if (goal === null || (against !== null && ratio === null)) return null;
  const reached = ratio ?? value;
  return typeof goal === 'number' ? reached >= goal : reached <= goal.max;
}
