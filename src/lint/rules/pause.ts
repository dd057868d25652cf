// Stopping the dossier's clock means nothing where the process has none; the policy must know the cause, and what it wants written down
// must be in the model; and who gives notice of it must be there.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { PauseFact } from '../../model/procedure-facts.ts';
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import type { SlaPolicy } from '../../model/sla.ts';
import { defaultDossierPolicyId, vietnamPolicies } from '../../time/index.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const pause: Rule = {
  id: 'pause',
  codes: ['PAUSE_WITHOUT_SLA', 'PAUSE_REQUEST_UNKNOWN', 'PAUSE_CAUSE_UNKNOWN', 'PAUSE_UNSTATED'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => {
      const process = context.processOf.get(element.id);
      const fact = element.pause;
      if (fact === undefined || process === undefined) return [];
      const timed = process.sla !== undefined || process.phases !== undefined;
      const { request } = fact;
      const known = request === undefined || context.processOf.get(request) === process;
      return [
        ...(timed ? byPolicy(fact, element, process) : [finding('PAUSE_WITHOUT_SLA', 'warning', element, {}, fact.at)]),
        ...(known ? [] : [finding('PAUSE_REQUEST_UNKNOWN', 'error', element, { request }, fact.at)]),
      ];
    }),
};

/** A policy of the agency is not known here, and an agency may put its own in the place of a shipped one: so these are warnings. */
function byPolicy(fact: PauseFact, element: ElementModel, process: ProcessModel): Diagnostic[] {
  const policy = newest((process.sla ?? process.phases?.[0])?.policy ?? defaultDossierPolicyId);
  if (policy === undefined) return [];
  const { cause } = fact;
  const rule = policy.pauses.find((one) => one.cause === cause);
  const about = { cause, policy: policy.id };
  if (rule === undefined) {
    const allowed = policy.pauses.map((one) => one.cause).join(', ');
    return [finding('PAUSE_CAUSE_UNKNOWN', 'warning', element, { ...about, allowed }, fact.at)];
  }
  return (rule.requires ?? [])
    .filter((what) => fact[what] === undefined)
    .map((missing) => finding('PAUSE_UNSTATED', 'warning', element, { ...about, missing }, fact.at));
}

/** The version that dossiers of today and later are received under. */
function newest(id: string): SlaPolicy | undefined {
  return vietnamPolicies
    .filter((policy) => policy.id === id)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1);
}
