// Which special days lie between receipt and deadline: the part of the explanation that people ask about.
import type { Calendar, DayNote } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { CountingMode, TimeReason } from '../../model/sla.ts';
import { dateOfDay, provisionalYearsBetween } from '../calendar/compile-calendar.ts';

/** More lines than this nobody reads; a span of years would give hundreds. */
const REASONS_LIMIT = 40;

/** Days after `fromDay` up to and with `toDay`. Calendar days count days off too, so none is skipped there. */
export function daysPassed(
  calendar: Calendar,
  fromDay: number,
  toDay: number,
  mode: CountingMode,
): { readonly reasons: readonly TimeReason[]; readonly provisional: boolean } {
  const { table } = calendar;
  const reasons: TimeReason[] = [];
  const lastLooked = mode === 'calendarDays' ? fromDay : Math.min(toDay, fromDay + 366);
  for (let i = fromDay + 1; i <= lastLooked && reasons.length < REASONS_LIMIT; i += 1) {
    const note = table.notes.get(i);
    if (!note) continue;
    const works = (table.daysWorked[i + 1] as number) > (table.daysWorked[i] as number);
    if (note.kind === 'makeUp' || !works) reasons.push(reasonOf(note, dateOfDay(table, i)));
  }
  const years = provisionalYearsBetween(calendar, dateOfDay(table, fromDay), dateOfDay(table, toDay));
  if (years.length > 0)
    reasons.push({ code: 'PROVISIONAL_YEAR', params: { year: years[0] ?? 0, lastYear: years.at(-1) ?? 0 } });
  return { reasons, provisional: years.length > 0 };
}

function reasonOf(note: DayNote, on: LocalDate): TimeReason {
  const { basis, forOn } = note;
  const titles = { titleVi: note.title?.vi ?? note.kind, titleEn: note.title?.en ?? note.kind };
  if (forOn === undefined) return { code: 'DAY_OFF_SKIPPED', params: { on, ...titles }, basis };
  if (note.kind === 'makeUp') return { code: 'MAKE_UP_DAY_COUNTED', params: { on, forOn }, basis };
  if (note.kind === 'swappedOff') return { code: 'SWAPPED_DAY_SKIPPED', params: { on, forOn }, basis };
  return { code: 'DAY_IN_LIEU_SKIPPED', params: { on, forOn, ...titles }, basis };
}
