// Extension properties (`zeebe:properties`, `camunda:properties`): the one place where a modeler lets authors write free names.
import { PLATFORM_7, ZEEBE } from '../namespaces.ts';
import { extensions, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

export interface ExtensionProperty {
  readonly name: string;
  readonly value: string;
  readonly node: XmlNode;
}

/** Properties with this prefix are facts of the procedure, not free properties. */
export const factPrefix = 'quytrinh.';

export function extensionProperties(node: XmlNode): readonly ExtensionProperty[] {
  return extensions(node)
    .filter((one) => one.local === 'properties' && (one.uri === ZEEBE || PLATFORM_7.has(one.uri)))
    .flatMap((holder) => holder.children)
    .filter((one) => one.local === 'property')
    .flatMap((one) => {
      const name = value(one, 'name');
      return name === undefined ? [] : [{ name, value: value(one, 'value') ?? one.text.trim(), node: one }];
    });
}

/** The free properties by name. */
export function freeProperties(node: XmlNode): Readonly<Record<string, string>> | undefined {
  const free = extensionProperties(node).filter((one) => !one.name.startsWith(factPrefix));
  return free.length === 0 ? undefined : Object.fromEntries(free.map((one) => [one.name, one.value]));
}
