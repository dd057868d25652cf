// An event subprocess has exactly one start event, and that one a trigger (BPMN 2.0.2 §10.3.5).
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const eventSubprocess: Rule = {
  id: 'event-subprocess',
  codes: ['EVENT_SUBPROCESS_START'],
  check: (context) =>
    context.scopes.flatMap(({ owner, children }) => {
      if (owner?.triggeredByEvent !== true) return [];
      const starts = children.filter((child) => child.type === 'startEvent');
      const good = starts.length === 1 && starts.every((start) => (start.events?.length ?? 0) > 0);
      return good ? [] : [finding('EVENT_SUBPROCESS_START', 'error', owner, { count: starts.length })];
    }),
};
