// Ids: who bears which, who bears one that is taken, and which can't be referred to.
import { BPMN } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

/** An XML name without a colon (NCName), in any script: a Vietnamese id is as good as another. */
const idPattern = /^[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*$/u;

export function rememberId(context: ReadContext, node: XmlNode): void {
  const written = attribute(node, 'id');
  if (written === undefined) return;
  const id = written.value.trim();
  if (!idPattern.test(id)) {
    const allowed = 'a-z A-Z 0-9 _ - .';
    const params = { name: 'id', value: id.slice(0, 60), parent: node.name, allowed };
    context.report('INVALID_VALUE', 'warning', written, params);
  }
  if (id === '') return;
  const first = context.ids.get(id);
  if (first === undefined) {
    context.ids.set(id, node);
    return;
  }
  context.duplicates.add(node);
  const severity = node.uri === BPMN ? 'error' : 'warning';
  const line = context.at(first).line;
  context.report(
    'DUPLICATE_ID',
    severity,
    node,
    { id, name: node.name, firstName: first.name, firstLine: line },
    { elementId: id, related: [context.at(first)] },
  );
}
