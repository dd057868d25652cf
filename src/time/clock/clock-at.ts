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
  const open = seen.state === 'paused' ? seen.pauses.at(-1) : undefined;
  const endAt = seen.endedAt ?? now;
  // a clock that ended in a pause stopped when the pause began
  const last = seen.pauses.at(-1);
  const stoodFrom = open?.fromAt ?? (last && last.toAt === seen.endedAt ? last.fromAt : undefined);
  const countedAt = Math.max(stoodFrom ?? endAt, seen.startAt);
  const due =
    open && open.effect === 'exclude'
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
