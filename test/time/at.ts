// Short ways to say moments in tests.
import { formatInstant, parseInstant, vietnamCalendar, vietnamPolicies, policyOn } from 'quytrinh/time';

export const vn = vietnamCalendar();
export const zone = 'Asia/Ho_Chi_Minh';

/** `2026-02-12 09:00` in Hà Nội, as epoch milliseconds. */
export function at(text: string): number {
  const parsed = parseInstant(text.replace(' ', 'T'), { zone });
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.code}`);
  return parsed.value;
}

/** The inverse of `at`. */
export function shown(instant: number): string {
  return formatInstant(instant, zone).slice(0, 16).replace('T', ' ');
}

export function policy(id: string, on = '2026-01-01') {
  const found = policyOn(vietnamPolicies, id, on);
  if (!found) throw new Error(`no policy ${id} on ${on}`);
  return found;
}
