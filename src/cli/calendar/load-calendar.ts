// `--calendar`: the id of a shipped calendar, or a file with a layer over them: JSON, or the days off of an iCalendar file (.ics).
import { basename } from 'node:path';
import type { Calendar, CalendarData, Checked } from '../../model/calendar.ts';
import { calendarLimits } from '../../model/calendar.ts';
import {
  checkCalendarData,
  compileCalendar,
  fromICalendar,
  vietnamCalendar,
  vietnamCalendarIds,
  vietnamCalendars,
  type CompileOptions,
} from '../../time/index.ts';
import { dataProblemsText } from '../data-problems-text.ts';
import { readJson, readText } from '../files/read-json.ts';
import { usageError } from '../usage-error.ts';
import type { Lang } from '../../text/index.ts';

/** Throws a UsageError. */
export function loadCalendar(given: string | undefined, span: CompileOptions, lang: Lang): Calendar {
  const shipped = vietnamCalendarIds.find((id) => id === (given ?? 'vn'));
  if (shipped !== undefined) return vietnamCalendar(shipped, span);
  const file = given ?? '';
  const checked = readLayer(file);
  if (!checked.ok) throw usageError('fileShape', { file, problems: dataProblemsText(checked.problems, lang) });
  return compileLayers([checked.value], file, span, lang);
}

/** Days of an iCalendar file lie over the common calendar. */
function readLayer(file: string): Checked<CalendarData> {
  if (!/\.ics$/i.test(file)) return checkCalendarData(readJson(file));
  const name = basename(file);
  return fromICalendar(readText(file), { id: 'ics', title: { vi: name, en: name }, extends: 'vn' });
}

/** Layers over the shipped calendars. Throws a UsageError. */
export function compileLayers(
  layers: readonly CalendarData[],
  file: string,
  span: CompileOptions,
  lang: Lang,
): Calendar {
  const ids = new Set(layers.map(({ id }) => id));
  const compiled = compileCalendar([...layers, ...vietnamCalendars.filter(({ id }) => !ids.has(id))], span);
  if (!compiled.ok) throw usageError('fileShape', { file, problems: dataProblemsText(compiled.problems, lang) });
  return compiled.value;
}

export function isYear(text: string): boolean {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= calendarLimits.firstYear && year <= calendarLimits.lastYear;
}
