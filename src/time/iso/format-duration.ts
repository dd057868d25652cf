// Writes a duration as ISO 8601; the inverse of parseDuration.
import type { Duration } from '../../model/duration.ts';

/** `PT0S` for nothing at all. */
export function formatDuration(duration: Duration): string {
  const part = (value: number, unit: string): string => (plain(value) === '0' ? '' : `${plain(value)}${unit}`);
  const date =
    part(duration.years, 'Y') + part(duration.months, 'M') + part(duration.weeks, 'W') + part(duration.days, 'D');
  const time = part(duration.hours, 'H') + part(duration.minutes, 'M') + part(duration.seconds, 'S');
  return date === '' && time === '' ? 'PT0S' : `P${date}${time === '' ? '' : `T${time}`}`;
}

/** ISO 8601 knows no exponent; nothing here is finer than a billionth. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/\.?0+$/, '');
}
