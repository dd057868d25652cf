// Stopping the dossier's clock means nothing where the process has none.
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const pause: Rule = {
  id: 'pause',
  codes: ['PAUSE_WITHOUT_SLA'],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => element.pause !== undefined && context.processOf.get(element.id)?.sla === undefined)
      .map((element) => finding('PAUSE_WITHOUT_SLA', 'warning', element, {}, element.pause?.at)),
};
