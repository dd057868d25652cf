// The steps' own time adds up to no more than the time of the whole. Longest path from the start to the end (or to the
// element that ends the dossier's clock); a loop counts once, a step that pauses the dossier's clock not at all.
// One working day is 8 hours, the convention of decisions that approve internal procedures.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { SlaFact } from '../../model/procedure-facts.ts';
import { parseDuration } from '../../time/index.ts';
import type { LintContext, Scope } from '../context.ts';
import { labelOf } from '../context.ts';
import { rootsOf } from '../graph.ts';
import { longestPath } from '../longest-path.ts';
import type { WeightedPath } from '../longest-path.ts';
import type { Rule } from '../rule.ts';

export const slaSteps: Rule = {
  id: 'sla-steps',
  codes: ['SLA_STEPS_EXCEED_TOTAL'],
  check: (context) => {
    const paths = new Map<string, WeightedPath>();
    // Inner scopes first: a subprocess without a time of its own takes as long as its longest path.
    return [...context.scopes].reverse().flatMap((scope) => checkScope(scope, context, paths));
  },
};

const minutesPerDay = 8 * 60;

function checkScope(scope: Scope, context: LintContext, paths: Map<string, WeightedPath>): Diagnostic[] {
  const sla = scope.owner === undefined ? scope.process.sla : scope.owner.sla;
  const roots = rootsOf(scope).map(({ id }) => id);
  const until = scope.owner === undefined ? sla?.until : undefined;
  const weigh = (element: ElementModel): WeightedPath => {
    if (element.pause !== undefined) return { minutes: 0, steps: [] };
    const own = element.sla === undefined ? undefined : leastMinutes(element.sla);
    if (own === undefined) return paths.get(element.id) ?? { minutes: 0, steps: [] };
    return { minutes: own, steps: own === 0 ? [] : [labelOf(element)] };
  };
  const path = longestPath(roots, until, weigh, context);
  paths.set(scope.id, path);
  const total = sla === undefined ? undefined : mostMinutes(sla);
  if (sla === undefined || total === undefined || path.minutes <= total) return [];
  const params = { stepsMinutes: path.minutes, totalMinutes: total, path: path.steps.join(' → ') };
  return [{ code: 'SLA_STEPS_EXCEED_TOTAL', severity: 'warning', at: sla.at, elementId: scope.id, params }];
}

/** Working minutes that a step takes at least: in n calendar days at least n − 2·⌈n/7⌉ are working days. */
function leastMinutes(sla: SlaFact): number | undefined {
  return workingMinutes(sla, (days) => Math.max(0, days - 2 * Math.ceil(days / 7)));
}

/** Working minutes that the whole allows at most: in n calendar days at most n − 2·⌊n/7⌋ are working days. */
function mostMinutes(sla: SlaFact): number | undefined {
  return workingMinutes(sla, (days) => days - 2 * Math.floor(days / 7));
}

function workingMinutes(sla: SlaFact, calendarToWorking: (days: number) => number): number | undefined {
  const parsed = parseDuration(sla.duration);
  if (!parsed.ok) return undefined;
  const { years, months, weeks, days, hours, minutes, seconds } = parsed.value;
  // Months and years have no fixed number of working days; what can't be compared is not complained about.
  if (years > 0 || months > 0) return undefined;
  const fine = hours * 60 + minutes + seconds / 60;
  if (sla.counting === 'working') return (weeks * 5 + days) * minutesPerDay + fine;
  return calendarToWorking(weeks * 7 + days + fine / (24 * 60)) * minutesPerDay;
}
