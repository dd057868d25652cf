// The Vietnamese lunar calendar, UTC+7: from a table that was computed with an astronomical library (`test/time/lunar-table.ts`), so that
// nobody who only wants a deadline has to load an ephemeris or to wait for one.
import { invalidArgument } from '../../model/invalid.ts';
import { epochDayOf } from '../iso/local-date.ts';
import file from '../data/vn-lunar.json' with { type: 'json' };

interface LunarYear {
  readonly from: string;
  readonly months: readonly number[];
  readonly leap: number | null;
}

const years: Readonly<Record<string, LunarYear>> = file.years;

/**
 * Days since 1970-01-01 of a day of the lunar year that begins in the Gregorian `year`, 1900–2200. Leap months are not asked for:
 * no holiday falls in one; `month` is the regular month of that number. Throws EngineError ARGUMENT_INVALID.
 */
export function lunarDay(year: number, month: number, day: number): number {
  const found = years[year];
  if (found === undefined) throw invalidArgument('year', 'NOT_WITHIN', { value: year, least: 1900, most: 2200 });
  const { from, months, leap } = found;
  const [y = 0, m = 0, d = 0] = from.split('-').map(Number);
  const before = month - 1 + (leap !== null && month > leap ? 1 : 0);
  return epochDayOf(y, m, d) + months.slice(0, before).reduce((sum, days) => sum + days, 0) + day - 1;
}
