// Working minutes of a time allowed, as approved step tables count them: one working day is 8 hours.
import type { SlaFact } from '../../model/procedure-facts.ts';
import { parseDuration } from '../iso/parse-duration.ts';

export const stepMinutesPerDay = 8 * 60;

/** Working minutes that a step takes at least: in n calendar days at least n − 2·⌈n/7⌉ are working days. */
export function leastMinutes(sla: SlaFact): number | undefined {
  return workingMinutes(sla, (days) => Math.max(0, days - 2 * Math.ceil(days / 7)));
}

/** Working minutes that the whole allows at most: in n calendar days at most n − 2·⌊n/7⌋ are working days. */
export function mostMinutes(sla: SlaFact): number | undefined {
  return workingMinutes(sla, (days) => days - 2 * Math.floor(days / 7));
}

/** Undefined: months and years have no fixed number of working days; what can't be compared is not complained about. */
function workingMinutes(sla: SlaFact, calendarToWorking: (days: number) => number): number | undefined {
  const parsed = parseDuration(sla.duration);
  if (!parsed.ok) return undefined;
  const { years, months, weeks, days, hours, minutes, seconds } = parsed.value;
  if (years > 0 || months > 0) return undefined;
  const fine = hours * 60 + minutes + seconds / 60;
  if (sla.counting === 'working') return (weeks * 5 + days) * stepMinutesPerDay + fine;
  return calendarToWorking(weeks * 7 + days + fine / (24 * 60)) * stepMinutesPerDay;
}
