// Every scope of a file, inner ones first: what can never end inside is never left the ordinary way outside.
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext, Scope } from '../context.ts';
import { hasKind } from '../graph.ts';
import { isDetached } from './build-net.ts';
import { judgeScope } from './judge-scope.ts';
import type { SoundnessLimits, Verdict } from './judge-scope.ts';

export interface JudgedScope {
  readonly scope: Scope;
  readonly main: Verdict;
  /** Branches of non-interrupting boundary events that run beside the rest: each is a small process of its own. */
  readonly sides: readonly Verdict[];
}

export function judgeScopes(context: LintContext, limits?: SoundnessLimits): JudgedScope[] {
  const completes = new Map<string, boolean>();
  const options = {
    completes: (id: string): boolean => completes.get(id) ?? true,
    ...(limits === undefined ? {} : { limits }),
  };
  return [...context.scopes].reverse().flatMap((scope) => {
    // What is inside an ad-hoc subprocess is for its performers to order.
    if (scope.owner?.type === 'adHocSubProcess' || scope.children.length === 0) return [];
    const main = judgeScope(scope, context, options);
    const rescued = scope.children.some((child) => child.triggeredByEvent === true && options.completes(child.id));
    // A scope with a fault of its own is not blamed twice.
    const faulty = main.deadlocks.length > 0 || main.endless !== undefined || main.doubles.length > 0;
    completes.set(scope.id, main.completes || rescued || faulty);
    const sides = sideBranches(scope, context).map((from) => judgeScope(scope, context, { ...options, from }));
    return [{ scope, main, sides }];
  });
}

function sideBranches(scope: Scope, context: LintContext): ElementModel[] {
  return scope.children.filter(
    (child) =>
      child.type === 'boundaryEvent' &&
      child.interrupting === false &&
      !hasKind(child, 'compensate') &&
      isDetached(child, scope, context) !== undefined,
  );
}
