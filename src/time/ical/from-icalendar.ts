// An iCalendar file of days off (or of other hours) as a layer of a working calendar.
import type { CalendarData, Checked, DataProblem, DayException } from '../../model/calendar.ts';
import { calendarLimits } from '../../model/calendar.ts';
import { checkCalendarData } from '../calendar/check-calendar-data.ts';
import { epochDay, fromEpochDay, parseDate } from '../iso/local-date.ts';
import { readLines, unescapeText, type ContentLine } from './content-lines.ts';

export type ICalendarLayer = Pick<CalendarData, 'id' | 'title' | 'extends' | 'unit' | 'zone'>;

/**
 * Each all-day event becomes an exception: closed, or with the hours of `X-QUYTRINH-HOURS`. Events with a time of day or a
 * repetition are not guessed at: they are problems with the line they stand in. The result has passed `checkCalendarData`.
 */
export function fromICalendar(text: string, layer: ICalendarLayer): Checked<CalendarData> {
  if (text.length > calendarLimits.icalendarLength) {
    return {
      ok: false,
      problems: [{ code: 'ICAL_TOO_LARGE', path: '', params: { limit: calendarLimits.icalendarLength } }],
    };
  }
  const lines = readLines(text);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') return broken(lines[0]?.line ?? 1);
  const days: DayException[] = [];
  const problems: DataProblem[] = [];
  let event: Map<string, ContentLine> | undefined;
  let depth = 0; // components inside an event (alarms) are none of ours
  for (const line of lines) {
    if (line.name === '') return broken(line.line);
    const component = line.value.toUpperCase();
    if (event === undefined) {
      if (line.name === 'BEGIN' && component === 'VEVENT') event = new Map([['BEGIN', line]]);
    } else if (line.name === 'BEGIN') depth += 1;
    else if (line.name === 'END' && depth > 0) depth -= 1;
    else if (line.name === 'END') {
      const read = readEvent(event);
      if ('code' in read) problems.push(read);
      else days.push(read);
      event = undefined;
    } else if (depth === 0) event.set(line.name, line);
  }
  if (event !== undefined || lines.at(-1)?.name !== 'END') return broken(lines.at(-1)?.line ?? 1);
  return problems.length > 0 ? { ok: false, problems } : checkCalendarData({ ...layer, days });
}

function readEvent(event: ReadonlyMap<string, ContentLine>): DayException | DataProblem {
  const start = event.get('DTSTART');
  const at = (line: ContentLine | undefined): string => `/line/${line?.line ?? event.get('BEGIN')?.line ?? 0}`;
  const repeats = event.get('RRULE') ?? event.get('RDATE');
  if (repeats) return { code: 'ICAL_REPEATS', path: at(repeats), params: { rule: repeats.value } };
  if (start && start.params['VALUE'] !== 'DATE' && /T/.test(start.value))
    return { code: 'ICAL_TIMED', path: at(start), params: { value: start.value } };
  const fromOn = readDate(start?.value);
  if (fromOn === undefined) return { code: 'ICAL_DATE', path: at(start), params: { value: start?.value ?? '' } };
  const end = event.get('DTEND');
  const endOn = end === undefined ? fromEpochDay(epochDay(fromOn) + 1) : readDate(end.value);
  if (endOn === undefined || endOn <= fromOn)
    return { code: 'ICAL_DATE', path: at(end), params: { value: end?.value ?? '' } };
  const summary = unescapeText(event.get('SUMMARY')?.value ?? '').trim() || fromOn;
  const hours = (event.get('X-QUYTRINH-HOURS')?.value ?? '').split(/\s+/).filter((range) => range !== '');
  const weight = event.get('X-QUYTRINH-WEIGHT')?.value;
  const toOn = fromEpochDay(epochDay(endOn) - 1);
  return {
    fromOn,
    ...(toOn === fromOn ? {} : { toOn }),
    title: { vi: summary, en: summary },
    hours,
    ...(weight === undefined ? {} : { dayWeight: Number(weight) }),
  };
}

function readDate(value: string | undefined): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(value ?? '');
  const on = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
  return parseDate(on).ok ? on : undefined;
}

function broken(line: number): Checked<CalendarData> {
  return { ok: false, problems: [{ code: 'ICAL_FORMAT', path: `/line/${line}`, params: { line } }] };
}
