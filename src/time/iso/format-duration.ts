// Writes a duration as ISO 8601; the inverse of parseDuration.
import type { Duration } from '../../model/duration.ts';

/** `PT0S` for nothing at all. */
export function formatDuration(duration: Duration): string {
  const part = (value: number, unit: string): string => (value === 0 ? '' : `${plain(value)}${unit}`);
  const date =
    part(duration.years, 'Y') + part(duration.months, 'M') + part(duration.weeks, 'W') + part(duration.days, 'D');
  const time = part(duration.hours, 'H') + part(duration.minutes, 'M') + part(duration.seconds, 'S');
  return date === '' && time === '' ? 'PT0S' : `P${date}${time === '' ? '' : `T${time}`}`;
}

/** ISO 8601 knows no exponent. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}
