// A call activity says what it calls: without that it could never go on.
import type { Rule } from '../rule.ts';
import { finding, whenItRuns } from '../rule.ts';

export const calls: Rule = {
  id: 'calls',
  codes: ['CALL_TARGET_MISSING'],
  check: (context) =>
    [...context.elements.values()]
      .filter(({ type, called }) => type === 'callActivity' && (called?.processId.text.trim() ?? '') === '')
      .map((element) => finding('CALL_TARGET_MISSING', whenItRuns(context, element), element)),
};
