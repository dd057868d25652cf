// When somebody else is told: a share or a lead before the deadline, the breach, or a time after it.
import type { Calendar } from '../../model/calendar.ts';
import type { Parsed } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import type { EscalationRule, SlaClock, WarningRule } from '../../model/sla.ts';
import { addDays, addWorkMs } from '../calendar/work-measure.ts';
import { closeOfDay } from '../due/close-of-day.ts';
import { indexOfDate } from '../due/receipt.ts';
import { bad, good, shifted } from '../iso/parsed.ts';
import { parseDuration } from '../iso/parse-duration.ts';
import { warningAt } from './lead-time.ts';
import { parseWarning } from './parse-warning.ts';

export type EscalationMoment =
  | { readonly kind: 'before'; readonly warning: WarningRule }
  | { readonly kind: 'breach' }
  | { readonly kind: 'after'; readonly days: number; readonly ms: number };

/** Reads `breach`, `80%`, `-P1D`, `-PT4H`, `+P1D`, `+PT4H`. */
export function parseEscalation(text: string): Parsed<EscalationMoment> {
  if (text === 'breach') return good({ kind: 'breach' });
  if (!text.startsWith('+')) {
    const warning = parseWarning(text);
    return warning.ok ? good({ kind: 'before', warning: warning.value }) : warning;
  }
  const duration = parseDuration(text.slice(1));
  if (!duration.ok) return shifted(duration, text, 1);
  const { years, months, weeks, days, hours, minutes, seconds } = duration.value;
  if (years + months + weeks > 0 || !Number.isInteger(days)) return bad('WARNING_FORMAT', text, 1, '+P1D');
  return good({ kind: 'after', days, ms: Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000) });
}

/** Undefined: the rule can't be read, or the moment is beyond the calendar. Days after the deadline end with their working day. */
export function escalationAt(clock: SlaClock, rule: EscalationRule, calendar: Calendar): Instant | undefined {
  const moment = parseEscalation(rule.at);
  if (!moment.ok) return undefined;
  const { value } = moment;
  if (value.kind === 'before') return warningAt(clock, value.warning, calendar);
  if (value.kind === 'breach') return clock.dueAt + 1;
  const { table } = calendar;
  if (value.days === 0) return addWorkMs(table, clock.dueAt, Math.max(1, value.ms));
  const day = addDays(table, indexOfDate(calendar, clock.dueOn), value.days);
  return day === undefined ? undefined : addWorkMs(table, closeOfDay(calendar, day, 'closeOfBusiness'), value.ms);
}
