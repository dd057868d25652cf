// model → diagnostics: runs every rule, and sorts what they find by its place in the file.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BpmnModel } from '../model/process-model.ts';
import { lintContext } from './context.ts';
import type { RuleId } from './rules.ts';
import { ruleIds, rules } from './rules.ts';

export interface ValidateOptions {
  /** Run only these rules; all when absent. */
  readonly only?: readonly RuleId[];
  /** Ids of the decisions that are deployed with it: business rule tasks may ask no others. Not looked at when absent. */
  readonly decisions?: readonly string[];
}

/** Never throws on any model that the reader gives. An error would not run or breaks the standard; a warning smells. */
export function validate(model: BpmnModel, options: ValidateOptions = {}): Diagnostic[] {
  const context = lintContext(model, options.decisions);
  return (options.only ?? ruleIds).flatMap((id) => rules[id].check(context)).sort(byPlace);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.at.line - b.at.line || a.at.column - b.at.column || (a.code < b.code ? -1 : Number(a.code > b.code));
}
