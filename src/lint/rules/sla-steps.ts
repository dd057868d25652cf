// The steps' own time adds up to no more than the time of the whole: of the process, of a subprocess, of a phase between two elements.
// Longest way, on which a loop counts once; a step that pauses the dossier's clock does not count, and one that begins the count anew
// ends what came before. One working day is 8 hours, the convention of decisions that approve internal procedures.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import type { PauseFact, SlaFact } from '../../model/procedure-facts.ts';
import {
  defaultDossierPolicyId,
  leastMinutes,
  longestSteps,
  mostMinutes,
  stepGraph,
  vietnamPolicies,
  type StepGraph,
  type StepPath,
  type Weight,
} from '../../time/index.ts';
import type { LintContext, Scope } from '../context.ts';
import { labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';

export const slaSteps: Rule = {
  id: 'sla-steps',
  codes: ['SLA_STEPS_EXCEED_TOTAL'],
  check: (context) =>
    context.model.processes.flatMap((process) => {
      const graph = stepGraph(process);
      const paths = new Map<string, StepPath>();
      const weigh = (id: string): Weight => weightOf(graph.element(id), process, paths);
      // Inner scopes first: a subprocess without a time of its own takes as long as its longest path.
      const scopes = context.scopes.filter((scope) => scope.process === process).reverse();
      const found = scopes.flatMap((scope) => checkScope(scope, graph, weigh, paths, context));
      return [...found, ...(process.phases ?? []).flatMap((phase) => checkPhase(phase, graph, weigh, context))];
    }),
};

function checkScope(
  scope: Scope,
  graph: StepGraph,
  weigh: (id: string) => Weight,
  paths: Map<string, StepPath>,
  context: LintContext,
): Diagnostic[] {
  const sla = scope.owner === undefined ? scope.process.sla : scope.owner.sla;
  const until = scope.owner === undefined ? reachedIn(sla?.until, scope, context) : undefined;
  const path = longestSteps({ roots: graph.roots(scope.id), until, next: (id) => graph.next(id), weigh });
  paths.set(scope.id, path);
  return sla === undefined ? [] : tooLong(path, sla, scope.id, context);
}

/** From the element that begins the phase; the end may lie in a subprocess of the same scope. */
function checkPhase(
  phase: SlaFact,
  graph: StepGraph,
  weigh: (id: string) => Weight,
  context: LintContext,
): Diagnostic[] {
  const { process } = graph;
  const from = phase.from === undefined ? undefined : graph.element(phase.from);
  if (phase.from !== undefined && from === undefined) return [];
  const scopeId = from?.scope ?? process.id;
  const scope = context.scopes.find(({ id }) => id === scopeId);
  const until = scope === undefined ? undefined : reachedIn(phase.until, scope, context);
  const roots = from === undefined ? graph.roots(scopeId) : [from.id];
  return tooLong(longestSteps({ roots, until, next: (id) => graph.next(id), weigh }), phase, process.id, context);
}

/** The element itself, or the subprocess of the scope that holds it. */
function reachedIn(until: string | undefined, scope: Scope, { elements }: LintContext): string | undefined {
  let at = until === undefined ? undefined : elements.get(until);
  while (at !== undefined && at.scope !== scope.id) at = elements.get(at.scope);
  return at?.id;
}

function tooLong(
  { minutes, steps }: StepPath,
  sla: SlaFact,
  elementId: string,
  { elements }: LintContext,
): Diagnostic[] {
  const total = mostMinutes(sla);
  if (total === undefined || minutes <= total) return [];
  const names = steps.map((id) => labelOf(elements.get(id) ?? { id }));
  const params = { stepsMinutes: minutes, totalMinutes: total, path: names.join(' → ') };
  return [{ code: 'SLA_STEPS_EXCEED_TOTAL', severity: 'warning', at: sla.at, elementId, params }];
}

function weightOf(
  element: ElementModel | undefined,
  process: ProcessModel,
  paths: ReadonlyMap<string, StepPath>,
): Weight {
  if (element === undefined) return { minutes: 0, steps: [], restarts: false };
  if (element.pause !== undefined) return { minutes: 0, steps: [], restarts: restarts(element.pause, process) };
  const own = element.sla === undefined ? undefined : leastMinutes(element.sla);
  if (own !== undefined) return { minutes: own, steps: own === 0 ? [] : [element.id], restarts: false };
  const { minutes, steps } = paths.get(element.id) ?? { minutes: 0, steps: [] };
  return { minutes: minutes * roundsOf(element), steps, restarts: false };
}

/** What the pause says itself, else what the policy of the process says for its cause. */
function restarts({ cause, effect }: PauseFact, { sla }: ProcessModel): boolean {
  if (effect !== undefined) return effect === 'restart';
  const versions = vietnamPolicies.filter(({ id }) => id === (sla?.policy ?? defaultDossierPolicyId));
  return versions.at(-1)?.pauses.find((rule) => rule.cause === cause)?.effect === 'restart';
}

/** Rounds one after another, when the file says how many; otherwise a loop counts once. */
function roundsOf({ loop }: ElementModel): number {
  if (loop?.kind !== 'multiInstance' || !loop.sequential) return 1;
  const count = Number(loop.cardinality?.text);
  return Number.isInteger(count) && count > 1 ? count : 1;
}
