// The facts of time allowed point to what exists, and can be read.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import type { SlaFact } from '../../model/procedure-facts.ts';
import { parseDuration, parseWarning } from '../../time/index.ts';
import { labelOf } from '../context.ts';
import { problemParams } from '../problem-params.ts';
import type { Rule } from '../rule.ts';

export const slaFacts: Rule = {
  id: 'sla-facts',
  codes: ['DURATION_SYNTAX', 'SLA_WARNING_SYNTAX', 'SLA_UNTIL_UNKNOWN'],
  check: ({ model, elements, processOf }) =>
    model.processes.flatMap((process) => [
      ...(process.sla === undefined ? [] : readable(process.sla, process)),
      ...process.elements.flatMap((element) => (element.sla === undefined ? [] : readable(element.sla, element))),
      ...untilOf(process, (id) => elements.has(id) && processOf.get(id) === process),
    ]),
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

function untilOf(process: ProcessModel, exists: (id: string) => boolean): Diagnostic[] {
  const until = process.sla?.until;
  if (process.sla === undefined || until === undefined || exists(until)) return [];
  return [
    { code: 'SLA_UNTIL_UNKNOWN', severity: 'error', at: process.sla.at, elementId: process.id, params: { until } },
  ];
}
