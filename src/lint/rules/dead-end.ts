// A token that enters an element can leave it. Intermediate events must have an outgoing flow (BPMN 2.0.2 §10.5.4);
// where a scope uses end events, another element without one looks forgotten.
import type { ElementModel } from '../../model/process-model.ts';
import { hasKind } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const deadEnd: Rule = {
  id: 'dead-end',
  codes: ['ELEMENT_DEAD_END'],
  check: (context) =>
    context.scopes.flatMap((scope) => {
      if (scope.owner?.type === 'adHocSubProcess') return [];
      const usesEnds = scope.children.some((child) => child.type === 'endEvent');
      return scope.children
        .filter((child) => child.outgoing.length === 0 && !mayEnd(child))
        .filter((child) => usesEnds || isIntermediate(child))
        .map((child) => finding('ELEMENT_DEAD_END', isIntermediate(child) ? 'error' : 'warning', child));
    }),
};

function mayEnd(element: ElementModel): boolean {
  if (element.type === 'endEvent' || element.triggeredByEvent === true || element.isForCompensation === true)
    return true;
  if (element.type === 'intermediateThrowEvent') return hasKind(element, 'link');
  return element.type === 'boundaryEvent' && hasKind(element, 'compensate');
}

function isIntermediate(element: ElementModel): boolean {
  return ['intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent'].includes(element.type);
}
