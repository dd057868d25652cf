// Moves a deadline once, with a reason, in time; the first deadline that was promised is kept (NĐ 61/2018 art. 19.9).
import type { Instant } from '../../model/json.ts';
import type { ClockResult, SlaClock } from '../../model/sla.ts';
import { readPlan, type Plan } from '../due/plan.ts';
import { formatInstant } from '../iso/zone.ts';
import { unfit, type ClockContext } from './clock-context.ts';
import { latestBefore } from './lead-time.ts';
import { moveDue } from './settle.ts';
import { shiftDue } from './shift-due.ts';
import { nextState, notPossible, refuse, unreadablePlan } from './transition.ts';

export interface ExtendInput {
  readonly at: Instant;
  /** Length to add, counted like the clock itself: `P3D`. */
  readonly plan: string;
  /** Why; shown to the applicant. */
  readonly reason: string;
  readonly by?: string;
}

export function extendClock(clock: SlaClock, input: ExtendInput, context: ClockContext): ClockResult {
  const state = nextState(clock.state, 'extend');
  if (state === undefined) return notPossible(clock, 'extend');
  const problem = unfit(clock, input.at, context) ?? notAllowed(clock, input, context);
  if (problem) return problem;
  const { policy, calendar } = context;
  const plan = readPlan(input.plan, clock.mode === 'calendarDays' ? 'calendar' : 'working', policy);
  if (!plan.ok) return unreadablePlan(plan.problem);
  const amount = amountOf(plan.value, clock);
  if (amount === undefined) {
    return unreadablePlan({
      code: 'PLAN_UNIT',
      text: input.plan,
      offset: 0,
      mend: 'P1D',
      params: { counting: clock.mode, unit: /[YMW]/.exec(input.plan)?.[0] ?? '.' },
    });
  }
  const due = shiftDue({ ...clock, state }, amount, calendar);
  if (due === undefined) {
    return unreadablePlan({ code: 'PLAN_OUT_OF_RANGE', text: input.plan, offset: 0, params: { to: calendar.toOn } });
  }
  const extension = {
    at: input.at,
    plan: input.plan,
    reason: input.reason,
    fromDueAt: clock.dueAt,
    toDueAt: due.dueAt,
    basis: policy.extension?.basis ?? [],
    ...(input.by === undefined ? {} : { by: input.by }),
  };
  const params = {
    plan: input.plan,
    fromDueAt: formatInstant(clock.dueAt, calendar.zone),
    toDueAt: formatInstant(due.dueAt, calendar.zone),
    reason: input.reason,
  };
  const extended: SlaClock = { ...clock, state, extensions: [...clock.extensions, extension] };
  return { ok: true, clock: moveDue(extended, due, input.at, [{ code: 'EXTENDED', params, basis: extension.basis }]) };
}

/** In the unit of `shiftDue`. Undefined: a length the clock's way of counting can't add (months, or a share of a day to whole days). */
export function amountOf(plan: Plan, clock: SlaClock): number | undefined {
  if (clock.mode === 'workingHours') return plan.ms;
  if (clock.mode === 'dayFractions') return plan.days;
  const { years, months, weeks, days } = plan.duration;
  if (clock.mode === 'calendarDays') return years + months > 0 ? undefined : weeks * 7 + days;
  return Number.isInteger(plan.days) ? plan.days : undefined;
}

function notAllowed(clock: SlaClock, input: ExtendInput, { policy, calendar }: ClockContext): ClockResult | undefined {
  const rule = policy.extension;
  if (rule === undefined) return refuse('CLOCK_EXTENSION_NOT_ALLOWED', { clockId: clock.id, policyId: policy.id });
  if (clock.extensions.length >= rule.max) {
    return refuse('CLOCK_EXTENSION_USED_UP', { clockId: clock.id, max: rule.max }, rule.basis);
  }
  if (input.reason.trim() === '') return refuse('CLOCK_EXTENSION_REASON', { clockId: clock.id }, rule.basis);
  const latest = rule.lead === undefined ? undefined : latestBefore(clock, rule.lead, calendar);
  if (latest === undefined || input.at <= latest) return undefined;
  const params = {
    clockId: clock.id,
    lead: rule.lead ?? '',
    latest: formatInstant(latest, calendar.zone),
    at: formatInstant(input.at, calendar.zone),
  };
  return refuse('CLOCK_EXTENSION_TOO_LATE', params, rule.basis);
}
