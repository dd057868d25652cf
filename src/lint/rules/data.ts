// Data agrees with its item definition (BPMN 2.0.2 §10.4.1), and an association without transformation has one source (§10.4.2).
import type { Diagnostic } from '../../model/diagnostic.ts';
import { labelOf } from '../context.ts';
import type { LintContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const data: Rule = {
  id: 'data',
  codes: ['DATA_COLLECTION_MISMATCH', 'DATA_ASSOCIATION_SOURCES'],
  check: (context) => [...collections(context), ...associations(context)],
};

function collections({ model }: LintContext): Diagnostic[] {
  const items = new Map(model.itemDefinitions.map((item) => [item.id, item]));
  return model.processes
    .flatMap((process) => process.data)
    .flatMap((datum): Diagnostic[] => {
      const item = datum.itemRef === undefined ? undefined : items.get(datum.itemRef);
      if (item === undefined || datum.isCollection === undefined || item.isCollection === undefined) return [];
      if (datum.isCollection === item.isCollection) return [];
      const params = { data: labelOf(datum), item: item.id };
      return [
        {
          code: 'DATA_COLLECTION_MISMATCH',
          severity: 'error',
          at: datum.at,
          elementId: datum.id,
          params,
          related: [item.at],
        },
      ];
    });
}

function associations(context: LintContext): Diagnostic[] {
  return [...context.elements.values()].flatMap((element) =>
    [...(element.dataInputs ?? []), ...(element.dataOutputs ?? [])]
      .filter(({ sources, transformation }) => sources.length > 1 && transformation === undefined)
      .map(({ sources, at }) => finding('DATA_ASSOCIATION_SOURCES', 'error', element, { count: sources.length }, at)),
  );
}
