// Attributes and extension elements in the namespace of any engine of the Camunda 7 family.
import { PLATFORM_7 } from '../namespaces.ts';
import { extensions } from '../xml/tree.ts';
import type { XmlAttribute, XmlNode } from '../xml/xml-node.ts';

/** True when the namespace of one of these engines is declared around the node. */
export function speaksPlatform7(node: XmlNode): boolean {
  for (const prefix in node.namespaces) if (PLATFORM_7.has(node.namespaces[prefix] ?? '')) return true;
  return false;
}

export function vendorAttribute(node: XmlNode, local: string): XmlAttribute | undefined {
  return node.attributes.find((one) => one.local === local && PLATFORM_7.has(one.uri));
}

export function vendorValue(node: XmlNode, local: string): string | undefined {
  const text = vendorAttribute(node, local)?.value.trim();
  return text === '' ? undefined : text;
}

export function vendorElements(node: XmlNode, local: string): readonly XmlNode[] {
  return extensions(node).filter((one) => one.local === local && PLATFORM_7.has(one.uri));
}
