// Variables that travel: `inputOutput` of any element, `in` and `out` of a call activity.
import type { CalledModel, Expression, MappingModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import { stringLiteral } from '../expression/feel-text.ts';
import { juelToFeel } from '../expression/juel-to-feel.ts';
import { emptyExpression, expressionOf, hasJuel } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { vendorElements, vendorValue } from './vendor.ts';

export interface Mappings {
  readonly inputs: readonly MappingModel[];
  readonly outputs: readonly MappingModel[];
}

export function readMappings7(context: ReadContext, node: XmlNode): Mappings {
  const parameters = vendorElements(node, 'inputOutput').flatMap((one) => one.children);
  const inOrder = (local: string): readonly MappingModel[] =>
    parameters.flatMap((one) => {
      const target = one.local === local ? value(one, 'name') : undefined;
      return target === undefined ? [] : [{ source: parameterSource(context, one), target }];
    });
  const passed = (local: string): readonly MappingModel[] =>
    vendorElements(node, local).flatMap((one) => readPassed(context, one));
  return {
    inputs: [...inOrder('inputParameter'), ...passed('in')],
    outputs: [...inOrder('outputParameter'), ...passed('out')],
  };
}

/** These engines pass nothing to the called process unless told to. */
export function readCall7(context: ReadContext, node: XmlNode): CalledModel {
  const binding = vendorValue(node, 'calledElementBinding');
  const all = (local: string): boolean => vendorElements(node, local).some((one) => value(one, 'variables') === 'all');
  return compact<CalledModel>({
    processId: emptyExpression(context.at(node)),
    binding: binding === 'deployment' || binding === 'versionTag' ? binding : 'latest',
    versionTag: vendorValue(node, 'calledElementVersionTag'),
    propagateAllParent: all('in') || vendorValue(node, 'inheritVariables') === 'true',
    propagateAllChild: all('out'),
  });
}

/** `source` names a variable, `sourceExpression` is an expression. */
function readPassed(context: ReadContext, node: XmlNode): readonly MappingModel[] {
  const target = value(node, 'target');
  const variable = attribute(node, 'source');
  const expression = attribute(node, 'sourceExpression');
  if (target === undefined) return [];
  if (expression !== undefined)
    return [{ source: expressionOf(context, expression.value, expression, 'literal'), target }];
  if (variable === undefined) return [];
  const text = variable.value.trim();
  return [
    {
      source: hasJuel(text)
        ? expressionOf(context, text, variable, 'feel')
        : { kind: 'feel', text, at: context.at(variable) },
      target,
    },
  ];
}

/** Text, or a list, a map or a script inside. */
function parameterSource(context: ReadContext, node: XmlNode): Expression {
  const [inner] = node.children;
  if (inner === undefined) {
    const text = node.text.trim();
    return text === ''
      ? { kind: 'feel', text: 'null', at: context.at(node) }
      : expressionOf(context, text, node, 'literal');
  }
  const built = structure(inner);
  if (built.ok) return { kind: 'feel', text: built.feel, at: context.at(inner) };
  context.report('EXPRESSION_FOREIGN', 'warning', inner, { language: inner.local, construct: built.construct });
  return { kind: 'foreign', text: inner.text.trim(), language: inner.local, at: context.at(inner) };
}

type Structure = ReturnType<typeof juelToFeel>;

function structure(node: XmlNode): Structure {
  if (node.local === 'list') return collected(node.children.map(structure), (items) => `[${items.join(', ')}]`);
  if (node.local === 'map') {
    const keys = node.children.map((one) => stringLiteral(value(one, 'key') ?? '').text);
    return collected(
      node.children.map(entryValue),
      (items) => `{${items.map((item, index) => `${keys[index] ?? '""'}: ${item}`).join(', ')}}`,
    );
  }
  if (node.local === 'script') return { ok: false, construct: node.text.trim().slice(0, 60) };
  return entryValue(node);
}

function entryValue(node: XmlNode): Structure {
  const [inner] = node.children;
  if (inner !== undefined) return structure(inner);
  const text = node.text.trim();
  return hasJuel(text) ? juelToFeel(text) : { ok: true, feel: stringLiteral(text).text };
}

function collected(parts: readonly Structure[], join: (items: readonly string[]) => string): Structure {
  const failed = parts.find((part) => !part.ok);
  return failed ?? { ok: true, feel: join(parts.flatMap((part) => (part.ok ? [part.feel] : []))) };
}
