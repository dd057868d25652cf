// Starts an SLA clock: computes the deadline once and keeps what it rests on.
import type { Instant } from '../../model/json.ts';
import type { ClockResult, WarningRule } from '../../model/sla.ts';
import { computeDue } from '../due/compute-due.ts';
import type { ClockContext } from './clock-context.ts';
import { parseWarning } from './parse-warning.ts';
import { nextState, unreadablePlan } from './transition.ts';

export interface StartClockInput {
  readonly id: string;
  /** Moment of valid receipt. */
  readonly receivedAt: Instant;
  /** ISO 8601: `P5D`, `PT40H`, `P0.5D`. */
  readonly plan: string;
  readonly counting?: 'working' | 'calendar';
  /** Warnings instead of the policy's: shares (`80%`) or leads (`-P1D`, `-PT4H`). */
  readonly warn?: readonly string[];
}

/** Trouble with the plan or a warning is returned. */
export function startClock(input: StartClockInput, { policy, calendar }: ClockContext): ClockResult {
  const due = computeDue({ ...input, policy, calendar });
  if (!due.ok) return unreadablePlan(due.problem);
  const warnings: WarningRule[] = [];
  for (const text of input.warn ?? []) {
    const warning = parseWarning(text);
    if (!warning.ok) return unreadablePlan(warning.problem);
    warnings.push(warning.value);
  }
  return {
    ok: true,
    clock: {
      id: input.id,
      state: nextState('notStarted', 'start') ?? 'notStarted',
      policyId: policy.id,
      policyFrom: policy.effectiveFrom,
      calendarId: calendar.id,
      plan: input.plan,
      mode: due.mode,
      rules: {
        firstDay: policy.firstDay,
        roll: policy.roll,
        dueTime: policy.dueTime,
        offDayReceipt: policy.offDayReceipt,
      },
      receivedAt: input.receivedAt,
      startAt: due.startAt,
      originalDueAt: due.dueAt,
      dueAt: due.dueAt,
      dueOn: due.dueOn,
      ...(due.baseDueOn === undefined ? {} : { baseDueOn: due.baseDueOn }),
      revision: 0,
      warnings: input.warn ? withDuties(warnings, policy.warnings) : policy.warnings,
      warned: [],
      pauses: [],
      restarts: [],
      extensions: [],
      breaches: [],
      ...(policy.escalations === undefined ? {} : { escalations: policy.escalations }),
      reasons: due.reasons,
      provisional: due.provisional,
    },
  };
}

/** A procedure may warn at other moments than the policy; duties of the law stay, in place of a warning of the same moment. */
function withDuties(own: readonly WarningRule[], policy: readonly WarningRule[]): readonly WarningRule[] {
  const duties = policy.filter(({ kind }) => kind !== undefined);
  const same = (a: WarningRule, b: WarningRule): boolean =>
    'share' in a ? 'share' in b && a.share === b.share : 'lead' in b && a.lead === b.lead;
  return [...own.filter((rule) => !duties.some((duty) => same(rule, duty))), ...duties];
}
