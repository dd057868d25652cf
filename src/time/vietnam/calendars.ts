// The calendars shipped for Viet Nam. The facts are JSON, so that a jurist can read and mend them.
import type { Calendar, CalendarData } from '../../model/calendar.ts';
import { engineError } from '../../model/engine-error.ts';
import { compileCalendar, type CompileOptions } from '../calendar/compile-calendar.ts';
import vn from '../data/vn.json' with { type: 'json' };
import vnOffice7h30 from '../data/vn-office-7h30.json' with { type: 'json' };
import vnSaturdayReception from '../data/vn-saturday-reception.json' with { type: 'json' };

/** The tests check these files by the schema; the cast only tells the compiler so. */
export const vietnamCalendars = [vn, vnOffice7h30, vnSaturdayReception] as unknown as readonly CalendarData[];
export const vietnamCalendarIds = ['vn', 'vn-office-7h30', 'vn-saturday-reception'] as const;
export type VietnamCalendarId = (typeof vietnamCalendarIds)[number];

/** Compiles one of the shipped calendars. Keep the result: each call compiles anew. Throws `CALENDAR_INVALID`. */
export function vietnamCalendar(id: VietnamCalendarId = 'vn', options: CompileOptions = {}): Calendar {
  const wanted = vietnamCalendars.filter((data) => data.id === id);
  const compiled = compileCalendar([...wanted, ...vietnamCalendars.filter((data) => data.id !== id)], options);
  if (!compiled.ok)
    throw engineError('CALENDAR_INVALID', { reason: compiled.problems.map((problem) => problem.code).join(', ') });
  return compiled.value;
}
