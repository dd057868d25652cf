// Working time a clock has used, without its pauses.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { SlaClock } from '../../model/sla.ts';
import { workedMsBefore } from '../calendar/work-measure.ts';

/** Milliseconds worked between two moments, negative when the second is earlier; moments beyond the calendar count as its edge. */
export function workedBetween(calendar: Calendar, fromAt: Instant, toAt: Instant): number {
  const { table } = calendar;
  const read = (at: Instant): number =>
    workedMsBefore(table, at) ?? (at < table.firstDay * 86_400_000 ? 0 : (table.workedMs[table.days] as number));
  return read(toAt) - read(fromAt);
}

/** Milliseconds used from the (last) start to a moment. */
export function usedMs(clock: SlaClock, calendar: Calendar, at: Instant): number {
  if (at <= clock.startAt) return 0;
  return workedBetween(calendar, clock.startAt, at) - pausedMs(clock, calendar, at);
}

/** Milliseconds of working time from start to deadline, pauses left out. */
export function plannedMs(clock: SlaClock, calendar: Calendar): number {
  return Math.max(0, workedBetween(calendar, clock.startAt, clock.dueAt) - pausedMs(clock, calendar, clock.dueAt));
}

function pausedMs(clock: SlaClock, calendar: Calendar, at: Instant): number {
  let sum = 0;
  for (const pause of clock.pauses) {
    const from = Math.max(pause.fromAt, clock.startAt);
    const to = Math.min(pause.toAt ?? at, at);
    if (to > from) sum += workedBetween(calendar, from, to);
  }
  return sum;
}
