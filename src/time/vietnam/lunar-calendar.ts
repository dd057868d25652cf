// The Vietnamese lunar calendar: months from new moon to new moon at UTC+7, the winter solstice always in month 11.
// Computed from the astronomy, since the public libraries either follow China's UTC+8 or bring an ephemeris of megabytes.
import { newMoonNumber, newMoonUniversalMs } from './new-moon.ts';
import { solarLongitude } from './sun.ts';

/** Vietnam reckons by the 105th meridian east (Decision 121/CP of 8 August 1967, from 1968). */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
/** No winter solstice is further from its month 11 than this many months; a bound for the loops below. */
const MONTHS_PER_YEAR_LIMIT = 14;

/**
 * Days since 1970-01-01 of a day of the lunar year that begins in the Gregorian `year`. Leap months are not asked for:
 * no holiday falls in one; `month` is the regular month of that number.
 */
export function lunarDay(year: number, month: number, day: number): number {
  const previous = monthEleven(year - 1);
  const next = monthEleven(year);
  const leap = leapMonthAfter(previous, next);
  // months 11 and 12 of the lunar year belong to the stretch that begins with the next month 11
  if (month >= 11) {
    const end = monthEleven(year + 1);
    const leapThere = leapMonthAfter(next, end);
    const steps = month - 11;
    return monthStart(next + steps + (leapThere !== undefined && steps >= leapThere ? 1 : 0)) + day - 1;
  }
  const steps = month + 1;
  return monthStart(previous + steps + (leap !== undefined && steps >= leap ? 1 : 0)) + day - 1;
}

/** Local day on which new moon number k falls: the first day of a month. */
function monthStart(k: number): number {
  return Math.floor((newMoonUniversalMs(k) + VIETNAM_OFFSET_MS) / DAY_MS);
}

/** Number of the new moon that begins the month of the winter solstice of a year. */
function monthEleven(year: number): number {
  let k = newMoonNumber(Date.UTC(year, 11, 31));
  for (let step = 0; step < MONTHS_PER_YEAR_LIMIT; step += 1) {
    if (monthStart(k) * DAY_MS - VIETNAM_OFFSET_MS <= Date.UTC(year, 11, 31) && sector(monthStart(k)) < 9) return k;
    k -= 1;
  }
  return k;
}

/** Which twelfth of the ecliptic the sun is in at the beginning of a local day; 9 begins with the winter solstice. */
function sector(day: number): number {
  return Math.floor(solarLongitude(day * DAY_MS - VIETNAM_OFFSET_MS) / 30);
}

/** With 13 months between two months 11, the first without a change of sector is the leap month; counted from month 11. */
function leapMonthAfter(from: number, to: number): number | undefined {
  if (to - from !== 13) return undefined;
  for (let step = 1; step < MONTHS_PER_YEAR_LIMIT; step += 1) {
    if (sector(monthStart(from + step)) === sector(monthStart(from + step + 1))) return step;
  }
  return undefined;
}
