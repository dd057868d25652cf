// Holds the tree against the BPMN schema: unknown elements and attributes, wrong values, ids and references.
import { speaksPlatform7 } from '../dialects/vendor.ts';
import { BPMN, BPMN_DI, XSI } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute } from '../xml/tree.ts';
import type { XmlAttribute, XmlNode } from '../xml/xml-node.ts';
import { bpmnSchema } from './bpmn-schema.ts';
import type { BpmnType } from './bpmn-schema.ts';

/** References that only draw or group, or that repeat what a sequence flow says itself: broken, they change no run. */
const harmless = new Set([
  'incoming',
  'outgoing',
  'flowNodeRef',
  'categoryValueRef',
  'bpmnElement',
  'operationRef',
  'structureRef',
]);

export function checkSchema(context: ReadContext, root: XmlNode): void {
  const pending: (() => void)[] = [];
  visit(context, root, bpmnSchema().type('Definitions'), pending);
  // Only now is every id known.
  for (const check of pending) check();
}

function visit(context: ReadContext, node: XmlNode, type: BpmnType | undefined, pending: (() => void)[]): void {
  rememberId(context, node);
  for (const one of node.attributes)
    if (one.uri === '' || one.uri === BPMN) checkAttribute(context, node, one, type, pending);
  for (const inner of node.children) {
    if (inner.uri === BPMN_DI) visitDiagram(context, inner, pending);
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
    if (member?.kind === 'reference') refer(context, node, inner, inner.local, inner.text.trim(), pending);
    else if (member?.kind === 'element') visit(context, inner, effectiveType(inner, member.type), pending);
    else if (type === undefined) visit(context, inner, bpmnSchema().type(upperFirst(inner.local)), pending);
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

function rememberId(context: ReadContext, node: XmlNode): void {
  const id = attribute(node, 'id');
  if (id === undefined) return;
  const first = context.ids.get(id.value);
  if (first === undefined) {
    context.ids.set(id.value, node);
    if (!/^[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*$/u.test(id.value)) {
      const allowed = 'a-z A-Z 0-9 _ - .';
      context.report('INVALID_VALUE', 'warning', id, {
        name: 'id',
        value: id.value.slice(0, 60),
        parent: node.name,
        allowed,
      });
    }
    return;
  }
  context.duplicates.add(node);
  const severity = node.uri === BPMN ? 'error' : 'warning';
  const line = context.at(first).line;
  context.report(
    'DUPLICATE_ID',
    severity,
    node,
    { id: id.value, name: node.name, firstName: first.name, firstLine: line },
    { elementId: id.value, related: [context.at(first)] },
  );
}

function checkAttribute(
  context: ReadContext,
  node: XmlNode,
  one: XmlAttribute,
  type: BpmnType | undefined,
  pending: (() => void)[],
): void {
  const member = type?.members.get(one.local);
  if (type === undefined) return;
  if (member === undefined) {
    const suggestion = context.suggest(one.local, type.attributeNames);
    context.report('UNKNOWN_ATTRIBUTE', 'error', one, { name: one.name, parent: node.name, suggestion });
  } else if (member.kind === 'reference') {
    for (const id of member.many ? one.value.trim().split(/\s+/) : [one.value.trim()])
      refer(context, node, one, one.local, id, pending);
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

function refer(
  context: ReadContext,
  owner: XmlNode,
  at: XmlNode | XmlAttribute,
  property: string,
  qname: string,
  pending: (() => void)[],
): void {
  if (qname === '') return;
  pending.push(() => {
    const { id, external } = context.resolve(owner, qname);
    if (context.ids.has(id) && !external) return;
    // xsd:string and its like name a type, not an element.
    if (property === 'structureRef') return;
    // The Camunda 7 family names a variable here.
    if (property === 'loopDataInputRef' && speaksPlatform7(owner)) return;
    const elementId = attribute(owner, 'id')?.value;
    const severity = external || harmless.has(property) ? 'warning' : 'error';
    const params = {
      source: elementId ?? owner.name,
      property,
      target: qname,
      suggestion: context.suggest(id, context.ids.keys()),
    };
    context.report('DANGLING_REFERENCE', severity, at, params, elementId === undefined ? {} : { elementId });
  });
}

/** Of the drawing only ids and references to the model matter. */
function visitDiagram(context: ReadContext, node: XmlNode, pending: (() => void)[]): void {
  rememberId(context, node);
  const drawn = attribute(node, 'bpmnElement');
  if (drawn !== undefined) refer(context, node, drawn, 'bpmnElement', drawn.value.trim(), pending);
  for (const inner of node.children) if (inner.uri === BPMN_DI) visitDiagram(context, inner, pending);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
