// How many of a participant there may be (BPMN 2.0.2 §9.3.2): at least one, and no fewer than the minimum.
import type { Diagnostic } from '../../model/diagnostic.ts';
import { labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';

export const participants: Rule = {
  id: 'participants',
  codes: ['PARTICIPANT_MULTIPLICITY'],
  check: ({ model }) =>
    model.participants.flatMap((participant): Diagnostic[] => {
      if (participant.multiplicity === undefined) return [];
      const { minimum, maximum } = participant.multiplicity;
      if (maximum >= 1 && maximum >= minimum) return [];
      const params = { participant: labelOf(participant), minimum, maximum };
      return [
        { code: 'PARTICIPANT_MULTIPLICITY', severity: 'error', at: participant.at, elementId: participant.id, params },
      ];
    }),
};
