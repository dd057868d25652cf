// Start and end events have no place in an ad-hoc subprocess (BPMN 2.0.2 §10.3.5).
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const adHoc: Rule = {
  id: 'ad-hoc',
  codes: ['AD_HOC_CONTENT'],
  check: (context) =>
    context.scopes
      .filter(({ owner }) => owner?.type === 'adHocSubProcess')
      .flatMap(({ children }) => children.filter(({ type }) => type === 'startEvent' || type === 'endEvent'))
      .map((child) => finding('AD_HOC_CONTENT', 'error', child)),
};
