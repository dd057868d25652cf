// Instants and lengths of time as an office writes them.
import type { Instant } from '../model/json.ts';
import type { Lang } from './lang.ts';

/** `dd/MM/yyyy HH:mm` in the given IANA zone. Both languages write it alike: it is the form of the office's papers. */
export function formatInstant(at: Instant, zone: string, _lang?: Lang): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = value;
  return `${parts['day'] ?? ''}/${parts['month'] ?? ''}/${parts['year'] ?? ''} ${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`;
}

/** `90` → `1 giờ 30 phút`, `1 h 30 min`. No days: how long a day is depends on the calendar. */
export function formatMinutes(minutes: number, lang: Lang): string {
  const whole = Math.round(Math.abs(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const words = lang === 'vi' ? { hour: 'giờ', minute: 'phút' } : { hour: 'h', minute: 'min' };
  const text = [hours > 0 ? `${hours} ${words.hour}` : '', rest > 0 || hours === 0 ? `${rest} ${words.minute}` : '']
    .filter((part) => part !== '')
    .join(' ');
  return minutes < 0 && whole > 0 ? `-${text}` : text;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using one, and an agency has one zone.
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}
