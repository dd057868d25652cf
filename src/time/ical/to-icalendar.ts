// The special days of a calendar as an iCalendar file, for the calendars people already use.
import type { Calendar, DayInfo } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { dateOfDay } from '../calendar/compile-calendar.ts';
import { dayInfo } from '../calendar/day-info.ts';
import { dayOfDate } from '../calendar/guards.ts';
import { escapeText, foldLine } from './content-lines.ts';

export interface ICalendarOptions {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  /** Moment of export (DTSTAMP). */
  readonly stampAt: Instant;
  readonly lang?: 'vi' | 'en';
  /** Title of an event; absent: the name of the day, else its kind. */
  readonly summary?: (day: DayInfo) => string;
}

/**
 * RFC 5545. One all-day event for each day that is not an ordinary working day or weekly rest. The hours of worked days stand in
 * `X-QUYTRINH-HOURS`, so that `fromICalendar` gets back what was written. Throws `CALENDAR_RANGE`.
 */
export function toICalendar(calendar: Calendar, options: ICalendarOptions): string {
  const lang = options.lang ?? 'vi';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//quytrinh//working calendar//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(calendar.title[lang])}`,
    `X-WR-TIMEZONE:${calendar.zone}`,
  ];
  const last = dayOfDate(calendar, options.toOn);
  for (let i = dayOfDate(calendar, options.fromOn); i <= last; i += 1) {
    if (calendar.table.notes.has(i)) lines.push(...eventOf(calendar, i, lang, options));
  }
  return [...lines, 'END:VCALENDAR', ''].map(foldLine).join('\r\n');
}

function eventOf(calendar: Calendar, i: number, lang: 'vi' | 'en', options: ICalendarOptions): readonly string[] {
  const day = dayInfo(calendar, dateOfDay(calendar.table, i));
  const summary =
    options.summary?.(day) ?? day.title?.[lang] ?? (day.forOn === undefined ? day.kind : `${day.kind} ${day.forOn}`);
  const basis = day.basis.map(({ document, article }) =>
    article === undefined ? document : `${document}, ${article}`,
  );
  return [
    'BEGIN:VEVENT',
    `UID:${day.on}@${calendar.id}.quytrinh`,
    `DTSTAMP:${new Date(options.stampAt).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;VALUE=DATE:${day.on.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dateAfter(day.on).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(basis.length > 0 ? [`DESCRIPTION:${escapeText(basis.join('\n'))}`] : []),
    `CATEGORIES:${day.kind}`,
    `TRANSP:${day.isWorkingDay ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(day.provisional ? ['STATUS:TENTATIVE'] : ['STATUS:CONFIRMED']),
    ...(day.hours.length > 0 ? [`X-QUYTRINH-HOURS:${day.hours.join(' ')}`] : []),
    ...(day.hours.length > 0 && day.weight !== 1 ? [`X-QUYTRINH-WEIGHT:${day.weight}`] : []),
    'END:VEVENT',
  ];
}

/** DTEND is not included in the event. */
function dateAfter(on: LocalDate): LocalDate {
  return new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
}
