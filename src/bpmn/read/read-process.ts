// One process: every flow node and flow at every depth, in document order, with lanes and data.
import { elementTypes } from '../../model/element-types.ts';
import type { ElementType } from '../../model/element-types.ts';
import type {
  AssociationModel,
  CorrelationSubscriptionModel,
  DataModel,
  ProcessModel,
} from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { platform7Facts } from '../dialects/platform-7.ts';
import { freeProperties } from '../dialects/properties.ts';
import { quytrinhFacts } from '../dialects/quytrinh.ts';
import { zeebeFacts } from '../dialects/zeebe.ts';
import { emptyExpression, readExpression } from '../expression/read-expression.ts';
import { BPMN } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { child, children, flag, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readAssociations, readData, readDataSets } from './read-data.ts';
import { loopEventNodes } from './read-loop.ts';
import { documentation } from './read-documentation.ts';
import { readElement } from './read-element.ts';
import { flowsByElement, readFlows } from './read-flows.ts';
import type { Scoped, XmlNodeInScope } from './read-flows.ts';
import { laneOfElements, readLanes } from './read-lanes.ts';
import { reference } from './reference.ts';

/** What the walk through the scopes finds. */
interface Found {
  readonly nodes: (Scoped & { readonly type: ElementType })[];
  readonly flows: XmlNodeInScope[];
  readonly data: DataModel[];
  readonly associations: AssociationModel[];
}

export function readProcess(
  context: ReadContext,
  node: XmlNode,
  participants: ReadonlyMap<string, string | undefined>,
): ProcessModel {
  const id = context.idOf(node, context.file);
  const found: Found = { nodes: [], flows: [], data: [], associations: [] };
  walk(context, node, id, found);
  const lanes = readLanes(context, node, id);
  const laneOf = lanesWithInheritance(found.nodes, laneOfElements(lanes));
  const flows = readFlows(context, found.flows, found.nodes);
  const incoming = flowsByElement(context, flows, found.nodes, 'incoming');
  const outgoing = flowsByElement(context, flows, found.nodes, 'outgoing');
  const law = quytrinhFacts(context, node);
  return compact<ProcessModel>({
    id,
    name: value(node, 'name'),
    documentation: documentation(node),
    at: context.at(node),
    executable: flag(node, 'isExecutable') ?? true,
    versionTag: zeebeFacts(context, node).versionTag ?? platform7Facts(context, node).versionTag,
    elements: found.nodes.map((one) =>
      readElement(context, one.node, one.type, {
        id: one.id,
        scope: one.scope,
        lane: laneOf.get(one.id),
        incoming: incoming.get(one.id) ?? [],
        outgoing: outgoing.get(one.id) ?? [],
      }),
    ),
    flows,
    lanes,
    data: found.data,
    associations: found.associations,
    correlationSubscriptions: nonEmpty(
      children(node, 'correlationSubscription').map((one) => readSubscription(context, one)),
    ),
    inputSets: readDataSets(context, node, id, 'input'),
    outputSets: readDataSets(context, node, id, 'output'),
    procedure: law.procedure,
    sla: law.sla,
    phases: law.phases,
    costs: law.costs,
    documents: law.documents,
    schema: law.schema,
    properties: freeProperties(node),
    participant: participants.get(id),
  });
}

function walk(context: ReadContext, holder: XmlNode, scope: string, found: Found): void {
  found.data.push(...readData(context, holder, scope));
  found.associations.push(...readAssociations(context, holder, scope));
  for (const node of holder.children) {
    if (node.uri !== BPMN || context.duplicates.has(node)) continue;
    if (node.local === 'sequenceFlow') found.flows.push({ node, scope });
    // The schema lets it stand for any flow element; the text knows it only as the event of a complex behaviour (table 10.30).
    if (node.local === 'implicitThrowEvent')
      context.report('IMPLICIT_THROW_ALONE', 'error', node, { id: context.idOf(node, scope) });
    if (!isElement(node.local)) continue;
    const id = context.idOf(node, scope);
    if (value(node, 'id') === undefined)
      context.report('MISSING_ATTRIBUTE', 'warning', node, { name: 'id', parent: node.name }, { elementId: id });
    if (node.local === 'boundaryEvent' && reference(context, node, 'attachedToRef') === undefined) {
      context.report(
        'MISSING_ATTRIBUTE',
        'error',
        node,
        { name: 'attachedToRef', parent: node.name },
        { elementId: id },
      );
    }
    found.nodes.push({ node, id, scope, type: node.local });
    if (elementTypes[node.local] === 'scope') walk(context, node, id, found);
    else found.data.push(...readData(context, node, id));
    for (const event of loopEventNodes(node)) found.data.push(...readData(context, event, id));
  }
}

function isElement(local: string): local is ElementType {
  return Object.hasOwn(elementTypes, local);
}

/** What is inside a subprocess is in the subprocess's lane, and a boundary event in its activity's. */
function lanesWithInheritance(nodes: Found['nodes'], own: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const lanes = new Map(own);
  // Holders stand before what they hold; hosts may stand after their boundary events.
  const inherit = (id: string, from: string | undefined): void => {
    const lane = from === undefined || lanes.has(id) ? undefined : lanes.get(from);
    if (lane !== undefined) lanes.set(id, lane);
  };
  for (const one of nodes) inherit(one.id, one.scope);
  for (const one of nodes) inherit(one.id, value(one.node, 'attachedToRef'));
  return lanes;
}

function readSubscription(context: ReadContext, node: XmlNode): CorrelationSubscriptionModel {
  return compact<CorrelationSubscriptionModel>({
    keyRef: reference(context, node, 'correlationKeyRef'),
    bindings: children(node, 'correlationPropertyBinding').map((one) => {
      const path = child(one, 'dataPath');
      return {
        propertyRef: reference(context, one, 'correlationPropertyRef') ?? '',
        path: path ? readExpression(context, path, 'feel') : emptyExpression(context.at(one)),
      };
    }),
    at: context.at(node),
  });
}
