// A business rule task asks a decision of the DMN files that are given along; one that none of them has would be an incident at run time.
import type { Rule } from '../rule.ts';
import { finding, whenItRuns } from '../rule.ts';

export const decisions: Rule = {
  id: 'decisions',
  codes: ['DECISION_MISSING'],
  check: (context) => {
    const { decisions: known, elements } = context;
    if (known === null) return [];
    return [...elements.values()].flatMap((element) => {
      const asked = element.decision?.decisionId;
      if (asked?.kind !== 'literal' || known.includes(asked.text)) return [];
      const params = { decision: asked.text, known: known.slice(0, SHOWN).join(', ') };
      return [finding('DECISION_MISSING', whenItRuns(context, element), element, params, asked.at)];
    });
  },
};

const SHOWN = 8;
