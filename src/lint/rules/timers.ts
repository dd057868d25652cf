// Timers written as literals can be read: a date, a duration, a cycle of ISO 8601 or cron. FEEL ones are only compiled.
import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import type { Parsed } from '../../model/duration.ts';
import type { ElementModel, EventModel } from '../../model/process-model.ts';
import { parseDuration, parseInstant, parseRepetition } from '../../time/index.ts';
import { problemParams } from '../problem-params.ts';
import type { Rule } from '../rule.ts';
import { finding, whenItRuns } from '../rule.ts';

export const timers: Rule = {
  id: 'timers',
  codes: ['DURATION_SYNTAX', 'DATE_SYNTAX', 'CYCLE_SYNTAX'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => {
      const severity = whenItRuns(context, element);
      return (element.events ?? []).flatMap((event) => (event.kind === 'timer' ? check(event, element, severity) : []));
    }),
};

// A date without an offset is local time of the engine's zone, which is not known here; any zone reads the same texts.
const readers = {
  duration: { code: 'DURATION_SYNTAX', read: (text: string): Parsed<unknown> => parseDuration(text) },
  date: { code: 'DATE_SYNTAX', read: (text: string): Parsed<unknown> => parseInstant(text, { zone: 'UTC' }) },
  cycle: { code: 'CYCLE_SYNTAX', read: (text: string): Parsed<unknown> => parseRepetition(text, { zone: 'UTC' }) },
} as const;

function check(event: EventModel & { kind: 'timer' }, element: ElementModel, severity: Severity): Diagnostic[] {
  const { kind, text, at } = event.value;
  // An empty one is told by the rule `event-references`.
  if (kind !== 'literal' || text.trim() === '') return [];
  const { code, read } = readers[event.timer];
  const result = read(text);
  if (result.ok) return [];
  return [finding(code, severity, element, { ...problemParams(result.problem), text }, at)];
}
