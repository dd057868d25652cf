// A clock begins: which time is allowed, by which rules. Throws trouble CLOCK_INVALID before anything is written.
import type { Calendar } from '../../model/calendar.ts';
import type { SlaFact } from '../../model/procedure-facts.ts';
import type { SlaClock, SlaPolicy } from '../../model/sla.ts';
import { defaultDossierPolicyId, defaultStepPolicyId, localDateAt, policyOn, startClock } from '../../time/index.ts';
import type { Node } from '../graph.ts';
import type { Run } from '../run.ts';
import { trouble } from '../trouble.ts';
import { calendarOf } from './basics.ts';

/** Steps are counted by another policy than the dossier and its phases; duties of the law are those of the dossier alone. */
export function beginClock(run: Run, id: string, sla: SlaFact, of: 'dossier' | 'phase' | 'step'): SlaClock {
  const calendar = calendarOf(run);
  const input = { id, receivedAt: run.context.now, plan: sla.duration, counting: sla.counting };
  const policy = policyFor(run, sla, of === 'step' ? defaultStepPolicyId : defaultDossierPolicyId, calendar);
  const asked = sla.warn.length > 0 ? { ...input, warn: sla.warn } : input;
  const rules =
    of === 'dossier' ? policy : { ...policy, warnings: policy.warnings.filter(({ kind }) => kind === undefined) };
  const result = startClock(asked, { policy: rules, calendar });
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code, plan: sla.duration });
  return result.clock;
}

/** The element's own time; for one that gives notice of a pause, without its own, what the policy allows for that. */
export function slaOf(run: Run, node: Node): SlaFact | null {
  if (node.sla !== null || node.noticeOf === null) return node.sla;
  const { cause, at } = node.noticeOf;
  const named = run.graph.root.sla?.policy ?? defaultDossierPolicyId;
  const { policies = [], calendar, now } = run.context;
  const policy = calendar === undefined ? undefined : policyOn(policies, named, localDateAt(calendar.zone, now));
  const duration = policy?.pauses.find((pause) => pause.cause === cause)?.noticeWithin;
  return duration === undefined ? null : { duration, counting: 'working', warn: [], at };
}

/** The policy the procedure names; else the usual one; else the first that was given. In its version of the day. */
function policyFor(run: Run, sla: SlaFact, usual: string, calendar: Calendar): SlaPolicy {
  const policies = run.context.policies ?? [];
  const on = localDateAt(calendar.zone, run.context.now);
  const named = sla.policy === undefined ? undefined : policyOn(policies, sla.policy, on);
  const policy = sla.policy === undefined ? (policyOn(policies, usual, on) ?? policies[0]) : named;
  if (policy === undefined)
    throw trouble('CLOCK_INVALID', { reason: 'POLICY_NOT_IN_FORCE', policy: sla.policy ?? usual, on });
  return policy;
}
