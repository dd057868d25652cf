// Business rule task (BPMN 2.0.2 §13.3.3): asks a deployed DMN decision, or is a job when it names one. The journal keeps which
// version of the decision answered.
import { isDecisionFault, type DmnDiagnostic } from '../../feel/index.ts';
import { completeActivity } from '../activity.ts';
import type { ActivityBehaviour } from '../graph.ts';
import { zoneOf } from '../context.ts';
import { describe } from '../expression.ts';
import { prepareJob } from '../job.ts';
import { emit } from '../run.ts';
import { storable } from '../storable.ts';
import { trouble, type Trouble } from '../trouble.ts';
import { lookUp } from '../variables.ts';

export const businessRuleTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    const asked = node.element?.decision;
    if (asked === undefined || node.decision === null) return prepareJob(run, node.job, node.id, id);
    const decisionId = node.decision(run, id);
    if (typeof decisionId !== 'string') throw trouble('DECISION_UNKNOWN', { found: describe(decisionId) });
    const { binding, versionTag = null } = asked;
    const bound = run.context.decision?.({ decisionId, binding, versionTag }) ?? null;
    if (bound === null) throw trouble('DECISION_UNKNOWN', { found: decisionId });
    const options = { now: run.context.now, zone: zoneOf(run.context) };
    const result = bound.set.evaluate(decisionId, (name) => lookUp(run, id, name), options);
    if (!result.ok) throw failed(decisionId, result.problem);
    const fault = result.warnings.find(({ code }) => isDecisionFault(code));
    if (fault !== undefined) throw failed(decisionId, fault);
    const value = storable(run, decisionId, result.value);
    const variable = asked.resultVariable;
    return () => {
      emit(run, { type: 'decision.made', id, element: node.id, decisionId, definition: bound.hash, value });
      completeActivity(run, id, variable === undefined ? {} : { [variable]: value });
    };
  },
};

/** DMN lets null stand in for the answer of a decision that is in error; a process must not go on with it unseen. */
function failed(decision: string, { code, params, elementId }: DmnDiagnostic): Trouble {
  return trouble('DECISION_FAILED', { ...params, decision, at: elementId, reason: code });
}
