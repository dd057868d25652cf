// Moments before a deadline: whole days by date, hours by working time.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { SlaClock, WarningRule } from '../../model/sla.ts';
import { closeOfDay } from '../due/close-of-day.ts';
import { indexOfDate } from '../due/receipt.ts';
import { parseDuration } from '../iso/parse-duration.ts';
import { dayStartAt, intervalsOf } from '../calendar/table-access.ts';
import { addDays, subtractWorkMs } from '../calendar/work-measure.ts';
import { plannedMs } from './used-time.ts';

/**
 * When a warning is due, never before the clock starts. A lead of days warns at the opening of that working day, so that the
 * whole day is left to act on it; a share counts back from the deadline.
 */
export function warningAt(clock: SlaClock, rule: WarningRule, calendar: Calendar): Instant {
  const at = 'share' in rule ? shareAt(clock, rule.share, calendar) : leadAt(clock, rule.lead, calendar, 'open');
  return Math.max(clock.startAt, at ?? clock.startAt);
}

/** Last moment at which something may still be done that must be done `lead` before the deadline (NĐ 61/2018 art. 19.9). */
export function latestBefore(clock: SlaClock, lead: string, calendar: Calendar): Instant {
  return leadAt(clock, lead, calendar, 'close') ?? clock.startAt;
}

function shareAt(clock: SlaClock, share: number, calendar: Calendar): Instant | undefined {
  return subtractWorkMs(calendar.table, clock.dueAt, Math.round((1 - share) * plannedMs(clock, calendar)));
}

function leadAt(clock: SlaClock, lead: string, calendar: Calendar, edge: 'open' | 'close'): Instant | undefined {
  const duration = parseDuration(lead);
  if (!duration.ok) return undefined;
  const { days, hours, minutes, seconds } = duration.value;
  const hoursMs = Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
  if (days === 0) return subtractWorkMs(calendar.table, clock.dueAt, hoursMs);
  const { table } = calendar;
  const day = addDays(table, indexOfDate(calendar, clock.dueOn), -Math.ceil(days));
  if (day === undefined) return undefined;
  const at =
    edge === 'open'
      ? (intervalsOf(table, day)[0] ?? dayStartAt(table, day))
      : closeOfDay(calendar, day, 'closeOfBusiness');
  return hoursMs === 0 ? at : subtractWorkMs(table, at, hoursMs);
}
