// The Camunda 7 family (Camunda 7, Operaton, Flowable, Activiti): attributes and extension elements in the vendor's namespace,
// `${…}` expressions translated to FEEL.
import { retryBackoffHeader } from '../../model/job-headers.ts';
import type { AssignmentModel, DecisionModel, Expression, FormModel, JobModel } from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import { expressionOf, hasJuel } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { child } from '../xml/tree.ts';
import type { XmlAttribute, XmlNode } from '../xml/xml-node.ts';
import type { DialectFacts, LoopFacts } from './dialect-facts.ts';
import { readCall7, readMappings7 } from './platform-7-mappings.ts';
import { speaksPlatform7, vendorAttribute, vendorElements, vendorValue } from './vendor.ts';

export function platform7Facts(context: ReadContext, node: XmlNode): DialectFacts {
  if (!speaksPlatform7(node)) return {};
  const text = (local: string): string | undefined => vendorValue(node, local);
  const expression = (local: string): Expression | undefined => vendorExpression(context, node, local);
  const assignment = compact<AssignmentModel>({
    assignee: expression('assignee'),
    candidateUsers: expression('candidateUsers'),
    candidateGroups: expression('candidateGroups'),
    dueDate: expression('dueDate'),
    followUpDate: expression('followUpDate'),
    priority: expression('priority'),
  });
  const form = compact<FormModel>({ id: text('formRef'), key: text('formKey') });
  const resultVariable = text('resultVariable') ?? text('resultVariableName');
  const mappings = readMappings7(context, node);
  return compact<DialectFacts>({
    job: readJob(context, node, resultVariable),
    scriptResult: resultVariable,
    decision: readDecision(context, node, resultVariable),
    assignment: Object.keys(assignment).length === 0 ? undefined : assignment,
    form: Object.keys(form).length === 0 ? undefined : form,
    called: node.local === 'callActivity' ? readCall7(context, node) : undefined,
    inputs: nonEmpty(mappings.inputs),
    outputs: nonEmpty(mappings.outputs),
    versionTag: text('versionTag'),
  });
}

/** `collection` and `elementVariable` of a multi-instance marker; a bare name is a variable. */
export function platform7Loop(context: ReadContext, node: XmlNode): LoopFacts {
  if (!speaksPlatform7(node)) return {};
  const written = vendorAttribute(node, 'collection');
  const loopInput = child(node, 'loopDataInputRef');
  // The standard wants a reference here; these engines take the name of a variable, or an expression.
  const variable = loopInput !== undefined && !context.ids.has(loopInput.text.trim()) ? loopInput : undefined;
  return compact<LoopFacts>({
    collection: written
      ? expressionOf(context, written.value, written, 'feel')
      : variable && expressionOf(context, variable.text, variable, 'feel'),
    element: vendorValue(node, 'elementVariable'),
  });
}

function vendorExpression(context: ReadContext, node: XmlNode, local: string): Expression | undefined {
  const found = vendorAttribute(node, local);
  return found === undefined || found.value.trim() === ''
    ? undefined
    : expressionOf(context, found.value, found, 'literal');
}

/** An external topic, or code that only the other engine could call; its name becomes the type of the job. */
function readJob(context: ReadContext, node: XmlNode, resultVariable: string | undefined): JobModel | undefined {
  const type = vendorAttribute(node, 'type');
  const topic = vendorAttribute(node, 'topic');
  const code = ['class', 'delegateExpression', 'expression']
    .map((local) => vendorAttribute(node, local))
    .find((one) => one !== undefined);
  const named = topic !== undefined && (type === undefined || type.value === 'external') ? topic : type;
  if (named === undefined && code === undefined) return undefined;
  const retries = vendorElements(node, 'failedJobRetryTimeCycle')[0];
  const { times, waits } = retryPlan(retries?.text.trim() ?? '');
  return compact<JobModel>({
    type: named ? expressionOf(context, named.value, named, 'literal') : nameOfCode(context, code),
    retries:
      times === undefined || retries === undefined
        ? undefined
        : { kind: 'literal', text: times, at: context.at(retries) },
    headers: {
      ...Object.fromEntries(vendorElements(node, 'field').flatMap(fieldEntry)),
      ...(waits === undefined ? {} : { [retryBackoffHeader]: waits }),
    },
    resultVariable,
  });
}

/** `R3/PT10M`: three attempts with that wait between them; `PT1M,PT5M`: one attempt more than there are waits. */
function retryPlan(text: string): { readonly times?: string; readonly waits?: string } {
  const [, times, wait] = /^R(\d+)\/(P[^/]*)$/.exec(text) ?? [];
  if (times !== undefined && wait !== undefined) return { times, waits: wait };
  if (!/^P[^/]*$/.test(text)) return {};
  return { times: `${text.split(',').length + 1}`, waits: text };
}

function nameOfCode(context: ReadContext, code: XmlAttribute | undefined): Expression {
  const text = code?.value.trim() ?? '';
  return {
    kind: 'literal',
    text: hasJuel(text) ? text.replace(/^[$#]\{\s*|\s*\}$/g, '') : text,
    at: context.at(code ?? { offset: 0 }),
  };
}

/** A field injected into the other engine's class; the handler finds it among the job's headers. */
function fieldEntry(field: XmlNode): readonly (readonly [string, string])[] {
  const own = (local: string): string | undefined => field.attributes.find((one) => one.local === local)?.value;
  const name = own('name');
  const inner = field.children.find((one) => one.local === 'string' || one.local === 'expression')?.text.trim();
  return name === undefined ? [] : [[name, own('stringValue') ?? own('expression') ?? inner ?? '']];
}

function readDecision(
  context: ReadContext,
  node: XmlNode,
  resultVariable: string | undefined,
): DecisionModel | undefined {
  const decisionId = vendorExpression(context, node, 'decisionRef');
  const binding = vendorValue(node, 'decisionRefBinding');
  return (
    decisionId &&
    compact<DecisionModel>({
      decisionId,
      binding: binding === 'deployment' || binding === 'versionTag' ? binding : 'latest',
      versionTag: vendorValue(node, 'decisionRefVersionTag'),
      resultVariable,
    })
  );
}
