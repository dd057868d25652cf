// Lanes, nested ones included: who performs what is drawn inside.
import type { PerformerFact } from '../../model/procedure-facts.ts';
import type { LaneModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import { quytrinhFacts } from '../dialects/quytrinh.ts';
import type { ReadContext } from '../read-context.ts';
import { children, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { references } from './reference.ts';

/** Parents come before their children, so that the last lane that names an element is the innermost. */
export function readLanes(context: ReadContext, process: XmlNode, scope: string): readonly LaneModel[] {
  return children(process, 'laneSet').flatMap((set) => readSet(context, set, scope, undefined));
}

function readSet(
  context: ReadContext,
  set: XmlNode,
  scope: string,
  parent: LaneModel | undefined,
): readonly LaneModel[] {
  return children(set, 'lane').flatMap((node) => {
    if (context.duplicates.has(node)) return [];
    const name = value(node, 'name');
    const at = context.at(node);
    const named: PerformerFact | undefined =
      name === undefined ? parent?.performer : { role: name, signs: false, modes: [], at };
    const lane = compact<LaneModel>({
      id: context.idOf(node, scope),
      name,
      elements: references(context, node, 'flowNodeRef'),
      parent: parent?.id,
      performer: quytrinhFacts(context, node).performer ?? named,
      at,
    });
    return [lane, ...children(node, 'childLaneSet').flatMap((inner) => readSet(context, inner, scope, lane))];
  });
}

/** Element id → id of the innermost lane. */
export function laneOfElements(lanes: readonly LaneModel[]): ReadonlyMap<string, string> {
  return new Map(lanes.flatMap((lane) => lane.elements.map((element) => [element, lane.id] as const)));
}
