// Counts anew from a moment: "thời hạn giải quyết được tính lại từ đầu sau khi nhận đủ hồ sơ" (NĐ 61/2018 art. 19.4).
import type { Instant } from '../../model/json.ts';
import type { LegalBasis } from '../../model/calendar.ts';
import type { ClockResult, SlaClock, TimeReason } from '../../model/sla.ts';
import { countFrom } from '../due/compute-due.ts';
import { readPlan } from '../due/plan.ts';
import { formatInstant } from '../iso/zone.ts';
import { causeParams, unfit, type ClockContext } from './clock-context.ts';
import { anew } from './settle.ts';
import { nextState, notPossible, refuse, unreadablePlan } from './transition.ts';

/** The new receipt follows the same cut-off. The first deadline that was promised is kept. */
export function restartClock(
  clock: SlaClock,
  input: { readonly at: Instant; readonly cause: string },
  context: ClockContext,
): ClockResult {
  const state = nextState(clock.state, 'restart');
  if (state === undefined) return notPossible(clock, 'restart');
  const { policy, calendar } = context;
  const problem = unfit(clock, input.at, context);
  if (problem) return problem;
  const rule = policy.pauses.find((pause) => pause.cause === input.cause);
  const open = clock.state === 'paused' ? clock.pauses.at(-1) : undefined;
  if (rule === undefined || (open?.effect ?? rule.effect) !== 'restart') {
    const allowed = policy.pauses
      .filter((pause) => pause.effect === 'restart')
      .map((pause) => pause.cause)
      .join(', ');
    return refuse('CLOCK_CAUSE_UNKNOWN', { clockId: clock.id, cause: input.cause, allowed });
  }
  const used = clock.restarts.filter((restart) => restart.cause === input.cause).length;
  if (rule.max !== undefined && used >= rule.max) {
    return refuse('CLOCK_CAUSE_USED_UP', { clockId: clock.id, cause: input.cause, max: rule.max }, rule.basis);
  }
  const plan = readPlan(clock.plan, clock.mode === 'calendarDays' ? 'calendar' : 'working', policy);
  if (!plan.ok) return unreadablePlan(plan.problem);
  const due = countFrom(input.at, plan.value, policy, calendar);
  if (!due.ok) return unreadablePlan(due.problem);
  return {
    ok: true,
    clock: {
      ...anew(clock),
      state,
      startAt: due.startAt,
      dueAt: due.dueAt,
      dueOn: due.dueOn,
      ...(due.baseDueOn === undefined ? {} : { baseDueOn: due.baseDueOn }),
      pauses: open ? [...clock.pauses.slice(0, -1), { ...open, toAt: input.at }] : clock.pauses,
      restarts: [...clock.restarts, { at: input.at, cause: input.cause, fromDueAt: clock.dueAt }],
      reasons: [countedAnew(input.at, input.cause, open?.basis ?? rule.basis, context), ...due.reasons],
      provisional: due.provisional,
    },
  };
}

export function countedAnew(
  at: Instant,
  cause: string,
  basis: readonly LegalBasis[],
  { policy, calendar }: ClockContext,
): TimeReason {
  const params = { at: formatInstant(at, calendar.zone), ...causeParams(policy, cause) };
  return { code: 'COUNTED_ANEW', params, basis };
}
