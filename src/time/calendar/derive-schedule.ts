// The days off of a year that has no official schedule, by the rules of the law alone. Swaps can't be derived: only the
// Government decides them, so such a year is provisional.
import type { HolidayRule, YearSchedule } from '../../model/calendar.ts';
import { lunarDay } from '../vietnam/lunar-calendar.ts';
import { epochDayOf, fromEpochDay } from '../iso/local-date.ts';

type OffDay = YearSchedule['off'][number];
/** A run of rest or of days to look for a day in lieu is never longer than this. */
const SEARCH_DAYS = 60;

/** `isRest` tells the weekly days of rest by day number. Days come in order of date. */
export function deriveOffDays(
  year: number,
  rules: readonly HolidayRule[],
  isRest: (day: number) => boolean,
): readonly OffDay[] {
  const off = new Map<number, OffDay>();
  const holidays: { readonly day: number; readonly rule: HolidayRule }[] = [];
  for (const rule of rules) {
    const main = mainDay(year, rule);
    const on = fromEpochDay(main);
    if (on < rule.effectiveFrom || (rule.effectiveTo !== undefined && on > rule.effectiveTo)) continue;
    for (const day of daysOf(main, rule, isRest)) {
      holidays.push({ day, rule });
      off.set(day, { on: fromEpochDay(day), kind: 'holiday', rule: rule.id });
    }
  }
  holidays.sort((a, b) => a.day - b.day);
  for (const { day, rule } of holidays) {
    if (!rule.inLieu || !isRest(day)) continue;
    const free = nextFree(day, (candidate) => isRest(candidate) || off.has(candidate));
    off.set(free, { on: fromEpochDay(free), kind: 'inLieu', rule: rule.id, forOn: fromEpochDay(day) });
  }
  return [...off.entries()].sort((a, b) => a[0] - b[0]).map(([, day]) => day);
}

function mainDay(year: number, rule: HolidayRule): number {
  return rule.calendar === 'gregorian' ? epochDayOf(year, rule.month, rule.day) : lunarDay(year, rule.month, rule.day);
}

function daysOf(main: number, rule: HolidayRule, isRest: (day: number) => boolean): readonly number[] {
  const from = main - (rule.daysBefore ?? 0);
  const to = main + (rule.daysAfter ?? 0);
  const days = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (!rule.adjacentDay) return days;
  const before = [from - 1, ...days];
  const after = [...days, to + 1];
  const gain = restLength(after, isRest, rule.inLieu) - restLength(before, isRest, rule.inLieu);
  return gain > 0 || (gain === 0 && isRest(from - 1)) ? after : before;
}

/** Length of the unbroken rest around the days, days in lieu included. */
function restLength(days: readonly number[], isRest: (day: number) => boolean, inLieu: boolean): number {
  const off = new Set(days);
  if (inLieu)
    for (const day of days.filter(isRest))
      off.add(nextFree(day, (candidate) => isRest(candidate) || off.has(candidate)));
  const resting = (day: number): boolean => off.has(day) || isRest(day);
  let from = days[0] ?? 0;
  let to = days.at(-1) ?? 0;
  while (resting(from - 1) && to - from < SEARCH_DAYS) from -= 1;
  while (resting(to + 1) && to - from < SEARCH_DAYS) to += 1;
  return to - from + 1;
}

function nextFree(day: number, taken: (day: number) => boolean): number {
  for (let candidate = day + 1; candidate < day + SEARCH_DAYS; candidate += 1) if (!taken(candidate)) return candidate;
  return day + SEARCH_DAYS;
}
