// A problem of an expression or of a text about time as params of a finding: its own params, its code, and its mend.

export function problemParams(problem: {
  readonly code: string;
  readonly mend?: string;
  readonly params: Readonly<Record<string, string | number>>;
}): Record<string, string | number> {
  return { ...problem.params, problem: problem.code, ...(problem.mend === undefined ? {} : { mend: problem.mend }) };
}
