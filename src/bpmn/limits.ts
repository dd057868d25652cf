// Named limits of reading one file, beside those of model/limits.ts; they bound memory on hostile input.

export const bpmnLimits = {
  /** Elements of one file; a large real procedure has a few thousand. */
  xmlElements: 250_000,
  /** Attributes and namespace declarations of one start tag. */
  xmlAttributes: 256,
  /** Findings about well-formedness that don't stop the reading. */
  xmlProblems: 100,
  /** Spelling suggestions for one file. */
  suggestions: 100,
  /** Characters of one embedded `${…}` expression. */
  juelCharacters: 10_000,
  /** Nesting of one embedded `${…}` expression. */
  juelDepth: 64,
} as const;
