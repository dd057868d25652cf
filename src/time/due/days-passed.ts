// Which special days lie between receipt and deadline: the part of the explanation that people ask about.
import type { Calendar, CalendarTable, DayNote } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { CountingMode, TimeReason } from '../../model/sla.ts';
import { dateOfDay, provisionalYearsBetween } from '../calendar/compile-calendar.ts';

/** More lines than this nobody reads; a span of years would give hundreds. */
const REASONS_LIMIT = 40;
/** Days looked through for them. */
const DAYS_LIMIT = 366;

/** Days after `fromDay` up to and with `toDay`. Calendar days count days off too, so none is skipped there. */
export function daysPassed(
  calendar: Calendar,
  fromDay: number,
  toDay: number,
  mode: CountingMode,
): { readonly reasons: readonly TimeReason[]; readonly provisional: boolean } {
  const { table } = calendar;
  const reasons: TimeReason[] = [];
  if (mode !== 'calendarDays') {
    const special = specialDaysOf(table);
    const first = firstAfter(special.days, fromDay);
    const end = firstAfter(special.days, Math.min(toDay, fromDay + DAYS_LIMIT));
    for (let k = first; k < end && reasons.length < REASONS_LIMIT; k += 1) reasons.push(special.reasons[k]!);
  }
  const years = provisionalYearsBetween(calendar, dateOfDay(table, fromDay), dateOfDay(table, toDay));
  if (years.length > 0)
    reasons.push({ code: 'PROVISIONAL_YEAR', params: { year: years[0] ?? 0, lastYear: years.at(-1) ?? 0 } });
  return { reasons, provisional: years.length > 0 };
}

interface SpecialDays {
  /** Ascending. */
  readonly days: Int32Array;
  /** What is said of each. */
  readonly reasons: readonly TimeReason[];
}

const known = new WeakMap<CalendarTable, SpecialDays>();

/** Made once for each calendar, so that years ahead cost no more than a day: reasons of a deadline are then only picked. */
function specialDaysOf(table: CalendarTable): SpecialDays {
  let special = known.get(table);
  if (special === undefined) {
    const told = [...table.notes]
      .filter(
        ([i, { kind }]) => kind === 'makeUp' || (table.daysWorked[i + 1] as number) === (table.daysWorked[i] as number),
      )
      .sort(([a], [b]) => a - b);
    special = {
      days: Int32Array.from(told, ([i]) => i),
      reasons: told.map(([i, note]) => Object.freeze(reasonOf(note, dateOfDay(table, i)))),
    };
    known.set(table, special);
  }
  return special;
}

/** Place of the first day after `day`. */
function firstAfter(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function reasonOf(note: DayNote, on: LocalDate): TimeReason {
  const { basis, forOn } = note;
  const titles = { titleVi: note.title?.vi ?? note.kind, titleEn: note.title?.en ?? note.kind };
  if (forOn === undefined) return { code: 'DAY_OFF_SKIPPED', params: { on, ...titles }, basis };
  if (note.kind === 'makeUp') return { code: 'MAKE_UP_DAY_COUNTED', params: { on, forOn }, basis };
  if (note.kind === 'swappedOff') return { code: 'SWAPPED_DAY_SKIPPED', params: { on, forOn }, basis };
  return { code: 'DAY_IN_LIEU_SKIPPED', params: { on, forOn, ...titles }, basis };
}
