// Camunda 8's extension elements, the first-class profile for authors: `=` begins FEEL, all else is a literal.
import type {
  AssignmentModel,
  CalledModel,
  DecisionModel,
  Expression,
  FormModel,
  JobModel,
  MappingModel,
  ScriptModel,
} from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { zeebeExpression } from '../expression/read-expression.ts';
import { ZEEBE } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute, extensions, flag, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import type { DialectFacts, LoopFacts } from './dialect-facts.ts';

export function zeebeFacts(context: ReadContext, node: XmlNode): DialectFacts {
  const own = extensions(node).filter((one) => one.uri === ZEEBE);
  if (own.length === 0) return {};
  const find = (local: string): XmlNode | undefined => own.find((one) => one.local === local);
  const headers = readHeaders(find('taskHeaders'));
  const mapping = find('ioMapping');
  const version = find('versionTag');
  const subscription = find('subscription');
  const adHoc = find('adHoc');
  return compact<DialectFacts>({
    job: readJob(context, find('taskDefinition'), headers),
    script: readScript(context, find('script')),
    decision: readDecision(context, find('calledDecision')),
    assignment: readAssignment(context, find('assignmentDefinition'), find('taskSchedule'), find('priorityDefinition')),
    form: readForm(find('formDefinition')),
    called: readCalled(context, find('calledElement')),
    activeElements: adHoc && expressionAt(context, adHoc, 'activeElementsCollection'),
    inputs: nonEmpty(readMappings(context, mapping, 'input')),
    outputs: nonEmpty(readMappings(context, mapping, 'output')),
    versionTag: version && value(version, 'value'),
    correlationKey: subscription && expressionAt(context, subscription, 'correlationKey'),
    // A task without a job has no other place for its headers.
    properties: find('taskDefinition') === undefined && Object.keys(headers).length > 0 ? headers : undefined,
  });
}

/** `zeebe:loopCharacteristics` inside a multi-instance marker. */
export function zeebeLoop(context: ReadContext, node: XmlNode): LoopFacts {
  const loop = extensions(node).find((one) => one.uri === ZEEBE && one.local === 'loopCharacteristics');
  if (loop === undefined) return {};
  return compact<LoopFacts>({
    collection: expressionAt(context, loop, 'inputCollection'),
    element: value(loop, 'inputElement'),
    outputCollection: value(loop, 'outputCollection'),
    outputElement: expressionAt(context, loop, 'outputElement'),
  });
}

function expressionAt(context: ReadContext, node: XmlNode, name: string): Expression | undefined {
  const found = attribute(node, name);
  return found === undefined || found.value.trim() === '' ? undefined : zeebeExpression(context, found.value, found);
}

function readHeaders(node: XmlNode | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const one of node?.children ?? []) {
    const key = value(one, 'key');
    if (key !== undefined) headers[key] = attribute(one, 'value')?.value ?? '';
  }
  return headers;
}

function readJob(
  context: ReadContext,
  node: XmlNode | undefined,
  headers: Record<string, string>,
): JobModel | undefined {
  const type = node && expressionAt(context, node, 'type');
  return type && compact<JobModel>({ type, retries: expressionAt(context, node, 'retries'), headers });
}

function readScript(context: ReadContext, node: XmlNode | undefined): ScriptModel | undefined {
  const expression = node && expressionAt(context, node, 'expression');
  return expression && compact<ScriptModel>({ expression, resultVariable: value(node, 'resultVariable') });
}

function readDecision(context: ReadContext, node: XmlNode | undefined): DecisionModel | undefined {
  const decisionId = node && expressionAt(context, node, 'decisionId');
  return (
    decisionId &&
    compact<DecisionModel>({ decisionId, ...binding(node), resultVariable: value(node, 'resultVariable') })
  );
}

function binding(node: XmlNode): Pick<DecisionModel, 'binding' | 'versionTag'> {
  const type = value(node, 'bindingType');
  const versionTag = value(node, 'versionTag');
  return {
    binding: type === 'deployment' || type === 'versionTag' ? type : 'latest',
    ...(versionTag === undefined ? {} : { versionTag }),
  };
}

function readAssignment(
  context: ReadContext,
  assigned: XmlNode | undefined,
  schedule: XmlNode | undefined,
  priority: XmlNode | undefined,
): AssignmentModel | undefined {
  const facts = compact<AssignmentModel>({
    assignee: assigned && expressionAt(context, assigned, 'assignee'),
    candidateUsers: assigned && expressionAt(context, assigned, 'candidateUsers'),
    candidateGroups: assigned && expressionAt(context, assigned, 'candidateGroups'),
    dueDate: schedule && expressionAt(context, schedule, 'dueDate'),
    followUpDate: schedule && expressionAt(context, schedule, 'followUpDate'),
    priority: priority && expressionAt(context, priority, 'priority'),
  });
  return Object.keys(facts).length === 0 ? undefined : facts;
}

function readForm(node: XmlNode | undefined): FormModel | undefined {
  if (node === undefined) return undefined;
  const form = compact<FormModel>({
    id: value(node, 'formId'),
    key: value(node, 'formKey') ?? value(node, 'externalReference'),
  });
  return Object.keys(form).length === 0 ? undefined : form;
}

function readCalled(context: ReadContext, node: XmlNode | undefined): CalledModel | undefined {
  const processId = node && expressionAt(context, node, 'processId');
  return (
    processId &&
    compact<CalledModel>({
      processId,
      ...binding(node),
      propagateAllParent: flag(node, 'propagateAllParentVariables') ?? true,
      propagateAllChild: flag(node, 'propagateAllChildVariables') ?? true,
    })
  );
}

function readMappings(
  context: ReadContext,
  node: XmlNode | undefined,
  direction: 'input' | 'output',
): readonly MappingModel[] {
  return (node?.children ?? []).flatMap((one) => {
    const target = one.local === direction ? value(one, 'target') : undefined;
    const source = target === undefined ? undefined : expressionAt(context, one, 'source');
    return target === undefined || source === undefined ? [] : [{ source, target }];
  });
}
