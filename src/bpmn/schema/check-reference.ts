// References: does what is named exist?
import { speaksPlatform7 } from '../dialects/vendor.ts';
import type { Placed, ReadContext } from '../read-context.ts';
import { attribute } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

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

export interface Reference {
  readonly owner: XmlNode;
  readonly place: Placed;
  readonly property: string;
  /** As written, with its prefix. */
  readonly target: string;
}

export function checkReference(context: ReadContext, { owner, place, property, target }: Reference): void {
  const { id, external } = context.resolve(owner, target);
  if (target === '' || (context.ids.has(id) && !external)) return;
  // xsd:string and its like name a type, not an element.
  if (property === 'structureRef') return;
  // The Camunda 7 family names a variable here.
  if (property === 'loopDataInputRef' && speaksPlatform7(owner)) return;
  const elementId = attribute(owner, 'id')?.value;
  const severity = external || harmless.has(property) ? 'warning' : 'error';
  const params = {
    source: elementId ?? owner.name,
    property,
    target,
    suggestion: context.suggest(id, context.ids.keys()),
  };
  context.report('DANGLING_REFERENCE', severity, place, params, elementId === undefined ? {} : { elementId });
}
