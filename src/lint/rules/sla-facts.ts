// The facts of time allowed point to what exists, and can be read.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import type { SlaFact } from '../../model/procedure-facts.ts';
import { parseDuration, parseWarning } from '../../time/index.ts';
import type { LintContext } from '../context.ts';
import { labelOf } from '../context.ts';
import { reachableFrom, rootsOf } from '../graph.ts';
import { problemParams } from '../problem-params.ts';
import type { Rule } from '../rule.ts';

export const slaFacts: Rule = {
  id: 'sla-facts',
  codes: [
    'DURATION_SYNTAX',
    'SLA_WARNING_SYNTAX',
    'SLA_UNTIL_UNKNOWN',
    'SLA_PHASE_UNKNOWN',
    'SLA_PHASE_NAME',
    'SLA_PHASE_UNREACHABLE',
  ],
  check: (context) =>
    context.model.processes.flatMap((process) => {
      const phases = process.phases ?? [];
      const own = process.sla === undefined ? [] : [process.sla];
      return [
        ...[...own, ...phases].flatMap((sla) => readable(sla, process)),
        ...process.elements.flatMap((element) => (element.sla === undefined ? [] : readable(element.sla, element))),
        ...[...own, ...phases].flatMap((sla) => untilOf(sla, process, context)),
        ...phases.flatMap((phase, index) => phaseOf(phase, phases.slice(0, index), process, context)),
      ];
    }),
};

function readable(sla: SlaFact, owner: ProcessModel | ElementModel): Diagnostic[] {
  const base = { severity: 'error', at: sla.at, elementId: owner.id } as const;
  const element = labelOf(owner);
  const duration = parseDuration(sla.duration);
  return [
    ...(duration.ok
      ? []
      : [
          {
            ...base,
            code: 'DURATION_SYNTAX' as const,
            params: { element, text: sla.duration, ...problemParams(duration.problem) },
          },
        ]),
    ...sla.warn
      .filter((text) => !parseWarning(text).ok)
      .map((text) => ({ ...base, code: 'SLA_WARNING_SYNTAX' as const, params: { element, text } })),
  ];
}

function isIn(id: string, process: ProcessModel, { processOf }: LintContext): boolean {
  return processOf.get(id) === process;
}

function untilOf({ until, at }: SlaFact, process: ProcessModel, context: LintContext): Diagnostic[] {
  if (until === undefined || isIn(until, process, context)) return [];
  return [{ code: 'SLA_UNTIL_UNKNOWN', severity: 'error', at, elementId: process.id, params: { until } }];
}

function phaseOf(
  { name = '', from, until, at }: SlaFact,
  before: readonly SlaFact[],
  process: ProcessModel,
  context: LintContext,
): Diagnostic[] {
  const base = { severity: 'error', at, elementId: process.id } as const;
  if (before.some((other) => other.name === name))
    return [{ ...base, code: 'SLA_PHASE_NAME', params: { phase: name } }];
  if (from !== undefined && !isIn(from, process, context))
    return [{ ...base, code: 'SLA_PHASE_UNKNOWN', params: { phase: name, from } }];
  if (until === undefined || !isIn(until, process, context) || reaches(from, until, process, context)) return [];
  return [{ ...base, code: 'SLA_PHASE_UNREACHABLE', params: { phase: name, until } }];
}

/** Both looked at in the innermost scope that holds them; into a subprocess, and out of one, a way always leads. */
function reaches(from: string | undefined, until: string, process: ProcessModel, context: LintContext): boolean {
  const beginnings = from === undefined ? [process.id] : scopesOf(from, context);
  const ends = scopesOf(until, context);
  const common = beginnings.find((id) => ends.some((end) => scopeOf(end, context) === scopeOf(id, context)));
  if (from === undefined || common === undefined) {
    const top = context.scopes.find(({ id }) => id === process.id);
    const outermost = ends.find((id) => scopeOf(id, context) === process.id) ?? until;
    const roots = top === undefined ? [] : rootsOf(top).map(({ id }) => id);
    return reachableFrom(roots, context).has(outermost);
  }
  const end = ends.find((id) => scopeOf(id, context) === scopeOf(common, context)) ?? until;
  return reachableFrom([common], context).has(end);
}

/** The element and the subprocesses around it, inside out. */
function scopesOf(id: string, context: LintContext): readonly string[] {
  const found: string[] = [];
  for (let at = context.elements.get(id); at !== undefined; at = context.elements.get(at.scope)) found.push(at.id);
  return found;
}

function scopeOf(id: string, { elements }: LintContext): string | undefined {
  return elements.get(id)?.scope;
}
