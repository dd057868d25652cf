// Holds the tree against the BPMN schema: unknown elements and attributes, wrong values, ids and references.
import { BPMN, BPMN_DI, XSI } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute } from '../xml/tree.ts';
import type { XmlAttribute, XmlNode } from '../xml/xml-node.ts';
import { bpmnSchema } from './bpmn-schema.ts';
import type { BpmnType } from './bpmn-schema.ts';
import { checkReference } from './check-reference.ts';
import type { Reference } from './check-reference.ts';
import { refuseNames } from './refuse-names.ts';
import { rememberId } from './remember-id.ts';

export function checkSchema(context: ReadContext, root: XmlNode): void {
  refuseNames(context, root);
  const references: Reference[] = [];
  visit(context, root, bpmnSchema().type('Definitions'), references);
  // Only now is every id known.
  for (const reference of references) checkReference(context, reference);
}

function visit(context: ReadContext, node: XmlNode, type: BpmnType | undefined, references: Reference[]): void {
  rememberId(context, node);
  for (const one of node.attributes)
    if (one.uri === '' || one.uri === BPMN) checkAttribute(context, node, one, type, references);
  for (const inner of node.children) {
    if (inner.uri === BPMN_DI) visitDiagram(context, inner, references);
    if (inner.uri !== BPMN) continue;
    if (inner.local === 'extensionElements') continue;
    const member = type?.members.get(inner.local);
    if (
      type !== undefined &&
      (member === undefined || !(type.childNames.includes(inner.local) || type.attributeNames.includes(inner.local)))
    ) {
      context.report('UNKNOWN_ELEMENT', 'error', inner, {
        name: inner.name,
        parent: node.name,
        suggestion: context.suggest(inner.local, type.childNames),
      });
      continue;
    }
    if (member?.kind === 'reference')
      references.push({ owner: node, place: inner, property: inner.local, target: inner.text.trim() });
    else if (member?.kind === 'element') visit(context, inner, effectiveType(inner, member.type), references);
    else if (type === undefined) visit(context, inner, bpmnSchema().type(upperFirst(inner.local)), references);
  }
}

/** `xsi:type="tFormalExpression"` narrows the type that the schema gives by default. */
function effectiveType(node: XmlNode, fallback: string): BpmnType | undefined {
  const schema = bpmnSchema();
  const written = node.attributes.find((one) => one.uri === XSI && one.local === 'type')?.value;
  const named = written === undefined ? undefined : written.slice(written.indexOf(':') + 1).replace(/^t(?=[A-Z])/, '');
  // An expression without a type may carry what only formal expressions have; tools leave the type out.
  return (
    (named === undefined ? undefined : schema.type(named)) ??
    schema.type(fallback === 'Expression' ? 'FormalExpression' : fallback)
  );
}

function checkAttribute(
  context: ReadContext,
  node: XmlNode,
  one: XmlAttribute,
  type: BpmnType | undefined,
  references: Reference[],
): void {
  const member = type?.members.get(one.local);
  if (type === undefined) return;
  if (member === undefined) {
    const suggestion = context.suggest(one.local, type.attributeNames);
    context.report('UNKNOWN_ATTRIBUTE', 'error', one, { name: one.name, parent: node.name, suggestion });
  } else if (member.kind === 'reference') {
    for (const id of member.many ? one.value.trim().split(/\s+/) : [one.value.trim()])
      references.push({ owner: node, place: one, property: one.local, target: id });
  } else if (member.kind === 'value') {
    const allowed = allowedValues(member.type);
    if (allowed !== undefined && !allowed.test(one.value.trim())) {
      const names = bpmnSchema().values(member.type) ?? [member.type === 'Integer' ? '0, 1, 2 …' : 'true, false'];
      context.report('INVALID_VALUE', 'error', one, {
        name: one.name,
        value: one.value.slice(0, 60),
        parent: node.name,
        allowed: names.join(', '),
      });
    }
  }
}

function allowedValues(type: string): RegExp | undefined {
  if (type === 'Boolean') return /^(true|false|1|0)$/;
  if (type === 'Integer') return /^[+-]?\d+$/;
  const values = bpmnSchema().values(type);
  return values === undefined ? undefined : new RegExp(`^(${values.join('|')})$`);
}

/** Of the drawing only ids and references to the model matter. */
function visitDiagram(context: ReadContext, node: XmlNode, references: Reference[]): void {
  rememberId(context, node);
  const drawn = attribute(node, 'bpmnElement');
  if (drawn !== undefined)
    references.push({ owner: node, place: drawn, property: 'bpmnElement', target: drawn.value.trim() });
  for (const inner of node.children) if (inner.uri === BPMN_DI) visitDiagram(context, inner, references);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
