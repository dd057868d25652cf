// The counting and SLA policies shipped for Viet Nam. The facts are JSON, effective-dated, each with its legal basis.
import type { SlaPolicy } from '../../model/sla.ts';
import file from '../data/vn-sla-policies.json' with { type: 'json' };

/** The tests check the file by the schema; the cast only tells the compiler so. */
export const vietnamPolicies = file.policies as unknown as readonly SlaPolicy[];

/** Policy of a dossier clock when the procedure names none; for a step's clock: `vn-step`. */
export const defaultDossierPolicyId = 'vn-one-stop';
export const defaultStepPolicyId = 'vn-step';
