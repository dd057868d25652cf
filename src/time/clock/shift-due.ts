// Moves a deadline by time that does not count (a pause) or that is added (an extension), in the clock's own mode.
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import type { CountingMode, SlaClock } from '../../model/sla.ts';
import { dateOfDay } from '../calendar/compile-calendar.ts';
import { dayIndexAt } from '../calendar/table-access.ts';
import { addDays, addWeight, addWorkMs, daysBetween, rollDay, weightBefore } from '../calendar/work-measure.ts';
import { closeOfDay } from '../due/close-of-day.ts';
import { rolled } from '../due/compute-due.ts';
import { indexOfDate } from '../due/receipt.ts';
import { epochDay, fromEpochDay } from '../iso/local-date.ts';
import { workedBetween } from './used-time.ts';

export interface Shifted {
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  readonly baseDueOn?: LocalDate;
}

/**
 * How much a pause leaves out: milliseconds in the mode of hours, shares of days, or whole days. In the day modes the day of
 * return is treated like a day of receipt: not counted when the first day is excluded, the next working day when it is a day
 * off. Whoever paused in time has at least the day of return to finish.
 */
export function pauseLength(clock: SlaClock, fromAt: Instant, toAt: Instant, calendar: Calendar): number {
  const { table } = calendar;
  const from = Math.max(fromAt, clock.startAt);
  const to = Math.max(toAt, from);
  if (clock.mode === 'workingHours') return workedBetween(calendar, from, to);
  if (clock.mode === 'dayFractions') return (weightBefore(table, to) ?? 0) - (weightBefore(table, from) ?? 0);
  const [i, returned] = [dayIndexAt(table, from), dayIndexAt(table, to)];
  if (i < 0 || returned >= table.days) return 0;
  const next = rollDay(table, returned, 1) ?? returned;
  const j = clock.rules.offDayReceipt === 'nextWorkingDay' ? next : returned;
  const between =
    clock.mode === 'calendarDays'
      ? (a: number, b: number) => b - a
      : (a: number, b: number) => daysBetween(table, a, b);
  const days = Math.max(0, between(i, j) - (clock.rules.firstDay === 'included' ? 1 : 0));
  if (fromAt > clock.dueAt) return days;
  const lastOn = clock.mode === 'calendarDays' ? (clock.baseDueOn ?? clock.dueOn) : clock.dueOn;
  return Math.max(days, between(indexOfDate(calendar, lastOn), clock.mode === 'calendarDays' ? j : next));
}

/** Undefined: beyond the calendar. `amount` in the unit of `pauseLength`. */
export function shiftDue(clock: SlaClock, amount: number, calendar: Calendar): Shifted | undefined {
  return shifters[clock.mode](clock, amount, calendar);
}

type Shifter = (clock: SlaClock, amount: number, calendar: Calendar) => Shifted | undefined;

const shifters = {
  workingHours: (clock, ms, calendar) => onDay(calendar, addWorkMs(calendar.table, clock.dueAt, ms)),
  dayFractions: (clock, days, calendar) => onDay(calendar, addWeight(calendar.table, clock.dueAt, days)),
  workingDays: (clock, days, calendar) => {
    const { table } = calendar;
    const moved = addDays(table, indexOfDate(calendar, clock.dueOn), days);
    if (moved === undefined) return undefined;
    return { dueAt: closeOfDay(calendar, moved, clock.rules.dueTime), dueOn: dateOfDay(table, moved) };
  },
  calendarDays: (clock, days, calendar) => {
    const base = fromEpochDay(epochDay(clock.baseDueOn ?? clock.dueOn) + days);
    const result = rolled(base, { ...clock.rules, basis: [] }, calendar, []);
    return result && { dueAt: result.dueAt, dueOn: dateOfDay(calendar.table, result.day), baseDueOn: base };
  },
} satisfies Record<CountingMode, Shifter>;

function onDay(calendar: Calendar, dueAt: Instant | undefined): Shifted | undefined {
  return dueAt === undefined
    ? undefined
    : { dueAt, dueOn: dateOfDay(calendar.table, dayIndexAt(calendar.table, dueAt)) };
}
