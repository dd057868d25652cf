// Stopping the dossier's clock means nothing where the process has none; and who gives notice of it must be there.
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const pause: Rule = {
  id: 'pause',
  codes: ['PAUSE_WITHOUT_SLA', 'PAUSE_REQUEST_UNKNOWN'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => {
      const process = context.processOf.get(element.id);
      const fact = element.pause;
      if (fact === undefined || process === undefined) return [];
      const timed = process.sla !== undefined || process.phases !== undefined;
      const { request } = fact;
      const known = request === undefined || context.processOf.get(request) === process;
      return [
        ...(timed ? [] : [finding('PAUSE_WITHOUT_SLA', 'warning', element, {}, fact.at)]),
        ...(known ? [] : [finding('PAUSE_REQUEST_UNKNOWN', 'error', element, { request }, fact.at)]),
      ];
    }),
};
