// Start events: a scope with an end event has one, and no flow leads into one (BPMN 2.0.2 §10.5.2).
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LintContext } from '../context.ts';
import { flowLabel, labelOf } from '../context.ts';
import { instantiates, rootsOf } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const startEvent: Rule = {
  id: 'start-event',
  codes: ['START_EVENT_MISSING', 'START_EVENT_INCOMING'],
  check: (context) => [...missing(context), ...incoming(context)],
};

function missing(context: LintContext): Diagnostic[] {
  return context.scopes.flatMap((scope): Diagnostic[] => {
    const { children, owner, process } = scope;
    if (children.length === 0 || owner?.type === 'adHocSubProcess' || owner?.triggeredByEvent === true) return [];
    if (children.some((child) => child.type === 'startEvent' || instantiates(child))) return [];
    const hasEnd = children.some((child) => child.type === 'endEvent');
    const nowhere = rootsOf(scope).length === 0;
    const named = owner ?? process;
    return [
      {
        code: 'START_EVENT_MISSING',
        severity: hasEnd || nowhere ? 'error' : 'warning',
        at: named.at,
        elementId: named.id,
        params: { scope: labelOf(named) },
      },
    ];
  });
}

function incoming(context: LintContext): Diagnostic[] {
  return [...context.elements.values()]
    .filter((element) => element.type === 'startEvent')
    .flatMap((element) =>
      element.incoming.map((id) => {
        const flow = context.flows.get(id);
        const name = flow === undefined ? id : flowLabel(flow, context);
        return finding('START_EVENT_INCOMING', 'error', element, { flow: name }, flow?.at);
      }),
    );
}
