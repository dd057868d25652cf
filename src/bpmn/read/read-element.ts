// One flow node, with all its facts.
import type { DialectFacts } from '../dialects/dialect-facts.ts';
import type { ElementType } from '../../model/element-types.ts';
import { elementTypes } from '../../model/element-types.ts';
import type { ElementModel } from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { mergeFacts } from '../dialects/dialect-facts.ts';
import { platform7Facts } from '../dialects/platform-7.ts';
import { freeProperties } from '../dialects/properties.ts';
import { quytrinhFacts } from '../dialects/quytrinh.ts';
import { zeebeFacts } from '../dialects/zeebe.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { child, flag, flagOtherThan, integer, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readCall } from './read-call.ts';
import { readDataAssociations, readDataSets } from './read-data.ts';
import { documentation } from './read-documentation.ts';
import { readEvents } from './read-event.ts';
import { readLoop } from './read-loop.ts';
import { readTask } from './read-task.ts';
import { reference } from './reference.ts';

export interface ElementSurroundings {
  readonly id: string;
  readonly scope: string;
  readonly lane: string | undefined;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
}

export function readElement(
  context: ReadContext,
  node: XmlNode,
  type: ElementType,
  around: ElementSurroundings,
): ElementModel {
  const family = elementTypes[type];
  const facts = mergeFacts(platform7Facts(context, node), zeebeFacts(context, node));
  const law = quytrinhFacts(context, node);
  const properties = { ...facts.properties, ...freeProperties(node) };
  const activation = child(node, 'activationCondition');
  return compact<ElementModel>({
    id: around.id,
    type,
    name: value(node, 'name'),
    documentation: documentation(node),
    scope: around.scope,
    at: context.at(node),
    incoming: around.incoming,
    outgoing: around.outgoing,
    lane: around.lane,
    defaultFlow: reference(context, node, 'default'),
    ...(family === 'event' || family === 'gateway' ? {} : activityFacts(context, node)),
    inputs: facts.inputs,
    outputs: facts.outputs,
    dataInputs: nonEmpty(readDataAssociations(context, node, 'dataInputAssociation')),
    dataOutputs: nonEmpty(readDataAssociations(context, node, 'dataOutputAssociation')),
    inputSets: readDataSets(context, node, around.id, 'input'),
    outputSets: readDataSets(context, node, around.id, 'output'),
    ...readTask(context, node, around.id, facts, law.resultVariable),
    ...(type === 'startEvent' && facts.form !== undefined ? { form: facts.form } : {}),
    messageRef: type === 'sendTask' || type === 'receiveTask' ? reference(context, node, 'messageRef') : undefined,
    instantiate: type === 'receiveTask' ? flagOtherThan(false, node, 'instantiate') : undefined,
    called: type === 'callActivity' ? readCall(context, node, facts) : undefined,
    triggeredByEvent: family === 'scope' ? flagOtherThan(false, node, 'triggeredByEvent') : undefined,
    adHoc: type === 'adHocSubProcess' ? readAdHoc(context, node, facts) : undefined,
    ...(family === 'event'
      ? eventFacts(context, node, type, { name: value(node, 'name'), job: facts.job, timerCounting: law.timerCounting })
      : {}),
    eventGateway:
      type === 'eventBasedGateway'
        ? {
            instantiate: flag(node, 'instantiate') ?? false,
            kind: value(node, 'eventGatewayType')?.toLowerCase() === 'parallel' ? 'parallel' : 'exclusive',
          }
        : undefined,
    activationCondition: activation && readExpression(context, activation, 'feel'),
    sla: law.sla,
    pause: law.pause,
    status: law.status,
    performer: law.performer,
    separation: law.separation,
    documents: law.documents,
    schemas: law.schemas,
    costs: law.costs,
    properties: Object.keys(properties).length === 0 ? undefined : properties,
  });
}

function activityFacts(context: ReadContext, node: XmlNode): Partial<ElementModel> {
  return compact<Partial<ElementModel>>({
    loop: readLoop(context, node),
    isForCompensation: flagOtherThan(false, node, 'isForCompensation'),
    startQuantity: otherThanOne(integer(node, 'startQuantity')),
    completionQuantity: otherThanOne(integer(node, 'completionQuantity')),
  });
}

function otherThanOne(quantity: number | undefined): number | undefined {
  return quantity === 1 ? undefined : quantity;
}

function eventFacts(
  context: ReadContext,
  node: XmlNode,
  type: ElementType,
  around: Parameters<typeof readEvents>[2],
): Partial<ElementModel> {
  return compact<Partial<ElementModel>>({
    events: nonEmpty(readEvents(context, node, around)),
    parallelMultiple: flagOtherThan(false, node, 'parallelMultiple'),
    interrupting:
      type === 'boundaryEvent'
        ? flagOtherThan(true, node, 'cancelActivity')
        : type === 'startEvent'
          ? flagOtherThan(true, node, 'isInterrupting')
          : undefined,
    attachedTo: type === 'boundaryEvent' ? reference(context, node, 'attachedToRef') : undefined,
  });
}

function readAdHoc(
  context: ReadContext,
  node: XmlNode,
  { activeElements }: DialectFacts,
): NonNullable<ElementModel['adHoc']> {
  const completion = child(node, 'completionCondition');
  return compact<NonNullable<ElementModel['adHoc']>>({
    ordering: value(node, 'ordering')?.toLowerCase() === 'sequential' ? 'sequential' : 'parallel',
    completionCondition: completion && readExpression(context, completion, 'feel'),
    cancelRemaining: flag(node, 'cancelRemainingInstances') ?? true,
    activeElements,
  });
}
