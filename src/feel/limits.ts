// Named limits: no expression can hang the engine, blow its stack or fill its memory.
import type { FeelLimits } from '../model/feel.ts';

export const feelLimits = {
  steps: 1_000_000,
  depth: 3_000,
  stringLength: 4_000_000,
  regexSteps: 1_000_000,
  /** Entries of lists and contexts in a value that becomes JSON, and their nesting. */
  valueEntries: 1_000_000,
  valueDepth: 500,
} as const satisfies FeelLimits & Readonly<Record<'valueEntries' | 'valueDepth', number>>;

/** Bounds of the text itself, not to be changed by a caller. */
export const feelTextLimits = {
  /** Characters of one expression. The parser's time grows with the square of it where many names are declared. */
  length: 20_000,
  /** Nesting of the parsed expression; a chain `a + b + …` nests once per operator. */
  nesting: 600,
  /** Beyond this nesting the parser itself gives up; what it then reports as an error is the nesting. */
  parsedNesting: 250,
  /** Instructions of one compiled regular expression. */
  regexProgram: 20_000,
  /** Nesting of groups in a regular expression. */
  regexNesting: 100,
  /** Warnings kept of one evaluation. */
  warnings: 50,
  /** Compiled patterns, zones and parsed texts that are remembered. */
  cached: 500,
} as const;
