// `quytrinh calendar show`.
import { calendarLimits, type DayInfo } from '../../model/calendar.ts';
import { fill } from '../../model/fill.ts';
import { dayInfo, toICalendar } from '../../time/index.ts';
import type { Lang } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable, styleFor } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { basisText, formatDate, weekdayOf } from './format.ts';
import { isYear, loadCalendar } from './load-calendar.ts';
import { calendarWords, dayKindTexts } from './texts.ts';

export interface ShowOptions {
  readonly calendar: string | undefined;
  readonly format: 'pretty' | 'json' | 'ics';
}

export async function showYear(text: string, options: ShowOptions, { lang, out, colour }: Shell): Promise<ExitCode> {
  if (!isYear(text)) {
    throw usageError('yearWrong', { value: text, first: calendarLimits.firstYear, last: calendarLimits.lastYear });
  }
  const year = Number(text);
  // The years beside it too: a day in lieu may be for a day of the year before.
  const fromYear = Math.max(calendarLimits.firstYear, year - 1);
  const toYear = Math.min(calendarLimits.lastYear, year + 1);
  const calendar = loadCalendar(options.calendar, { fromYear, toYear }, lang);
  if (options.format === 'ics') {
    const file = toICalendar(calendar, { fromOn: `${year}-01-01`, toOn: `${year}-12-31`, stampAt: Date.now(), lang });
    out(file.replace(/\n$/, '')); // its last line ends as all others do
    return 0;
  }
  const days = daysOf(year).map((on) => dayInfo(calendar, on));
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = days.filter(({ on }) => Number(on.slice(5, 7)) === index + 1);
    return { month: index + 1, ...sum(month) };
  });
  const special = days.filter(({ kind }) => kind !== 'working' && kind !== 'weeklyRest');
  const provisional = days.some((day) => day.provisional);
  if (options.format === 'json') {
    const { id, zone } = calendar;
    out(JSON.stringify({ year, calendar: id, zone, provisional, ...sum(days), months, days: special }, null, 2));
    return 0;
  }
  const style = styleFor(colour);
  out(style.bold(printable(fill(calendarWords.year[lang], { title: calendar.title[lang], year }))));
  if (provisional) out(style.yellow(calendarWords.provisional[lang]));
  out('');
  const heads = [calendarWords.month[lang], calendarWords.workingDays[lang], calendarWords.hours[lang]] as const;
  const rows = [
    ...months.map(({ month, workingDays, minutes }) => [
      String(month).padStart(2, '0'),
      String(workingDays),
      hoursOf(minutes),
    ]),
    [calendarWords.total[lang], String(sum(days).workingDays), hoursOf(sum(days).minutes)],
  ];
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)));
  const lineOf = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  out(style.bold(lineOf(heads)));
  for (const row of rows) out(lineOf(row));
  if (special.length === 0) return 0;
  out('');
  out(style.bold(`${calendarWords.specialDays[lang]}:`));
  for (const day of special) out(printable(specialLine(day, lang)));
  return 0;
}

function specialLine({ on, kind, title, forOn, hours, basis }: DayInfo, lang: Lang): string {
  const parts = [
    `${formatDate(on)}  ${weekdayOf(on, lang)}: ${dayKindTexts[kind][lang]}`,
    title === undefined || kind === 'inLieu' ? '' : `, ${title[lang]}`,
    forOn === undefined ? '' : fill(calendarWords.forOn[lang], { forOn: formatDate(forOn) }),
    hours.length === 0 ? '' : `, ${hours.join(', ')}`,
    basis.length === 0 ? '' : `  [${basisText(basis)}]`,
  ];
  return `  ${parts.join('')}`;
}

function sum(days: readonly DayInfo[]): { readonly workingDays: number; readonly minutes: number } {
  return {
    workingDays: days.filter(({ isWorkingDay }) => isWorkingDay).length,
    minutes: days.reduce((total, { minutes }) => total + minutes, 0),
  };
}

function hoursOf(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100);
}

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
