// A clock as it looks at one moment: used, left, light.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockLight, ClockView, SlaClock } from '../../model/sla.ts';
import { localDateAt } from '../iso/zone.ts';
import { tickClock } from './due-instants.ts';
import { pauseLength, shiftDue } from './shift-due.ts';
import { usedMs, workedBetween } from './used-time.ts';

/** Pure; needs no policy. Timers that are due by `now` are taken as fired. */
export function clockAt(clock: SlaClock, calendar: Calendar, now: Instant): ClockView {
  const seen = tickClock(clock, calendar, now);
  const last = seen.pauses.at(-1);
  const open = last?.toAt === undefined ? last : undefined;
  const endAt = seen.endedAt ?? now;
  const stoodFrom = open?.fromAt;
  const countedAt = Math.max(stoodFrom ?? endAt, seen.startAt);
  const due =
    open && seen.state === 'paused' && open.effect === 'exclude'
      ? shiftDue(seen, pauseLength(seen, open.fromAt, Math.max(now, open.fromAt), calendar), calendar)
      : undefined;
  return {
    state: seen.state,
    light: lightOf(seen, calendar, stoodFrom ?? endAt),
    usedMinutes: usedMs(seen, calendar, stoodFrom ?? endAt) / 60_000,
    remainingMinutes: workedBetween(calendar, countedAt, seen.dueAt) / 60_000,
    dueAt: due?.dueAt ?? seen.dueAt,
    dueOn: due?.dueOn ?? seen.dueOn,
    lateByOriginalMinutes: Math.max(0, workedBetween(calendar, seen.originalDueAt, endAt) / 60_000),
  };
}

function lightOf(clock: SlaClock, calendar: Calendar, at: Instant): ClockLight {
  if (at > clock.dueAt) return 'overdue';
  if (clock.endedAt !== undefined) return localDateAt(calendar.zone, at) < clock.dueOn ? 'early' : 'onTime';
  return clock.warned.length > 0 ? 'atRisk' : 'onTime';
}
