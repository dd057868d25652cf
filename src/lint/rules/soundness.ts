// Soundness: no join waits for ever, no element runs twice at once by mistake, and the end can always be reached.
// Every choice is taken as possible, so that a finding may rest on data that never occurs together.
import type { Diagnostic, SourceRange } from '../../model/diagnostic.ts';
import type { LintCode } from '../../model/diagnostic-codes.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext, Scope } from '../context.ts';
import { flowLabel, labelOf } from '../context.ts';
import { reachableFrom, rootsOf, successorsOf } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding, whenRun } from '../rule.ts';
import { judgeScopes } from '../soundness/judge-scopes.ts';
import type { Verdict } from '../soundness/judge-scope.ts';
import { soundnessLimits } from '../soundness/limits.ts';
import type { Step } from '../soundness/net.ts';

export const soundness: Rule = {
  id: 'soundness',
  codes: [
    'UNSOUND_DEADLOCK',
    'UNSOUND_LACK_OF_SYNCHRONISATION',
    'UNSOUND_NO_COMPLETION',
    'ELEMENT_UNREACHABLE',
    'SOUNDNESS_UNDECIDED',
    'SOUNDNESS_NOT_CHECKED',
  ],
  check: (context) =>
    judgeScopes(context).flatMap(({ scope, main, sides }) => [
      ...findingsOf(main, scope, context),
      ...unreachable(main, sides, scope, context),
      ...sides.flatMap((side) => findingsOf(side, scope, context)),
    ]),
};

function findingsOf(verdict: Verdict, scope: Scope, context: LintContext): Diagnostic[] {
  const { deadlocks, doubles, endless, decided, refused } = verdict;
  const severity = whenRun(scope.process.executable);
  const at = (
    code: LintCode,
    element: ElementModel | undefined,
    params: Diagnostic['params'],
    related: readonly SourceRange[] = [],
  ): Diagnostic[] => {
    if (element === undefined) return [];
    const told = finding(code, code === 'UNSOUND_LACK_OF_SYNCHRONISATION' ? 'warning' : severity, element, params);
    return [related.length === 0 ? told : { ...told, related }];
  };
  return [
    ...deadlocks.flatMap(({ join, missing, way }) => {
      const flows = missing.flatMap((id) => context.flows.get(id) ?? []);
      const names = flows.map((flow) => `"${flowLabel(flow, context)}"`).join(', ');
      return at(
        'UNSOUND_DEADLOCK',
        context.elements.get(join),
        { flows: names, path: pathText(way, context) },
        flows.map((flow) => flow.at),
      );
    }),
    ...firstOf(doubles, context).flatMap(({ element, way }) =>
      at('UNSOUND_LACK_OF_SYNCHRONISATION', context.elements.get(element), { path: pathText(way, context) }),
    ),
    ...(endless === undefined
      ? []
      : [onScope('UNSOUND_NO_COMPLETION', severity, scope, { path: pathText(endless, context) })]),
    ...(refused === undefined
      ? []
      : at('SOUNDNESS_NOT_CHECKED', refused, {}).map((told) => ({ ...told, severity: 'info' as const }))),
    ...(decided || refused !== undefined
      ? []
      : [onScope('SOUNDNESS_UNDECIDED', 'info', scope, { limit: soundnessLimits.markings })]),
  ];
}

function onScope(
  code: LintCode,
  severity: Diagnostic['severity'],
  scope: Scope,
  params: Diagnostic['params'],
): Diagnostic {
  const named = scope.owner ?? scope.process;
  return { code, severity, at: named.at, elementId: named.id, params: { scope: labelOf(named), ...params } };
}

/** Whatever comes after an element that runs twice runs twice as well: only the first is told. */
function firstOf(doubles: Verdict['doubles'], context: LintContext): Verdict['doubles'] {
  const told: string[] = [];
  const after = new Set<string>();
  return doubles.filter(({ element }) => {
    if (after.has(element) || told.includes(element)) return false;
    told.push(element);
    for (const id of reachableFrom([element], context)) after.add(id);
    return true;
  });
}

/** What a drawn path leads to, but no token ever: told once, where it begins. */
function unreachable(main: Verdict, sides: readonly Verdict[], scope: Scope, context: LintContext): Diagnostic[] {
  if (![main, ...sides].every(({ decided, doubles }) => decided && doubles.length === 0)) return [];
  const passed = new Set([main, ...sides].flatMap((verdict) => [...verdict.passed]));
  const drawn = reachableFrom(
    rootsOf(scope).map(({ id }) => id),
    context,
  );
  const stuck = new Set([main, ...sides].flatMap(({ deadlocks }) => deadlocks.map(({ join }) => join)));
  const afterPassed = new Set(
    scope.children.filter(({ id }) => passed.has(id)).flatMap((child) => successorsOf(child, context)),
  );
  return scope.children
    .filter(
      ({ id, type }) =>
        drawn.has(id) && !passed.has(id) && !stuck.has(id) && afterPassed.has(id) && type !== 'boundaryEvent',
    )
    .map((child) => finding('ELEMENT_UNREACHABLE', 'warning', child));
}

/** Names of the elements on the way; nameless gateways say nothing to a person. */
function pathText(way: readonly Step[], context: LintContext): string {
  const names = way
    .flatMap(({ id }) => context.elements.get(id) ?? [])
    .filter(({ type, name }) => !type.endsWith('Gateway') || name !== undefined)
    .map(labelOf);
  return (names.length > 12 ? ['…', ...names.slice(-12)] : names).join(' → ');
}
