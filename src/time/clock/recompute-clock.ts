// The government announces a swap: a running deadline is counted again on the changed calendar, with everything that has happened
// to the clock since (pauses, new counts, extensions), and follows it by the rule that the agency has chosen.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, RecomputeRule, SlaClock, TimeReason } from '../../model/sla.ts';
import { countFrom } from '../due/compute-due.ts';
import { followsCalendar } from '../due/follows-calendar.ts';
import { readPlan } from '../due/plan.ts';
import { formatInstant } from '../iso/zone.ts';
import { unfit, type ClockContext } from './clock-context.ts';
import { amountOf } from './extend-clock.ts';
import { countedAnew } from './restart-clock.ts';
import { excluded } from './resume-clock.ts';
import { anew, settle } from './settle.ts';
import { pauseLength, shiftDue, type Shifted } from './shift-due.ts';
import { nextState, notPossible, refuse, unreadablePlan } from './transition.ts';

export interface RecomputeInput {
  readonly at: Instant;
  readonly rule: RecomputeRule;
  /** The announcement; shown to the applicant. */
  readonly reason: string;
}

/**
 * `context.calendar` is the changed one. The clock itself comes back when its deadline stays: by the rule, or since the change does
 * not touch it. The deadline that was first promised is kept.
 */
export function recomputeClock(clock: SlaClock, input: RecomputeInput, context: ClockContext): ClockResult {
  if (nextState(clock.state, 'cancel') === undefined) return notPossible(clock, 'extend');
  if (input.reason.trim() === '') return refuse('CLOCK_RECOMPUTE_REASON', { clockId: clock.id });
  const problem = unfit(clock, input.at, context);
  if (problem) return problem;
  if (input.rule === 'never') return { ok: true, clock };
  const counted = countAgain(clock, context);
  if (!counted.ok) return counted;
  const { calendar } = context;
  const { dueAt } = counted.clock;
  if (!followsCalendar(input.rule, clock.dueAt, dueAt)) return { ok: true, clock };
  const { at, rule, reason } = input;
  const recomputation = { at, rule, reason, calendarId: calendar.id, fromDueAt: clock.dueAt, toDueAt: dueAt };
  const params = {
    fromDueAt: formatInstant(clock.dueAt, calendar.zone),
    toDueAt: formatInstant(dueAt, calendar.zone),
    reason,
  };
  const moved: SlaClock = {
    ...anew(counted.clock),
    calendarId: calendar.id,
    reasons: [...counted.clock.reasons, { code: 'RECOMPUTED', params }],
    recomputations: [...(clock.recomputations ?? []), recomputation],
  };
  if (clock.state === 'paused') return { ok: true, clock: moved };
  return { ok: true, clock: settle({ ...moved, state: 'running' }, at) };
}

/** The clock with the deadline it would have, had this calendar held from the start. */
function countAgain(clock: SlaClock, context: ClockContext): ClockResult {
  const { policy, calendar } = context;
  const plan = readPlan(clock.plan, clock.mode === 'calendarDays' ? 'calendar' : 'working', policy);
  if (!plan.ok) return unreadablePlan(plan.problem);
  const start = (at: Instant, first: readonly TimeReason[]): ClockResult => {
    const due = countFrom(at, plan.value, policy, calendar);
    if (!due.ok) return unreadablePlan(due.problem);
    const { startAt, dueAt, dueOn, baseDueOn, provisional } = due;
    const reasons = [...first, ...due.reasons];
    const base = baseDueOn === undefined ? {} : { baseDueOn };
    return { ok: true, clock: { ...clock, startAt, dueAt, dueOn, ...base, reasons, provisional } };
  };
  let result = start(clock.receivedAt, []);
  for (const step of historyOf(clock, calendar)) {
    if (!result.ok) return result;
    const now = result.clock;
    if (step.kind === 'restart') {
      result = start(step.at, [countedAnew(step.at, step.cause, step.basis, context)]);
      continue;
    }
    const amount =
      step.kind === 'pause' ? pauseLength(now, step.fromAt, step.at, calendar) : amountFor(step.plan, clock, context);
    const due: Shifted | undefined = amount === undefined ? undefined : shiftDue(now, amount, calendar);
    if (due === undefined || amount === undefined) return beyond(clock, calendar);
    const reason =
      step.kind === 'pause' ? excluded(now, step.pause, step.at, amount, context) : step.reason(now.dueAt, due.dueAt);
    result = { ok: true, clock: { ...now, ...due, reasons: [...now.reasons, reason] } };
  }
  return result;
}

type Step =
  | {
      readonly kind: 'restart';
      readonly at: Instant;
      readonly cause: string;
      readonly basis: SlaClock['pauses'][number]['basis'];
    }
  | {
      readonly kind: 'pause';
      readonly at: Instant;
      readonly fromAt: Instant;
      readonly pause: SlaClock['pauses'][number];
    }
  | {
      readonly kind: 'extension';
      readonly at: Instant;
      readonly plan: string;
      readonly reason: (fromDueAt: Instant, toDueAt: Instant) => TimeReason;
    };

/** What moved the deadline, in order. A pause that ended in a new count is that count. */
function historyOf(clock: SlaClock, { zone }: Calendar): readonly Step[] {
  const steps: Step[] = clock.restarts.map(({ at, cause }) => {
    const basis = clock.pauses.find((pause) => pause.toAt === at && pause.cause === cause)?.basis ?? [];
    return { kind: 'restart', at, cause, basis };
  });
  for (const pause of clock.pauses) {
    const { toAt, fromAt, effect } = pause;
    if (toAt !== undefined && effect === 'exclude') steps.push({ kind: 'pause', at: toAt, fromAt, pause });
  }
  for (const { at, plan, reason, basis } of clock.extensions) {
    const said = (fromDueAt: Instant, toDueAt: Instant): TimeReason => ({
      code: 'EXTENDED',
      params: { plan, fromDueAt: formatInstant(fromDueAt, zone), toDueAt: formatInstant(toDueAt, zone), reason },
      basis,
    });
    steps.push({ kind: 'extension', at, plan, reason: said });
  }
  return steps.sort((a, b) => a.at - b.at);
}

function amountFor(text: string, clock: SlaClock, { policy }: ClockContext): number | undefined {
  const plan = readPlan(text, clock.mode === 'calendarDays' ? 'calendar' : 'working', policy);
  return plan.ok ? amountOf(plan.value, clock) : undefined;
}

function beyond(clock: SlaClock, calendar: Calendar): ClockResult {
  return unreadablePlan({ code: 'PLAN_OUT_OF_RANGE', text: clock.plan, offset: 0, params: { to: calendar.toOn } });
}
