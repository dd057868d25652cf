// The calendar has changed: what every open deadline becomes by the rule that the agency chose, tried dry or carried out.
import type { Calendar } from '../../model/calendar.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { RecomputeRule, SlaClock, SlaPolicy } from '../../model/sla.ts';
import { dueInstants, followsCalendar, policyOfClock, recomputeClock, workingDurationDue } from '../../time/index.ts';
import type { Act } from '../act.ts';
import { liveRows } from '../live-rows.ts';
import type { Executor } from '../execute.ts';
import { faultOfOne } from '../fault-of-one.ts';
import type { InstanceRow, Store } from '../ports.ts';
import { originOf } from '../receipt.ts';
import { invalidArgument } from '../../model/invalid.ts';
import { stateOf } from '../state-of.ts';

export interface RecomputeRequest extends Act {
  /** The changed calendar, of the same zone. It is the engine's from then on, unless it is only tried. */
  readonly calendar: Calendar;
  readonly rule: RecomputeRule;
  /** The announcement, for the journal and the applicant. */
  readonly reason: string;
  /** True: nothing is changed; the answer is what would be. */
  readonly dryRun?: boolean;
}

/** A deadline that moves: of a clock, or of a timer of the procedure that is counted in working time. */
export interface RecomputedDeadline {
  readonly instanceId: string;
  readonly businessKey: string | null;
  /** Null: a timer; both null: the instance cannot be read (`problem`), and `from` is what its row says, or 0. */
  readonly clockId: string | null;
  /** Null: a clock. */
  readonly timerId: string | null;
  readonly element: string;
  /** Name of the phase; null when it is no phase's clock. */
  readonly phase: string | null;
  readonly from: Instant;
  readonly to: Instant;
  /** Code of what stands in the way (the policy of the clock is not given any more, the calendar is too short): it stays. */
  readonly problem: string | null;
}

export interface RecomputeParts {
  readonly store: Store;
  readonly executor: Executor;
  readonly policies: readonly SlaPolicy[];
  readonly now: () => Instant;
}

/** Every instance in turn that is active, or compensated. When it is cut off it can be asked again: what was done gives nothing more. */
export async function recomputeClocks(
  { calendar, rule, reason, dryRun = false, ...act }: RecomputeRequest,
  { store, executor, policies, now }: RecomputeParts,
): Promise<readonly RecomputedDeadline[]> {
  if (reason.trim() === '') throw invalidArgument('reason', 'EMPTY');
  const moved: RecomputedDeadline[] = [];
  for await (const row of liveRows(store, {}, 500)) {
    let looked: ReturnType<typeof lookAt>;
    try {
      looked = lookAt(row, stateOf(row, store), { calendar, rule, reason, policies, at: now() });
    } catch (error) {
      moved.push(unread(row, faultOfOne(error).code));
      continue;
    }
    const { deadlines, stale } = looked;
    if (dryRun || rule === 'never' || (deadlines.every(({ problem }) => problem !== null) && !stale)) {
      moved.push(...deadlines);
      continue;
    }
    const key = act.idempotencyKey === undefined ? {} : { idempotencyKey: `${act.idempotencyKey}:${row.instanceId}` };
    try {
      await executor.execute(row.instanceId, { type: 'clock.recompute', rule, reason }, originOf({ ...act, ...key }));
      moved.push(...deadlines);
    } catch (error) {
      const { code } = faultOfOne(error);
      if (code !== 'INSTANCE_ENDED') moved.push(...deadlines.map((one) => ({ ...one, problem: code })));
    }
  }
  return moved;
}

/** Nobody knows its deadlines; that none of them was looked at must be known all the same. */
function unread({ instanceId, businessKey, dossier: { dueAt } }: InstanceRow, problem: string): RecomputedDeadline {
  const at = dueAt ?? 0;
  return { instanceId, businessKey, clockId: null, timerId: null, element: '', phase: null, from: at, to: at, problem };
}

interface Question {
  readonly calendar: Calendar;
  readonly rule: RecomputeRule;
  readonly reason: string;
  readonly policies: readonly SlaPolicy[];
  readonly at: Instant;
}

/** `stale`: some timer of a clock must be armed for another moment, even where the deadline stays. */
function lookAt(
  { instanceId, businessKey }: InstanceRow,
  state: InstanceState,
  { calendar, rule, reason, policies, at }: Question,
): { readonly deadlines: readonly RecomputedDeadline[]; readonly stale: boolean } {
  const deadlines = movedTimers({ instanceId, businessKey }, state, { calendar, rule, policies });
  let stale = false;
  for (const [clockId, { element, clock, phase = null }] of Object.entries(state.clocks)) {
    if (clock.state === 'met' || clock.state === 'cancelled') continue;
    const policy = policyOfClock(policies, clock);
    const found = { instanceId, businessKey, clockId, timerId: null, element, phase, from: clock.dueAt };
    if (policy === undefined) {
      deadlines.push({ ...found, to: clock.dueAt, problem: 'CLOCK_POLICY_MISMATCH' });
      continue;
    }
    const result = recomputeClock(clock, { at, rule, reason }, { policy, calendar });
    if (!result.ok) deadlines.push({ ...found, to: clock.dueAt, problem: result.problem.code });
    else if (result.clock.dueAt !== clock.dueAt) deadlines.push({ ...found, to: result.clock.dueAt, problem: null });
    else stale ||= armedFor(state, clockId) !== nextOf(clock, calendar);
  }
  return { deadlines, stale };
}

/** Timers that a procedure counts in working time. */
function movedTimers(
  about: Pick<InstanceRow, 'instanceId' | 'businessKey'>,
  { timers }: InstanceState,
  { calendar, rule, policies }: Pick<Question, 'calendar' | 'rule' | 'policies'>,
): RecomputedDeadline[] {
  return Object.entries(timers).flatMap<RecomputedDeadline>(([timerId, { element, dueAt, working }]) => {
    if (working === undefined) return [];
    const found = { ...about, clockId: null, timerId, element, phase: null, from: dueAt };
    const due = workingDurationDue(working, policies, calendar);
    if (due?.ok !== true) return [{ ...found, to: dueAt, problem: due?.problem.code ?? 'CLOCK_POLICY_MISMATCH' }];
    return followsCalendar(rule, dueAt, due.dueAt) ? [{ ...found, to: due.dueAt, problem: null }] : [];
  });
}

function armedFor({ timers }: InstanceState, clockId: string): Instant | undefined {
  return Object.values(timers).find(({ clock }) => clock === clockId)?.dueAt;
}

function nextOf(clock: SlaClock, calendar: Calendar): Instant | undefined {
  return dueInstants(clock, calendar)[0]?.dueAt;
}
