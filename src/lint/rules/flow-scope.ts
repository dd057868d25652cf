// A sequence flow stays inside its process or subprocess (BPMN 2.0.2 §7.6.1), and neither event subprocesses nor
// compensation handlers have one (§10.3.5, §10.7.1).
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FlowModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { flowLabel, labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const flowScope: Rule = {
  id: 'flow-scope',
  codes: ['FLOW_CROSSES_SCOPE', 'FLOW_EVENT_SUBPROCESS'],
  check: (context) => [...context.flows.values()].flatMap((flow) => check(flow, context)),
};

function check(flow: FlowModel, context: LintContext): Diagnostic[] {
  const source = context.elements.get(flow.source);
  const target = context.elements.get(flow.target);
  if (source === undefined || target === undefined) return [];
  const name = flowLabel(flow, context);
  const params = { flow: name, source: labelOf(source), target: labelOf(target) };
  return [
    ...(source.scope === target.scope
      ? []
      : [{ ...finding('FLOW_CROSSES_SCOPE', 'error', source, params, flow.at), elementId: flow.id }]),
    ...[source, target]
      .filter((end) => end.triggeredByEvent === true || end.isForCompensation === true)
      .map((end) => finding('FLOW_EVENT_SUBPROCESS', 'error', end, { flow: name }, flow.at)),
  ];
}
