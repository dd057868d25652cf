// The length a procedure allows (`P5D`, `PT40H`, `P0.25D`, `P1M`) as an amount in one counting mode.
import type { Duration, Parsed } from '../../model/duration.ts';
import type { CountingMode, CountingPolicy } from '../../model/sla.ts';
import { isZeroDuration } from '../iso/add-duration.ts';
import { bad, good } from '../iso/parsed.ts';
import { parseDuration } from '../iso/parse-duration.ts';

export interface Plan {
  readonly text: string;
  readonly mode: CountingMode;
  readonly duration: Duration;
  /** Working days, for `workingDays` and `dayFractions`. */
  readonly days: number;
  /** Working milliseconds, for `workingHours`. */
  readonly ms: number;
  /** Set when hours were turned into days or days into hours. */
  readonly converted: boolean;
}

/**
 * Days and hours are converted by the policy's `hoursPerDay` (1 day = 8 hours). Working time has no weeks, months or
 * years: their number of working days is not fixed, so they are refused there; calendar days have no hours.
 */
export function readPlan(text: string, counting: 'working' | 'calendar', policy: CountingPolicy): Parsed<Plan> {
  const parsed = parseDuration(text);
  if (!parsed.ok) return parsed;
  const duration = parsed.value;
  if (isZeroDuration(duration)) return bad('PLAN_EMPTY', text, 0, 'P1D');
  const hours = duration.hours + duration.minutes / 60 + duration.seconds / 3600;
  if (counting === 'calendar') {
    if (hours > 0)
      return bad('PLAN_UNIT', text, text.indexOf('T'), `P${Math.ceil(hours / 24)}D`, { counting, unit: 'T' });
    if (!Number.isInteger(duration.days) || !Number.isInteger(duration.weeks)) {
      return bad('PLAN_UNIT', text, text.search(/[.,]/), `P${Math.ceil(duration.days + duration.weeks * 7)}D`, {
        counting,
        unit: '.',
      });
    }
    return good({ text, mode: 'calendarDays', duration, days: duration.days, ms: 0, converted: false });
  }
  if (duration.years > 0 || duration.months > 0 || duration.weeks > 0) {
    const unit = duration.years > 0 ? 'Y' : duration.months > 0 ? 'M' : 'W';
    const mend = duration.weeks > 0 ? `P${duration.weeks * 5}D` : undefined;
    return bad('PLAN_UNIT', text, text.indexOf(unit), mend, { counting, unit });
  }
  const exactDays = duration.days + hours / policy.hoursPerDay;
  const days = isWhole(exactDays) ? Math.round(exactDays) : exactDays;
  const ms = Math.round((duration.days * policy.hoursPerDay + hours) * 3_600_000);
  const wanted = policy.modes[duration.days > 0 ? 'days' : 'hours'];
  // a quarter of a day can't be counted by whole dates
  const mode = wanted === 'workingDays' && !isWhole(days) ? 'dayFractions' : wanted;
  return good({ text, mode, duration, days, ms, converted: mode === 'workingHours' ? duration.days > 0 : hours > 0 });
}

/** Seven eighths and one eighth must make one, whatever the rounding. */
function isWhole(days: number): boolean {
  return Math.abs(days - Math.round(days)) < 1e-9;
}
