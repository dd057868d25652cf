// All models together: every element under `namespace#id`, and for each the names it may use.
import type { DmnDecision, DmnDiagnostic, DmnInput, DmnKnowledge, DmnModel, DmnService } from '../../model/dmn.ts';
import { createTypeResolver } from './item-types.ts';
import type { ResolveType } from './item-types.ts';

export type DmnElement = DmnInput | DmnDecision | DmnKnowledge | DmnService;

export interface LinkedElement {
  readonly index: number;
  readonly element: DmnElement;
  readonly model: DmnModel;
  readonly resolveType: ResolveType;
  /** The elements it requires, by the name it knows them under; those of an import under the import's name. */
  readonly required: ReadonlyMap<string, Required>;
}

/** A required element, or those required from one import. */
export type Required =
  | { readonly kind: 'element'; readonly target: LinkedElement }
  | { readonly kind: 'import'; readonly members: Map<string, LinkedElement> };

export interface Linked {
  readonly elements: readonly LinkedElement[];
  /** By `namespace#id`. */
  readonly byKey: ReadonlyMap<string, LinkedElement>;
}

export function link(main: DmnModel, others: readonly DmnModel[], report: (diagnostic: DmnDiagnostic) => void): Linked {
  const models = [main, ...others];
  const elements: LinkedElement[] = [];
  const byKey = new Map<string, LinkedElement>();
  const requiredOf = new Map<LinkedElement, Map<string, Required>>();
  for (const model of models) {
    const imported = importsOf(model, models, report);
    const resolveType = createTypeResolver(model, imported, report);
    for (const element of [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services]) {
      const required = new Map<string, Required>();
      const linked: LinkedElement = { index: elements.length, element, model, resolveType, required };
      requiredOf.set(linked, required);
      elements.push(linked);
      byKey.set(`${model.namespace}#${element.id}`, linked);
    }
  }
  for (const linked of elements) {
    const required = requiredOf.get(linked) ?? new Map<string, Required>();
    for (const href of hrefsOf(linked.element)) {
      const target = find(byKey, linked.model, href);
      if (target === undefined) reportMissing(linked, href, report);
      else enter(required, linked.model, target);
    }
  }
  return { elements, byKey };
}

export function find(
  byKey: ReadonlyMap<string, LinkedElement>,
  model: DmnModel,
  href: string,
): LinkedElement | undefined {
  return byKey.get(href.startsWith('#') ? model.namespace + href : href);
}

function hrefsOf(element: DmnElement): readonly string[] {
  return element.kind === 'decision' || element.kind === 'knowledge' ? element.requires : [];
}

function importsOf(
  model: DmnModel,
  models: readonly DmnModel[],
  report: (diagnostic: DmnDiagnostic) => void,
): ReadonlyMap<string, DmnModel> {
  const imported = new Map<string, DmnModel>();
  for (const { name, namespace } of model.imports) {
    const other = models.find((one) => one.namespace === namespace);
    if (other !== undefined) imported.set(name, other);
    else report({ code: 'DMN_IMPORT', severity: 'error', elementId: '', params: { namespace } });
  }
  return imported;
}

function enter(required: Map<string, Required>, model: DmnModel, target: LinkedElement): void {
  const prefix =
    target.model === model ? '' : (model.imports.find((one) => one.namespace === target.model.namespace)?.name ?? '');
  if (prefix === '') {
    required.set(target.element.name, { kind: 'element', target });
    return;
  }
  const group = required.get(prefix);
  if (group?.kind === 'import') group.members.set(target.element.name, target);
  else required.set(prefix, { kind: 'import', members: new Map([[target.element.name, target]]) });
}

function reportMissing(linked: LinkedElement, href: string, report: (diagnostic: DmnDiagnostic) => void): void {
  const { id, name } = linked.element;
  report({ code: 'DMN_REFERENCE', severity: 'error', elementId: id, params: { name, reference: href } });
}

/** All elements among what is required. */
export function targetsOf(required: ReadonlyMap<string, Required>): LinkedElement[] {
  return [...required.values()].flatMap((one) => (one.kind === 'element' ? [one.target] : [...one.members.values()]));
}
