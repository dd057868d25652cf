// Every element can be reached from where its scope begins: with a start event, no flow node may lack an incoming flow
// (BPMN 2.0.2 §10.5.2). An element in a closed ring off the path is dead, but harmless.
import { isLinkCatch, reachableFrom, rootsOf } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const unreachable: Rule = {
  id: 'unreachable',
  codes: ['ELEMENT_UNREACHABLE'],
  check: (context) =>
    context.scopes.flatMap((scope) => {
      if (scope.owner?.type === 'adHocSubProcess') return [];
      const handlers = scope.children.filter(
        (child) => child.triggeredByEvent === true || child.isForCompensation === true,
      );
      const roots = [...rootsOf(scope), ...handlers].map((root) => root.id);
      const reached = reachableFrom(roots, context);
      return (
        scope.children
          .filter((child) => !reached.has(child.id))
          // A link target without its source is told by the rule `links`, a loose boundary event by `boundary`.
          .filter((child) => child.type !== 'boundaryEvent' && !isLinkCatch(child))
          .map((child) => finding('ELEMENT_UNREACHABLE', child.incoming.length === 0 ? 'error' : 'warning', child))
      );
    }),
};
