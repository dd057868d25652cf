// The deadline of a dossier, and why it is that one.
import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns';
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate, TimeProblem } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import type { CountingMode, CountingPolicy, TimeReason } from '../../model/sla.ts';
import { dateOfDay } from '../calendar/compile-calendar.ts';
import { dayIndexAt, shownAt } from '../calendar/table-access.ts';
import { addDays, addWeight, addWorkMs, rollDay } from '../calendar/work-measure.ts';
import { DAY_MS, epochDay, fromEpochDay } from '../iso/local-date.ts';
import { formatInstant } from '../iso/zone.ts';
import { closeOfDay } from './close-of-day.ts';
import { daysPassed } from './days-passed.ts';
import { readPlan, type Plan } from './plan.ts';
import { indexOfDate, receiptDay } from './receipt.ts';

export interface DueInput {
  readonly receivedAt: Instant;
  /** ISO 8601: `P5D`, `PT40H`, `P0.5D`; `P15D` or `P1M` with calendar counting. */
  readonly plan: string;
  /** `working` (absent): working days or hours; `calendar`: every day counts. */
  readonly counting?: 'working' | 'calendar';
  readonly policy: CountingPolicy;
  readonly calendar: Calendar;
}

export interface Due {
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  /** Last day before rolling; only with calendar days. */
  readonly baseDueOn?: LocalDate;
  /** Moment from which time is used. */
  readonly startAt: Instant;
  readonly mode: CountingMode;
  readonly reasons: readonly TimeReason[];
  /** True when the span touches a year without an official schedule. */
  readonly provisional: boolean;
}
export type DueResult = ({ readonly ok: true } & Due) | { readonly ok: false; readonly problem: TimeProblem };

/** Pure; costs the same for any length. Trouble with the plan, or a deadline beyond the calendar, is returned. */
export function computeDue(input: DueInput): DueResult {
  const plan = readPlan(input.plan, input.counting ?? 'working', input.policy);
  if (!plan.ok) return plan;
  return countFrom(input.receivedAt, plan.value, input.policy, input.calendar);
}

/** The same for a plan that is read already. */
export function countFrom(receivedAt: Instant, plan: Plan, policy: CountingPolicy, calendar: Calendar): DueResult {
  const receipt = receiptDay(receivedAt, policy, calendar);
  const counted = receipt && counters[plan.mode](plan, receipt.day, receipt.startAt, policy, calendar);
  if (!receipt || !counted) return beyond(plan.text, receivedAt, calendar);
  const passed = daysPassed(calendar, receipt.day, counted.day, plan.mode);
  const converted: readonly TimeReason[] = plan.converted
    ? [{ code: 'HOURS_PER_DAY', params: { hours: policy.hoursPerDay }, basis: policy.basis }]
    : [];
  return {
    ok: true,
    dueAt: counted.dueAt,
    dueOn: dateOfDay(calendar.table, counted.day),
    ...(counted.baseDueOn === undefined ? {} : { baseDueOn: counted.baseDueOn }),
    startAt: receipt.startAt,
    mode: plan.mode,
    reasons: [...receipt.reasons, ...converted, ...counted.reasons, ...passed.reasons, ...counted.ending],
    provisional: passed.provisional,
  };
}

interface Counted {
  readonly dueAt: Instant;
  readonly day: number;
  readonly baseDueOn?: LocalDate;
  readonly reasons: readonly TimeReason[];
  /** Said after the days that were passed over. */
  readonly ending: readonly TimeReason[];
}
type Counter = (
  plan: Plan,
  day: number,
  startAt: Instant,
  policy: CountingPolicy,
  calendar: Calendar,
) => Counted | undefined;

/** One way of counting each. Undefined: beyond the calendar. */
const counters = { workingDays, workingHours, dayFractions, calendarDays } satisfies Record<CountingMode, Counter>;

/** BLDS 2015 art. 147.2: the first day is not counted. */
function workingDays(
  plan: Plan,
  day: number,
  _startAt: Instant,
  policy: CountingPolicy,
  calendar: Calendar,
): Counted | undefined {
  const { table } = calendar;
  // an included first day counts only when it is worked
  const counted = policy.firstDay === 'included' && rollDay(table, day, 1) === day ? 1 : 0;
  const last = addDays(table, day, plan.days - counted);
  if (last === undefined) return undefined;
  const params = { days: plan.days, toOn: dateOfDay(table, last) };
  return {
    dueAt: closeOfDay(calendar, last, policy.dueTime),
    day: last,
    reasons: [firstDayReason(day, policy, calendar), { code: 'COUNTED_WORKING_DAYS', params, basis: policy.basis }],
    ending: [endReason(policy, last, calendar)],
  };
}

