// Repetition: how often is said (BPMN 2.0.2 §10.3.8), and token quantities are at least 1 (§10.3).
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel, LoopModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding, whenItRuns } from '../rule.ts';

export const loops: Rule = {
  id: 'loops',
  codes: ['LOOP_INCOMPLETE', 'LOOP_COLLECTION_UNKNOWN', 'QUANTITY_INVALID'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => [
      ...(element.loop !== undefined && !saysHowOften(element.loop)
        ? [finding('LOOP_INCOMPLETE', whenItRuns(context, element), element, {}, element.loop.at)]
        : []),
      ...unknownCollection(element, context),
      ...quantities(element),
    ]),
};

function saysHowOften(loop: LoopModel): boolean {
  if (loop.kind === 'multiInstance')
    return loop.cardinality !== undefined || loop.collection !== undefined || loop.collectionRef !== undefined;
  return loop.condition !== undefined || loop.maximum !== undefined;
}

function unknownCollection(element: ElementModel, context: LintContext): Diagnostic[] {
  if (element.loop?.kind !== 'multiInstance' || element.loop.collectionRef === undefined) return [];
  const collection = element.loop.collectionRef;
  const known = context.processOf.get(element.id)?.data.some(({ id }) => id === collection) ?? false;
  return known ? [] : [finding('LOOP_COLLECTION_UNKNOWN', 'error', element, { collection }, element.loop.at)];
}

function quantities(element: ElementModel): Diagnostic[] {
  return (['startQuantity', 'completionQuantity'] as const).flatMap((attribute) => {
    const value = element[attribute];
    return value === undefined || value >= 1
      ? []
      : [finding('QUANTITY_INVALID', 'error', element, { attribute, value })];
  });
}
