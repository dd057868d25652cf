// Separation of duties names other human tasks of the same process: the four-eyes principle needs two pairs.
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const separation: Rule = {
  id: 'separation',
  codes: ['SEPARATION_UNKNOWN'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) =>
      (element.separation?.elements ?? [])
        .filter((id) => {
          const other = context.elements.get(id);
          const isHuman = other?.type === 'userTask' || other?.type === 'manualTask';
          return !isHuman || id === element.id || context.processOf.get(id) !== context.processOf.get(element.id);
        })
        .map((other) => finding('SEPARATION_UNKNOWN', 'error', element, { other }, element.separation?.at)),
    ),
};
