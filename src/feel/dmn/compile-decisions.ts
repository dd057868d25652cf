// A DMN model → decisions that can be asked, each compiled once. What a decision needs is worked out when it is asked for, once
// per question.
import type { DmnDiagnostic, DmnModel } from '../../model/dmn.ts';
import type { FeelLookup, FeelOptions } from '../../model/feel.ts';
import { compileNode } from '../compile/compile-node.ts';
import { feelLimitOf } from '../expression.ts';
import type { FeelType } from '../values/kinds.ts';
import { createNameIndex } from '../syntax/names.ts';
import type { FeelNode } from '../syntax/ast.ts';
import type { NameShapes } from '../syntax/parse.ts';
import { findCycles } from './cycles.ts';
import { shapeOf } from './item-types.ts';
import { find, link, targetsOf } from './link.ts';
import type { Linked, LinkedElement } from './link.ts';
import { askService, createSession, valueOf } from './session.ts';
import type { CompiledElement, Session } from './session.ts';
import { convert, convertFunction, locate, shapeOfBox, typed } from './to-feel.ts';
import type { Conversion, Fragment } from './to-feel.ts';

export interface DecisionSet {
  /** What can be asked: decisions and decision services of the main model. */
  readonly decisions: readonly DecisionInfo[];
  readonly diagnostics: readonly DmnDiagnostic[];
  /** By id or name. A decision that does not exist gives `DMN_REFERENCE`. `lookup` gives the input data by name. */
  evaluate(decision: string, lookup: FeelLookup, options: FeelOptions): DecisionResult;
}

export interface DecisionInfo {
  readonly id: string;
  readonly name: string;
  readonly kind: 'decision' | 'service';
  /** Names of the input data that are looked up for it, directly or through other decisions. */
  readonly inputs: readonly string[];
}

export type DecisionResult =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly DmnDiagnostic[] }
  | { readonly ok: false; readonly problem: DmnDiagnostic };

/** `imported`: the models that `model` imports, directly or through others. */
export function compileDecisions(model: DmnModel, imported: readonly DmnModel[] = []): DecisionSet {
  const diagnostics: DmnDiagnostic[] = [];
  const report = (diagnostic: DmnDiagnostic): unknown => diagnostics.push(diagnostic);
  const linked = link(model, imported, report);
  const cyclic = findCycles(linked, report);
  const compiled = linked.elements.map((element) => compileElement(element, cyclic, linked, report));
  const targets = compiled.filter(
    ({ linked: { element, model: owner } }) =>
      owner === model && (element.kind === 'decision' || element.kind === 'service'),
  );
  return {
    decisions: targets.map((target) => infoOf(target, linked)),
    diagnostics,
    evaluate: (decision, lookup, options) => {
      const target =
        targets.find(({ linked: { element } }) => element.id === decision) ??
        targets.find(({ linked: { element } }) => element.name === decision);
      if (target === undefined) {
        const params = { name: model.name, reference: decision };
        return { ok: false, problem: { code: 'DMN_REFERENCE', severity: 'error', elementId: '', params } };
      }
      return evaluate(target, createSession(compiled, lookup, options));
    },
  };
}

function evaluate(target: CompiledElement, session: Session): DecisionResult {
  try {
    const value = target.linked.element.kind === 'service' ? askService(target, session) : valueOf(target, session);
    return {
      ok: true,
      value,
      warnings: session.warnings.map(({ problem, fragments }) => locate(problem, fragments, 'warning')),
    };
  } catch (error) {
    const limit = feelLimitOf(error);
    if (limit === null) throw error;
    return { ok: false, problem: { ...limit, severity: 'error', elementId: target.linked.element.id } };
  }
}

function compileElement(
  linked: LinkedElement,
  cyclic: ReadonlySet<LinkedElement>,
  all: Linked,
  report: (diagnostic: DmnDiagnostic) => void,
): CompiledElement {
  const { element, resolveType, model } = linked;
  const type = element.typeRef === undefined ? undefined : resolveType(element.typeRef);
  const base = { linked, type, code: undefined, slots: 0, fragments: [] };
  switch (element.kind) {
    case 'input':
      return base;
    case 'service': {
      const indexes = (hrefs: readonly string[]): number[] =>
        hrefs.flatMap((href) => find(all.byKey, model, href)?.index ?? []);
      return {
        ...base,
        service: {
          parameters: [...indexes(element.inputData), ...indexes(element.inputDecisions)],
          outputs: indexes(element.outputDecisions),
        },
      };
    }
    case 'decision':
    case 'knowledge': {
      if (element.logic === undefined || cyclic.has(linked)) {
        if (element.logic === undefined) {
          const params = { name: element.name };
          report({ code: 'DMN_NO_LOGIC', severity: 'warning', elementId: element.id, params });
        }
        return base;
      }
      const fragments: Fragment[] = [];
      const conversion: Conversion = { resolveType, fragments, length: 0, report };
      const shapes = shapesOf(linked);
      const node: FeelNode =
        element.kind === 'knowledge'
          ? convertFunction(element.logic, shapes, conversion)
          : typed(convert(element.logic, shapes, conversion), element.typeRef, element.name, conversion);
      const { code, slots, problems } = compileNode(node, {
        names: createNameIndex(Object.keys(shapes)),
        resolveType,
        typeNames: model.types.map(({ name }) => name),
      });
      for (const problem of problems) report(locate(problem, fragments, 'error'));
      return { ...base, code, slots, fragments, asked: askedTypes(linked) };
    }
  }
}

/** The types of what a table asks by a plain name. */
function askedTypes({ element, resolveType }: LinkedElement): ReadonlyMap<string, FeelType> {
  const types = new Map<string, FeelType>();
  if (element.kind !== 'decision' || element.logic?.kind !== 'table') return types;
  for (const { expression, typeRef } of element.logic.inputs) {
    const type = typeRef === undefined ? undefined : resolveType(typeRef);
    if (type !== undefined) types.set(expression.trim(), type);
  }
  return types;
}

/** The names an element may use, with what is known of the names inside of them. */
function shapesOf(linked: LinkedElement): NameShapes {
  const shapes: Record<string, NameShapes | null> = {};
  for (const [name, target] of linked.required) {
    shapes[name] =
      target.kind === 'import'
        ? Object.fromEntries([...target.members].map(([inner, one]) => [inner, shapeOfElement(one)]))
        : shapeOfElement(target.target);
  }
  return shapes;
}

function shapeOfElement({ element, resolveType }: LinkedElement): NameShapes | null {
  if (element.kind === 'knowledge' || element.kind === 'service') return null;
  if (element.typeRef !== undefined && element.typeRef !== 'Any') return shapeOf(resolveType(element.typeRef));
  return element.kind === 'decision' ? shapeOfBox(element.logic, { resolveType }) : null;
}

function infoOf(target: CompiledElement, all: Linked): DecisionInfo {
  const { element } = target.linked;
  const inputs = new Set<string>();
  const seen = new Set<number>();
  const visit = (linked: LinkedElement): void => {
    if (seen.has(linked.index)) return;
    seen.add(linked.index);
    if (linked.element.kind === 'input') inputs.add(linked.element.name);
    targetsOf(linked.required).forEach(visit);
  };
  if (target.service === undefined) visit(target.linked);
  else for (const index of target.service.parameters) inputs.add(all.elements[index]?.element.name ?? '');
  const kind = element.kind === 'service' ? 'service' : 'decision';
  return { id: element.id, name: element.name, kind, inputs: [...inputs].sort() };
}
