// Stops a clock for a cause on the list of its policy, and only for such a cause.
import type { LegalBasis } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, PauseRule, SlaClock } from '../../model/sla.ts';
import { computeDue } from '../due/compute-due.ts';
import { unfit, type ClockContext } from './clock-context.ts';
import { nextState, notPossible, refuse } from './transition.ts';

export interface PauseInput {
  readonly cause: string;
  readonly at: Instant;
  /** What the end of the pause does, when the procedure says otherwise than the policy. */
  readonly effect?: 'exclude' | 'restart';
  /** Legal basis of the procedure itself; kept beside the policy's. */
  readonly basis?: readonly LegalBasis[];
  readonly by?: string;
  /** Why; needed where the policy's cause requires it. */
  readonly reason?: string;
  /** Everything that is missing or asked for; needed where the policy's cause requires it. */
  readonly documents?: readonly string[];
  /** What the procedure does not write into the clock, so that it isn't asked for. */
  readonly unstated?: readonly ('reason' | 'documents')[];
  /** The cause has been stopping the clock already, behind another one that has ended: no new pause. */
  readonly continued?: boolean;
}

export function pauseClock(clock: SlaClock, input: PauseInput, context: ClockContext): ClockResult {
  const state = nextState(clock.state, 'pause');
  if (state === undefined) return notPossible(clock, 'pause');
  const problem = unfit(clock, input.at, context);
  if (problem) return problem;
  const rule = context.policy.pauses.find((pause) => pause.cause === input.cause);
  if (rule === undefined) {
    const allowed = context.policy.pauses.map((pause) => pause.cause).join(', ');
    return refuse('CLOCK_CAUSE_UNKNOWN', { clockId: clock.id, cause: input.cause, allowed });
  }
  const used = clock.pauses.filter((pause) => pause.cause === input.cause && pause.continued !== true).length;
  if (rule.max !== undefined && used >= rule.max && input.continued !== true) {
    return refuse('CLOCK_CAUSE_USED_UP', { clockId: clock.id, cause: input.cause, max: rule.max }, rule.basis);
  }
  const { reason, documents = [], continued, unstated = [] } = input;
  const asked = (what: 'reason' | 'documents'): boolean =>
    rule.requires?.includes(what) === true && !unstated.includes(what);
  if (continued !== true) {
    const params = { clockId: clock.id, cause: input.cause };
    if (asked('reason') && (reason ?? '').trim() === '') return refuse('CLOCK_PAUSE_REASON', params, rule.basis);
    if (asked('documents') && documents.length === 0) return refuse('CLOCK_PAUSE_DOCUMENTS', params, rule.basis);
  }
  const answerBy = continued === true ? undefined : answerLimit(rule, input.at, context);
  const pause = {
    cause: input.cause,
    fromAt: input.at,
    effect: input.effect ?? rule.effect,
    basis: [...(input.basis ?? []), ...rule.basis],
    ...(input.by === undefined ? {} : { by: input.by }),
    ...(reason === undefined ? {} : { reason }),
    ...(documents.length === 0 ? {} : { documents }),
    ...(answerBy === undefined ? {} : { answerBy }),
    ...(continued === true ? { continued } : {}),
  };
  return { ok: true, clock: { ...clock, state, pauses: [...clock.pauses, pause] } };
}

/** The time to answer is working time and begins at once: cut-off times are for receipts. */
function answerLimit(
  { answerWithin }: PauseRule,
  at: Instant,
  { policy, calendar }: ClockContext,
): Instant | undefined {
  if (answerWithin === undefined) return undefined;
  const { cutOff: _cutOff, ...rules } = policy;
  const due = computeDue({ receivedAt: at, plan: answerWithin, policy: rules, calendar });
  return due.ok ? due.dueAt : undefined;
}
