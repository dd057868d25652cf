// The shape of a rule, and the makers of its findings.
import type { Diagnostic, Severity, SourceRange } from '../model/diagnostic.ts';
import type { LintCode } from '../model/diagnostic-codes.ts';
import type { ElementModel } from '../model/process-model.ts';
import type { LintContext } from './context.ts';
import { labelOf } from './context.ts';

/** One rule, one file; `codes` are all that it may report. */
export interface Rule {
  readonly id: string;
  readonly codes: readonly LintCode[];
  readonly check: (context: LintContext) => readonly Diagnostic[];
}

export type Params = Diagnostic['params'];

/** A finding about an element: its name is the param `element`, its type the param `type`. */
export function finding(
  code: LintCode,
  severity: Severity,
  element: ElementModel,
  params: Params = {},
  at?: SourceRange,
): Diagnostic {
  return {
    code,
    severity,
    at: at ?? element.at,
    elementId: element.id,
    params: { element: labelOf(element), type: element.type, ...params },
  };
}

/** What breaks a run is an error in a process that is meant to run; in a drawing it is only worth a warning. */
export function whenRun(executable: boolean): Severity {
  return executable ? 'error' : 'warning';
}

/** `whenRun` of the process in which the element stands. */
export function whenItRuns({ processOf }: LintContext, { id }: ElementModel): Severity {
  return whenRun(processOf.get(id)?.executable ?? true);
}
