// The marker of a repeated activity: multi-instance or standard loop.
import type {
  ComplexBehaviorModel,
  EventModel,
  LoopModel,
  MultiInstanceModel,
  StandardLoopModel,
} from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { platform7Loop } from '../dialects/platform-7.ts';
import { zeebeLoop } from '../dialects/zeebe.ts';
import { emptyExpression, expressionOf, readExpression } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute, child, children, flag, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readDataAssociations } from './read-data.ts';
import { eventNode, readEventDefinition, readEvents } from './read-event.ts';
import { reference } from './reference.ts';

export function readLoop(context: ReadContext, activity: XmlNode): LoopModel | undefined {
  const multiple = child(activity, 'multiInstanceLoopCharacteristics');
  if (multiple !== undefined) return readMultiInstance(context, multiple);
  const standard = child(activity, 'standardLoopCharacteristics');
  return standard && readStandard(context, standard);
}

function readMultiInstance(context: ReadContext, node: XmlNode): MultiInstanceModel {
  const cardinality = child(node, 'loopCardinality');
  const completion = child(node, 'completionCondition');
  const input = child(node, 'inputDataItem');
  const behavior = value(node, 'behavior')?.toLowerCase();
  return compact<MultiInstanceModel>({
    kind: 'multiInstance',
    sequential: flag(node, 'isSequential') ?? false,
    cardinality: cardinality && readExpression(context, cardinality, 'feel'),
    collectionRef: reference(context, node, 'loopDataInputRef'),
    element: input && (value(input, 'name') ?? value(input, 'id')),
    outputCollectionRef: reference(context, node, 'loopDataOutputRef'),
    outputItem: outputItem(node),
    completionCondition: completion && readExpression(context, completion, 'feel'),
    // The standard's default: with no behaviour said, no event is thrown until all are done.
    behavior: behavior === 'none' || behavior === 'one' || behavior === 'complex' ? behavior : 'all',
    noneEvent: behaviorEvent(context, node, 'noneBehaviorEventRef'),
    oneEvent: behaviorEvent(context, node, 'oneBehaviorEventRef'),
    complexBehaviors: nonEmpty(children(node, 'complexBehaviorDefinition').map((one) => readComplex(context, one))),
    ...platform7Loop(context, node),
    ...zeebeLoop(context, node),
    at: context.at(node),
  });
}

/** The events that the loop of an activity throws; they hold data inputs of their own. */
export function loopEventNodes(activity: XmlNode): readonly XmlNode[] {
  return children(activity, 'multiInstanceLoopCharacteristics')
    .flatMap((loop) => children(loop, 'complexBehaviorDefinition'))
    .flatMap((one) => children(one, 'event'));
}

function outputItem(node: XmlNode): string | undefined {
  const output = child(node, 'outputDataItem');
  return output && (value(output, 'name') ?? value(output, 'id'));
}

function behaviorEvent(context: ReadContext, node: XmlNode, property: string): EventModel | undefined {
  const id = reference(context, node, property);
  return id === undefined ? undefined : readEventDefinition(context, eventNode(context, node, id));
}

function readComplex(context: ReadContext, node: XmlNode): ComplexBehaviorModel {
  const condition = child(node, 'condition');
  const thrown = child(node, 'event');
  return compact<ComplexBehaviorModel>({
    condition: condition ? readExpression(context, condition, 'feel') : emptyExpression(context.at(node)),
    events: thrown && nonEmpty(readEvents(context, thrown, {})),
    dataInputs: thrown && nonEmpty(readDataAssociations(context, thrown, 'dataInputAssociation')),
  });
}

function readStandard(context: ReadContext, node: XmlNode): StandardLoopModel {
  const condition = child(node, 'loopCondition');
  const maximum = attribute(node, 'loopMaximum');
  return compact<StandardLoopModel>({
    kind: 'standard',
    testBefore: flag(node, 'testBefore') ?? false,
    maximum: maximum && expressionOf(context, maximum.value, maximum, 'feel', 'feel'),
    condition: condition && readExpression(context, condition, 'feel'),
    at: context.at(node),
  });
}
