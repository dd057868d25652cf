// The three measures of working time (milliseconds, working days, shares of days) and their inverses. Undefined: beyond
// the calendar. The public operations add guards and units; the SLA clock uses these as they are.
import type { CalendarTable } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import {
  dayIndexAt,
  dayLeaving,
  dayReaching,
  dayTotalMs,
  instantAfterWork,
  instantUpToWork,
  workedInDay,
} from './table-access.ts';

/** Milliseconds worked from the first day of the calendar to an instant. */
export function workedMsBefore(table: CalendarTable, at: Instant): number | undefined {
  const i = dayIndexAt(table, at);
  if (i < 0 || i >= table.days) return undefined;
  return (table.workedMs[i] as number) + workedInDay(table, i, at);
}

/** First instant, not before `at`, by which `ms` of work have passed since. */
export function addWorkMs(table: CalendarTable, at: Instant, ms: number): Instant | undefined {
  const before = workedMsBefore(table, at);
  if (before === undefined) return undefined;
  if (ms < 0) return subtractWorkMs(table, at, -ms);
  if (ms === 0) return at;
  const target = before + ms;
  if (target > (table.workedMs[table.days] as number)) return undefined;
  const i = dayReaching(table.workedMs, target);
  return instantAfterWork(table, i, target - (table.workedMs[i] as number));
}

/** Last instant, not after `at`, from which `ms` of work pass until `at`. */
export function subtractWorkMs(table: CalendarTable, at: Instant, ms: number): Instant | undefined {
  const before = workedMsBefore(table, at);
  if (before === undefined) return undefined;
  if (ms === 0) return at;
  const target = before - ms;
  if (target < 0) return undefined;
  const i = dayLeaving(table.workedMs, target);
  return instantUpToWork(table, i, target - (table.workedMs[i] as number));
}

/** Weight of the days, and of the part of the day worked, before an instant. */
export function weightBefore(table: CalendarTable, at: Instant): number | undefined {
  const i = dayIndexAt(table, at);
  if (i < 0 || i >= table.days) return undefined;
  const total = dayTotalMs(table, i);
  const share = total === 0 ? 0 : workedInDay(table, i, at) / total;
  return (table.weightWorked[i] as number) + share * weightOfDay(table, i);
}

/** First instant, not before `at`, by which `days` (a share of days counts by its share of the hours) have passed. */
export function addWeight(table: CalendarTable, at: Instant, days: number): Instant | undefined {
  const before = weightBefore(table, at);
  if (before === undefined) return undefined;
  if (days === 0) return at;
  const target = before + days;
  if (target < -TINY || target > (table.weightWorked[table.days] as number) + TINY) return undefined;
  if (days < 0) {
    const i = dayLeaving(table.weightWorked, target + TINY);
    if (i >= table.days) return undefined;
    return instantUpToWork(table, i, shareMs(table, i, target));
  }
  const i = dayReaching(table.weightWorked, target - TINY);
  return instantAfterWork(table, i, shareMs(table, i, target));
}

/**
 * A millionth of a day, some 30 ms of work. Shares are rounded to milliseconds, so seven steps of a seventh may come out a
 * little over a day; that must not push a deadline over the night.
 */
const TINY = 1e-6;

function shareMs(table: CalendarTable, i: number, target: number): number {
  const weight = weightOfDay(table, i);
  const share = weight === 0 ? 0 : (target - (table.weightWorked[i] as number)) / weight;
  return Math.round(Math.min(1, Math.max(0, share)) * dayTotalMs(table, i));
}

function weightOfDay(table: CalendarTable, i: number): number {
  return (table.weightWorked[i + 1] as number) - (table.weightWorked[i] as number);
}

/** Working day number `days` after (before, when negative) day i; 0 gives i itself. */
export function addDays(table: CalendarTable, i: number, days: number): number | undefined {
  if (days === 0) return i;
  const done = table.daysWorked[i + (days > 0 ? 1 : 0)] as number;
  return table.workingDays[days > 0 ? done + days - 1 : done + days];
}

/** Day i itself when it is a working day, else the next (`step` 1) or previous (-1) one. */
export function rollDay(table: CalendarTable, i: number, step: 1 | -1): number | undefined {
  const done = table.daysWorked[i] as number;
  if ((table.daysWorked[i + 1] as number) > done) return i;
  return table.workingDays[step === 1 ? done : done - 1];
}

/** Working days in (i, j], negative when j lies before i. */
export function daysBetween(table: CalendarTable, i: number, j: number): number {
  return (table.daysWorked[j + 1] as number) - (table.daysWorked[i + 1] as number);
}
