// The soundness of one process, as data: for figures, and for those who want more than diagnostics.
import type { ProcessModel } from '../model/process-model.ts';
import { lintContext } from './context.ts';
import { judgeScopes } from './soundness/judge-scopes.ts';
import type { SoundnessLimits, Verdict } from './soundness/judge-scope.ts';
import { fileOf } from './file-of.ts';

export interface ScopeSoundness extends Verdict {
  /** Id of the process or subprocess. */
  readonly scope: string;
}

/** One verdict for the process and for each subprocess, and one more for each branch that runs beside its scope. */
export function soundnessOf(process: ProcessModel, limits?: SoundnessLimits): ScopeSoundness[] {
  return judgeScopes(lintContext(fileOf(process)), limits).flatMap(({ scope, main, sides }) =>
    [main, ...sides].map((verdict) => ({ scope: scope.id, ...verdict })),
  );
}
