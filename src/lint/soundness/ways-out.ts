// Which flows can get a token when an element is left: one, all, or any set of them (BPMN 2.0.2 §13.4, §13.3.1).
import type { ElementModel } from '../../model/process-model.ts';
import { elementTypes } from '../../model/element-types.ts';
import type { LintContext } from '../context.ts';

/** Sets of flow ids, one of which is taken. An element without outgoing flows gives one empty set. */
export function waysOut(element: ElementModel, context: Pick<LintContext, 'flows'>): string[][] {
  const { outgoing, defaultFlow, type } = element;
  if (outgoing.length === 0) return [[]];
  if (type === 'exclusiveGateway') return outgoing.map((id) => [id]);
  if (type === 'parallelGateway' || elementTypes[type] === 'event') return [[...outgoing]];
  const others = outgoing.filter((id) => id !== defaultFlow);
  const otherwise = defaultFlow !== undefined && outgoing.includes(defaultFlow) ? [defaultFlow] : [];
  // A complex gateway splits like an inclusive one.
  if (type === 'inclusiveGateway' || type === 'complexGateway') {
    const chosen = subsets(others).filter((set) => set.length > 0);
    return otherwise.length > 0 ? [...chosen, otherwise] : chosen;
  }
  // An activity: flows without condition always, those with one in any number, the default when none of these.
  const always = others.filter((id) => context.flows.get(id)?.condition === undefined);
  const conditional = others.filter((id) => !always.includes(id));
  return subsets(conditional)
    .map((set) => [...always, ...set, ...(set.length === 0 ? otherwise : [])])
    .filter((set) => set.length > 0);
}

/** How many flows are chosen freely; each one doubles the ways. */
export function freeChoices(element: ElementModel, context: Pick<LintContext, 'flows'>): number {
  const { type, outgoing, defaultFlow } = element;
  if (type === 'exclusiveGateway' || type === 'parallelGateway' || elementTypes[type] === 'event') return 0;
  const others = outgoing.filter((id) => id !== defaultFlow);
  if (type === 'inclusiveGateway' || type === 'complexGateway') return others.length;
  return others.filter((id) => context.flows.get(id)?.condition !== undefined).length;
}

export function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}
