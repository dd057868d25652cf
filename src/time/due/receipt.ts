// The day a dossier counts as received: the day itself, or the next working day after the cut-off or a day off.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { CountingPolicy, TimeReason } from '../../model/sla.ts';
import { dateOfDay } from '../calendar/compile-calendar.ts';
import { dayIndexAt, dayStartAt, intervalsOf, shownAt } from '../calendar/table-access.ts';
import { rollDay } from '../calendar/work-measure.ts';
import { MINUTE_MS, epochDay } from '../iso/local-date.ts';
import { instantOfLocal } from '../iso/zone.ts';

export interface Receipt {
  /** Day index in the calendar. */
  readonly day: number;
  /** The receipt, or the opening of the day it counts for. */
  readonly startAt: Instant;
  readonly reasons: readonly TimeReason[];
}

/** Undefined when the calendar ends before the next working day. */
export function receiptDay(receivedAt: Instant, policy: CountingPolicy, calendar: Calendar): Receipt | undefined {
  const { table } = calendar;
  const day = dayIndexAt(table, receivedAt);
  if (day < 0 || day >= table.days) return undefined;
  const receivedOn = dateOfDay(table, day);
  const receivedText = shownAt(calendar, receivedAt);
  const works = rollDay(table, day, 1) === day;
  const late = works ? lateReason(receivedAt, receivedText, day, policy, calendar) : undefined;
  const off = !works && policy.offDayReceipt === 'nextWorkingDay';
  if (!late && !off) {
    return {
      day,
      startAt: receivedAt,
      reasons: [{ code: 'RECEIVED', params: { receivedAt: receivedText, on: receivedOn } }],
    };
  }
  const next = day + 1 < table.days ? rollDay(table, day + 1, 1) : undefined;
  if (next === undefined) return undefined;
  const on = dateOfDay(table, next);
  const reason: TimeReason = late
    ? { ...late, params: { ...late.params, on } }
    : {
        code: 'RECEIVED_ON_DAY_OFF',
        params: { receivedAt: receivedText, on },
        basis: policy.cutOff?.basis ?? policy.basis,
      };
  return { day: next, startAt: intervalsOf(table, next)[0] ?? dayStartAt(table, next), reasons: [reason] };
}

function lateReason(
  receivedAt: Instant,
  receivedText: string,
  day: number,
  policy: CountingPolicy,
  calendar: Calendar,
): TimeReason | undefined {
  const { cutOff } = policy;
  if (cutOff === undefined) return undefined;
  if (cutOff.kind === 'clock') {
    const minutes = Number(cutOff.at.slice(0, 2)) * 60 + Number(cutOff.at.slice(3, 5));
    const { table, zone } = calendar;
    const limitAt = table.irregular.has(day)
      ? instantOfLocal(zone, dateOfDay(table, day), minutes)
      : dayStartAt(table, day) + minutes * MINUTE_MS;
    if (receivedAt <= limitAt) return undefined;
    return {
      code: 'RECEIVED_AFTER_CUT_OFF',
      params: { receivedAt: receivedText, cutOff: cutOff.at },
      basis: cutOff.basis,
    };
  }
  const closeAt = intervalsOf(calendar.table, day).at(-1);
  if (closeAt === undefined || receivedAt < closeAt - cutOff.minutes * MINUTE_MS) return undefined;
  return {
    code: 'RECEIVED_BEFORE_CLOSE',
    params: { receivedAt: receivedText, minutes: cutOff.minutes },
    basis: cutOff.basis,
  };
}

/** Day index of a date; may lie outside the calendar. */
export function indexOfDate(calendar: Calendar, on: string): number {
  return epochDay(on) - calendar.table.firstDay;
}
