// Looking things up in the tree: attributes of the element itself, children in the BPMN namespace, extension elements.
import { BPMN } from '../namespaces.ts';
import type { XmlAttribute, XmlNode } from './xml-node.ts';

/** The attribute without a prefix, or with BPMN's own, which some tools write. */
export function attribute(node: XmlNode, local: string): XmlAttribute | undefined {
  return node.attributes.find((one) => one.local === local && (one.uri === '' || one.uri === BPMN));
}

/** Its value; blank counts as absent. */
export function value(node: XmlNode, local: string): string | undefined {
  const text = attribute(node, local)?.value.trim();
  return text === '' ? undefined : text;
}

export function flag(node: XmlNode, local: string): boolean | undefined {
  const text = value(node, local);
  return text === undefined ? undefined : text === 'true' || text === '1';
}

/** Only what differs from the standard's default, so that files with the same meaning give the same model. */
export function flagOtherThan(usual: boolean, node: XmlNode, local: string): boolean | undefined {
  const found = flag(node, local);
  return found === usual ? undefined : found;
}

export function integer(node: XmlNode, local: string): number | undefined {
  const text = value(node, local);
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

export function children(node: XmlNode, local: string): readonly XmlNode[] {
  return node.children.filter((one) => one.uri === BPMN && one.local === local);
}

export function child(node: XmlNode, local: string): XmlNode | undefined {
  return node.children.find((one) => one.uri === BPMN && one.local === local);
}

/** Everything inside the element's extensionElements. */
export function extensions(node: XmlNode): readonly XmlNode[] {
  const holders = children(node, 'extensionElements');
  return holders.length === 1 ? (holders[0]?.children ?? []) : holders.flatMap((holder) => holder.children);
}
