// Extensions of vendors that are not read here: kept in the file, without effect, and said once per namespace.
import { BPMN_DI, PLATFORM_7, QUYTRINH, WITHOUT_EFFECT, ZEEBE } from './namespaces.ts';
import type { Placed, ReadContext } from './read-context.ts';
import type { XmlNode } from './xml/xml-node.ts';

export function reportIgnored(context: ReadContext, root: XmlNode): void {
  const met = new Map<string, { readonly place: Placed; readonly name: string; count: number }>();
  const meet = (uri: string, place: Placed, name: string): void => {
    if (WITHOUT_EFFECT.has(uri) || PLATFORM_7.has(uri) || uri === ZEEBE || uri === QUYTRINH) return;
    const before = met.get(uri);
    if (before === undefined) met.set(uri, { place, name, count: 1 });
    else before.count++;
  };
  const visit = (node: XmlNode): void => {
    meet(node.uri, node, node.name);
    if (node.uri === BPMN_DI) return;
    for (const attribute of node.attributes) meet(attribute.uri, attribute, attribute.name);
    for (const inner of node.children) visit(inner);
  };
  visit(root);
  for (const [namespace, { place, name, count }] of met)
    context.report('EXTENSION_IGNORED', 'info', place, { name, namespace, count });
}
