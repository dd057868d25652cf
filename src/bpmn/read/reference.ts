// A reference written as an attribute or, as the standard has it for some, as a child element.
import type { ReadContext } from '../read-context.ts';
import { child, children, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

export function reference(context: ReadContext, node: XmlNode, property: string): string | undefined {
  const written = value(node, property) ?? child(node, property)?.text.trim();
  return written === undefined || written === '' ? undefined : context.resolve(node, written).id;
}

export function references(context: ReadContext, node: XmlNode, property: string): readonly string[] {
  const inChildren = children(node, property).map((one) => one.text.trim());
  const inAttribute = value(node, property)?.split(/\s+/) ?? [];
  return [...inChildren, ...inAttribute].filter((one) => one !== '').map((one) => context.resolve(node, one).id);
}
