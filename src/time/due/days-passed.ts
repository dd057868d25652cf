// Which special days lie between receipt and deadline: the part of the explanation that people ask about.
import type { Calendar } from '../../model/calendar.ts';
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
    const params = {
      on: dateOfDay(table, i),
      kind: note.kind,
      ...(note.title ? { titleVi: note.title.vi, titleEn: note.title.en } : {}),
      ...(note.forOn === undefined ? {} : { forOn: note.forOn }),
    };
    if (note.kind === 'makeUp') reasons.push({ code: 'MAKE_UP_DAY_COUNTED', params, basis: note.basis });
    else if (!works) reasons.push({ code: 'DAY_OFF_SKIPPED', params, basis: note.basis });
  }
  const years = provisionalYearsBetween(calendar, dateOfDay(table, fromDay), dateOfDay(table, toDay));
  if (years.length > 0)
    reasons.push({ code: 'PROVISIONAL_YEAR', params: { year: years[0] ?? 0, lastYear: years.at(-1) ?? 0 } });
  return { reasons, provisional: years.length > 0 };
}
