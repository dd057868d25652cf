// The documentation of an element, all parts joined.
import { children } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

export function documentation(node: XmlNode): string | undefined {
  const parts = children(node, 'documentation').map((one) => one.text.trim());
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text === '' ? undefined : text;
}
