// The whole file: its processes, and what they share.
import type {
  BpmnModel,
  CodedModel,
  CorrelationKeyModel,
  CorrelationPropertyModel,
  GlobalTaskModel,
  ItemDefinitionModel,
  MessageFlowModel,
  MessageModel,
  NamedModel,
  ParticipantModel,
} from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { mergeFacts } from '../dialects/dialect-facts.ts';
import { platform7Facts } from '../dialects/platform-7.ts';
import { quytrinhFacts } from '../dialects/quytrinh.ts';
import { zeebeFacts } from '../dialects/zeebe.ts';
import { emptyExpression, readExpression } from '../expression/read-expression.ts';
import { BPMN } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { child, children, flagOtherThan, integer, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readProcess } from './read-process.ts';
import { withFlowMessages } from './with-flow-messages.ts';
import { readTask } from './read-task.ts';
import { reference, references } from './reference.ts';

const globalTasks: ReadonlySet<string> = new Set([
  'globalTask',
  'globalUserTask',
  'globalManualTask',
  'globalScriptTask',
  'globalBusinessRuleTask',
]);

export function readDefinitions(context: ReadContext, root: XmlNode): BpmnModel {
  const roots = (...locals: readonly string[]): readonly XmlNode[] =>
    root.children.filter((one) => one.uri === BPMN && locals.includes(one.local) && !context.duplicates.has(one));
  const collaborations = roots('collaboration', 'choreography', 'globalConversation');
  const within = (local: string): readonly XmlNode[] => collaborations.flatMap((one) => children(one, local));
  const participants = within('participant').map((one) => readParticipant(context, one));
  const pools = new Map(
    participants.flatMap((one) => (one.processRef === undefined ? [] : [[one.processRef, one.name] as const])),
  );
  const messageFlows = within('messageFlow').map((one) => readMessageFlow(context, one));
  const processes = roots('process');
  for (const one of processes) {
    if (value(one, 'id') === undefined)
      context.report('MISSING_ATTRIBUTE', 'error', one, { name: 'id', parent: one.name });
  }
  // A file of conversations, choreographies or shared definitions alone is still a good file; it only holds nothing to run.
  if (processes.length === 0) context.report('NO_PROCESS', root.children.length === 0 ? 'error' : 'warning', root, {});
  return compact<BpmnModel>({
    file: context.file,
    id: value(root, 'id'),
    name: value(root, 'name'),
    targetNamespace: value(root, 'targetNamespace'),
    exporter: value(root, 'exporter'),
    exporterVersion: value(root, 'exporterVersion'),
    processes: withFlowMessages(
      processes.map((one) => readProcess(context, one, pools)),
      messageFlows,
    ),
    messages: roots('message').map((one) => readMessage(context, one)),
    signals: roots('signal').map((one) => readNamed(context, one)),
    errors: roots('error').map((one) => readCoded(context, one, 'errorCode')),
    escalations: roots('escalation').map((one) => readCoded(context, one, 'escalationCode')),
    itemDefinitions: roots('itemDefinition').map((one) => readItemDefinition(context, one)),
    dataStores: roots('dataStore').map((one) => readNamed(context, one)),
    globalTasks: roots(...globalTasks).map((one) => readGlobalTask(context, one)),
    participants,
    messageFlows,
    correlationProperties: roots('correlationProperty').map((one) => readCorrelationProperty(context, one)),
    correlationKeys: nonEmpty(collaborations.flatMap(keysWithin).map((one) => readCorrelationKey(context, one))),
  });
}

function readNamed(context: ReadContext, node: XmlNode): NamedModel {
  return compact<NamedModel>({ id: context.idOf(node, context.file), name: value(node, 'name'), at: context.at(node) });
}

function readCoded(context: ReadContext, node: XmlNode, attribute: string): CodedModel {
  return compact<CodedModel>({ ...readNamed(context, node), code: value(node, attribute) });
}

function readMessage(context: ReadContext, node: XmlNode): MessageModel {
  const law = quytrinhFacts(context, node);
  return compact<MessageModel>({
    ...readNamed(context, node),
    correlationKey: law.correlationKey ?? zeebeFacts(context, node).correlationKey,
    itemRef: reference(context, node, 'itemRef'),
    schema: law.schema,
  });
}

function readItemDefinition(context: ReadContext, node: XmlNode): ItemDefinitionModel {
  return compact<ItemDefinitionModel>({
    id: context.idOf(node, context.file),
    structureRef: value(node, 'structureRef'),
    isCollection: flagOtherThan(false, node, 'isCollection'),
    at: context.at(node),
  });
}

function readGlobalTask(context: ReadContext, node: XmlNode): GlobalTaskModel {
  const named = readNamed(context, node);
  const facts = mergeFacts(platform7Facts(context, node), zeebeFacts(context, node));
  const law = quytrinhFacts(context, node);
  return compact<GlobalTaskModel>({
    ...named,
    type: node.local as GlobalTaskModel['type'],
    ...readTask(context, node, named.id, facts, law.resultVariable),
    performer: law.performer,
  });
}

function readParticipant(context: ReadContext, node: XmlNode): ParticipantModel {
  const multiplicity = child(node, 'participantMultiplicity');
  return compact<ParticipantModel>({
    ...readNamed(context, node),
    processRef: reference(context, node, 'processRef'),
    multiplicity: multiplicity && {
      minimum: integer(multiplicity, 'minimum') ?? 0,
      maximum: integer(multiplicity, 'maximum') ?? 1,
    },
  });
}

function readMessageFlow(context: ReadContext, node: XmlNode): MessageFlowModel {
  return compact<MessageFlowModel>({
    ...readNamed(context, node),
    sourceRef: reference(context, node, 'sourceRef') ?? '',
    targetRef: reference(context, node, 'targetRef') ?? '',
    messageRef: reference(context, node, 'messageRef'),
  });
}

function readCorrelationProperty(context: ReadContext, node: XmlNode): CorrelationPropertyModel {
  const retrievals = children(node, 'correlationPropertyRetrievalExpression').map((one) => {
    const path = child(one, 'messagePath');
    return {
      messageRef: reference(context, one, 'messageRef') ?? '',
      path: path ? readExpression(context, path, 'feel') : emptyExpression(context.at(one)),
    };
  });
  return compact<CorrelationPropertyModel>({ ...readNamed(context, node), retrievals });
}

/** Of the whole collaboration, and of its conversations (BPMN 2.0.2 §8.4.2, §9.5). */
function keysWithin(node: XmlNode): readonly XmlNode[] {
  const conversations = ['conversation', 'subConversation', 'callConversation'].flatMap((local) =>
    children(node, local),
  );
  return [...children(node, 'correlationKey'), ...conversations.flatMap(keysWithin)];
}

function readCorrelationKey(context: ReadContext, node: XmlNode): CorrelationKeyModel {
  return compact<CorrelationKeyModel>({
    ...readNamed(context, node),
    propertyRefs: references(context, node, 'correlationPropertyRef'),
  });
}
