// `__proto__` can't be the name of anything: in JavaScript it is no name in an object but another object behind it. Other names that
// objects come with (`constructor`, `toString`) are as good as any.
import type { ReadContext } from '../read-context.ts';
import type { XmlNode } from '../xml/xml-node.ts';

/** Also as a part of a path (`dossier.__proto__`), and in extensions: mappings, headers and properties name variables. */
export function refuseNames(context: ReadContext, node: XmlNode): void {
  for (const one of node.attributes)
    if (one.value.includes('__proto__') && one.value.split('.').some((part) => part.trim() === '__proto__'))
      context.report('NAME_RESERVED', 'error', one, { name: '__proto__', attribute: one.name, parent: node.name });
  for (const inner of node.children) refuseNames(context, inner);
}