/** BLDS 2015 art. 147.1: hours begin at the moment fixed. */
function workingHours(
  plan: Plan,
  _day: number,
  startAt: Instant,
  policy: CountingPolicy,
  calendar: Calendar,
): Counted | undefined {
  const dueAt = addWorkMs(calendar.table, startAt, plan.ms);
  if (dueAt === undefined) return undefined;
  const hours = plan.ms / 3_600_000;
  const params = { hours, fromAt: shownAt(calendar, startAt) };
  return {
    dueAt,
    day: dayIndexAt(calendar.table, dueAt),
    reasons: [{ code: 'COUNTED_WORKING_HOURS', params, basis: policy.basis }],
    ending: [],
  };
}

function dayFractions(
  plan: Plan,
  _day: number,
  startAt: Instant,
  policy: CountingPolicy,
  calendar: Calendar,
): Counted | undefined {
  const dueAt = addWeight(calendar.table, startAt, plan.days);
  if (dueAt === undefined) return undefined;
  const params = { days: plan.days, fromAt: shownAt(calendar, startAt) };
  return {
    dueAt,
    day: dayIndexAt(calendar.table, dueAt),
    reasons: [{ code: 'COUNTED_DAY_FRACTIONS', params, basis: policy.basis }],
    ending: [],
  };
}

/** BLDS 2015 art. 148.3 (corresponding day of the month, or its last day) and 148.5 (roll over days off). */
function calendarDays(
  plan: Plan,
  day: number,
  _startAt: Instant,
  policy: CountingPolicy,
  calendar: Calendar,
): Counted | undefined {
  const { duration } = plan;
  const startOn = dateOfDay(calendar.table, day);
  const months = duration.years * 12 + duration.months;
  const moved = months === 0 ? startOn : monthsLater(startOn, months);
  const days = duration.weeks * 7 + duration.days;
  // an included first day is one of the days, so the end comes one day earlier
  const baseDueOn = fromEpochDay(epochDay(moved) + days - (policy.firstDay === 'included' ? 1 : 0));
  const reasons: readonly TimeReason[] = [
    firstDayReason(day, policy, calendar),
    { code: 'COUNTED_CALENDAR_DAYS', params: { plan: plan.text, toOn: baseDueOn }, basis: policy.basis },
  ];
  return rolled(baseDueOn, policy, calendar, reasons);
}

/** The end of a count of calendar days: rolled to a working day, then the end of that day. */
export function rolled(
  baseDueOn: LocalDate,
  policy: Pick<CountingPolicy, 'roll' | 'dueTime' | 'basis'>,
  calendar: Calendar,
  reasons: readonly TimeReason[],
): Counted | undefined {
  const base = indexOfDate(calendar, baseDueOn);
  if (base < 0 || base >= calendar.table.days) return undefined;
  const last = policy.roll === 'none' ? base : rollDay(calendar.table, base, policy.roll === 'next' ? 1 : -1);
  if (last === undefined) return undefined;
  const moved: readonly TimeReason[] =
    last === base
      ? []
      : [
          {
            code: 'LAST_DAY_ROLLED',
            params: { fromOn: baseDueOn, toOn: dateOfDay(calendar.table, last) },
            basis: policy.basis,
          },
        ];
  const dueAt = closeOfDay(calendar, last, policy.dueTime);
  return { dueAt, day: last, baseDueOn, reasons, ending: [...moved, endReason(policy, last, calendar)] };
}

function firstDayReason(day: number, policy: CountingPolicy, calendar: Calendar): TimeReason {
  const code = policy.firstDay === 'excluded' ? 'FIRST_DAY_EXCLUDED' : 'FIRST_DAY_INCLUDED';
  return { code, params: { on: dateOfDay(calendar.table, day) }, basis: policy.basis };
}

function endReason(policy: Pick<CountingPolicy, 'dueTime' | 'basis'>, day: number, calendar: Calendar): TimeReason {
  const code = policy.dueTime === 'closeOfBusiness' ? 'DUE_AT_CLOSE' : 'DUE_AT_END_OF_DAY';
  return {
    code,
    params: { dueAt: shownAt(calendar, closeOfDay(calendar, day, policy.dueTime)) },
    basis: policy.basis,
  };
}

function monthsLater(on: LocalDate, months: number): LocalDate {
  return fromEpochDay(Math.round(addMonths(new TZDate(Date.parse(on), 'UTC'), months).getTime() / DAY_MS));
}

function beyond(text: string, at: Instant, calendar: Calendar): DueResult {
  const params = { from: calendar.fromOn, to: calendar.toOn, receivedAt: formatInstant(at, calendar.zone) };
  return { ok: false, problem: { code: 'PLAN_OUT_OF_RANGE', text, offset: 0, params } };
}
