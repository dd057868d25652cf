// How far the soundness check goes before it says that it did not decide.

export const soundnessLimits = {
  /** Markings explored on the net as drawn; beyond, the net is reduced first. */
  exactMarkings: 4_000,
  /** Markings explored on the reduced net; beyond, SOUNDNESS_UNDECIDED. */
  markings: 100_000,
  /** Markings of a graph that is handed out. */
  graphMarkings: 20_000,
  /** Branches of one inclusive gateway (each subset of them is a case of its own). */
  inclusiveBranches: 8,
  /** Passes of the reduction. */
  reductions: 200_000,
} as const;
