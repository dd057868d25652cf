// The calendar has changed: what every open deadline becomes by the rule that the agency chose, tried dry or carried out.
import type { Calendar } from '../../model/calendar.ts';
import { engineError, isEngineError } from '../../model/engine-error.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { RecomputeRule, SlaClock, SlaPolicy } from '../../model/sla.ts';
import { dueInstants, policyOfClock, recomputeClock } from '../../time/index.ts';
import type { Act } from '../act.ts';
import type { Executor } from '../execute.ts';
import type { InstanceRow, Store } from '../ports.ts';
import { originOf } from '../receipt.ts';

export interface RecomputeRequest extends Act {
  /** The changed calendar, of the same zone. It is the engine's from then on, unless it is only tried. */
  readonly calendar: Calendar;
  readonly rule: RecomputeRule;
  /** The announcement, for the journal and the applicant. */
  readonly reason: string;
  /** True: nothing is changed; the answer is what would be. */
  readonly dryRun?: boolean;
}

/** A deadline that moves. */
export interface RecomputedClock {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly clockId: string;
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

/** Every active instance in turn. When it is cut off it can be asked again: what was done gives nothing more. */
export async function recomputeClocks(
  { calendar, rule, reason, dryRun = false, ...act }: RecomputeRequest,
  { store, executor, policies, now }: RecomputeParts,
): Promise<readonly RecomputedClock[]> {
  if (reason.trim() === '') throw engineError('ARGUMENT_INVALID', { name: 'reason', problem: 'empty' });
  const moved: RecomputedClock[] = [];
  for await (const row of activeInstances(store)) {
    const state = JSON.parse(row.snapshot) as InstanceState;
    const { clocks, stale } = lookAt(row, state, { calendar, rule, reason, policies, at: now() });
    if (dryRun || rule === 'never' || (clocks.every(({ problem }) => problem !== null) && !stale)) {
      moved.push(...clocks);
      continue;
    }
    const key = act.idempotencyKey === undefined ? {} : { idempotencyKey: `${act.idempotencyKey}:${row.instanceId}` };
    try {
      await executor.execute(row.instanceId, { type: 'clock.recompute', rule, reason }, originOf({ ...act, ...key }));
      moved.push(...clocks);
    } catch (error) {
      if (!isEngineError(error)) throw error;
      if (error.code !== 'INSTANCE_ENDED') moved.push(...clocks.map((one) => ({ ...one, problem: error.code })));
    }
  }
  return moved;
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
): { readonly clocks: readonly RecomputedClock[]; readonly stale: boolean } {
  const clocks: RecomputedClock[] = [];
  let stale = false;
  for (const [clockId, { element, clock, phase = null }] of Object.entries(state.clocks)) {
    if (clock.state === 'met' || clock.state === 'cancelled') continue;
    const policy = policyOfClock(policies, clock);
    const found = { instanceId, businessKey, clockId, element, phase, from: clock.dueAt };
    if (policy === undefined) {
      clocks.push({ ...found, to: clock.dueAt, problem: 'CLOCK_POLICY_MISMATCH' });
      continue;
    }
    const result = recomputeClock(clock, { at, rule, reason }, { policy, calendar });
    if (!result.ok) clocks.push({ ...found, to: clock.dueAt, problem: result.problem.code });
    else if (result.clock.dueAt !== clock.dueAt) clocks.push({ ...found, to: result.clock.dueAt, problem: null });
    else stale ||= armedFor(state, clockId) !== nextOf(clock, calendar);
  }
  return { clocks, stale };
}

function armedFor({ timers }: InstanceState, clockId: string): Instant | undefined {
  return Object.values(timers).find(({ clock }) => clock === clockId)?.dueAt;
}

function nextOf(clock: SlaClock, calendar: Calendar): Instant | undefined {
  return dueInstants(clock, calendar)[0]?.dueAt;
}

async function* activeInstances(store: Store): AsyncGenerator<InstanceRow> {
  for (let cursor: string | undefined; ;) {
    const page = await store.instances({ status: 'active', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.rows;
    if (page.next === null) return;
    cursor = page.next;
  }
}
