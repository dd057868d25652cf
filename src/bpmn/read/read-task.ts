// What a task does: job, script, decision, assignment, form. Plain BPMN first, then what the dialects say.
import type { AssignmentModel, ElementModel, Expression, JobModel, ScriptModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import type { DialectFacts } from '../dialects/dialect-facts.ts';
import { emptyExpression, expressionOf, readExpression } from '../expression/read-expression.ts';
import type { Placed, ReadContext } from '../read-context.ts';
import { child, children, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { reference } from './reference.ts';

export type TaskFacts = Pick<ElementModel, 'job' | 'script' | 'decision' | 'assignment' | 'form'>;

export function readTask(
  context: ReadContext,
  node: XmlNode,
  id: string,
  facts: DialectFacts,
  resultVariable: string | undefined,
): TaskFacts {
  switch (node.local) {
    case 'userTask':
    case 'globalUserTask':
    case 'manualTask':
    case 'globalManualTask': {
      const assignment = { ...readResources(context, node), ...facts.assignment };
      return compact<TaskFacts>({
        assignment: Object.keys(assignment).length === 0 ? undefined : assignment,
        form: facts.form,
      });
    }
    case 'scriptTask':
    case 'globalScriptTask': {
      const script = facts.script ?? readScript(context, node);
      const result = resultVariable ?? script?.resultVariable ?? facts.scriptResult;
      return compact<TaskFacts>({
        script: script && compact<ScriptModel>({ ...script, resultVariable: result }),
        job: facts.job,
      });
    }
    case 'businessRuleTask':
    case 'globalBusinessRuleTask': {
      const decision = facts.decision && {
        ...facts.decision,
        ...(resultVariable === undefined ? {} : { resultVariable }),
      };
      const job = facts.job ?? (decision === undefined ? defaultJob(context, node, id) : undefined);
      return compact<TaskFacts>({ decision, job });
    }
    case 'serviceTask':
      return { job: facts.job ?? defaultJob(context, node, id) };
    case 'sendTask':
      return compact<TaskFacts>({ job: facts.job });
    default:
      return {};
  }
}

/** Without a task definition a service is known by its operation, its implementation, or at last by the element itself. */
function defaultJob(context: ReadContext, node: XmlNode, id: string): JobModel {
  const operation = reference(context, node, 'operationRef');
  const operationNode = operation === undefined ? undefined : context.ids.get(operation);
  const implementation = value(node, 'implementation');
  const named =
    implementation === undefined || /^(##)?(webservice|unspecified|other)$/i.test(implementation)
      ? undefined
      : implementation;
  const text = (operationNode && value(operationNode, 'name')) ?? named ?? id;
  return { type: { kind: 'literal', text, at: context.at(node) }, headers: {} };
}

function readScript(context: ReadContext, node: XmlNode): ScriptModel | undefined {
  const written = child(node, 'script');
  const inline = value(node, 'script');
  if (written === undefined && inline === undefined) return undefined;
  const text = written?.text ?? inline ?? '';
  const language = value(node, 'scriptFormat') ?? value(node, 'scriptLanguage');
  const place: Placed = written ?? node;
  return {
    expression:
      text.trim() === '' ? emptyExpression(context.at(place)) : expressionOf(context, text, place, 'feel', language),
  };
}

/** Plain BPMN's own words for who does a task (§10.3.1): performers and potential owners. */
function readResources(context: ReadContext, node: XmlNode): AssignmentModel {
  const found: { -readonly [K in keyof AssignmentModel]: AssignmentModel[K] } = {};
  for (const local of ['performer', 'humanPerformer', 'potentialOwner']) {
    for (const role of children(node, local)) {
      const who = readRole(context, role);
      if (who === undefined) continue;
      if (local !== 'potentialOwner') {
        found.assignee ??= who;
        continue;
      }
      // user(anna), group(managers): the notation of the Camunda 7 family inside a plain owner.
      const parts = who.kind === 'literal' ? [...who.text.matchAll(/(user|group)\(([^()]*)\)/g)] : [];
      const text = (kind: string): string =>
        parts
          .filter((part) => part[1] === kind)
          .map((part) => part[2]?.trim() ?? '')
          .join(',');
      if (parts.length === 0) found.candidateGroups ??= who;
      else {
        if (text('user') !== '') found.candidateUsers ??= { ...who, text: text('user') };
        if (text('group') !== '') found.candidateGroups ??= { ...who, text: text('group') };
      }
    }
  }
  return found;
}

function readRole(context: ReadContext, role: XmlNode): Expression | undefined {
  const assignment = child(role, 'resourceAssignmentExpression');
  const expression = assignment && (child(assignment, 'formalExpression') ?? child(assignment, 'expression'));
  if (expression !== undefined && expression.text.trim() !== '') return readExpression(context, expression, 'literal');
  const resource = reference(context, role, 'resourceRef');
  const resourceNode = resource === undefined ? undefined : context.ids.get(resource);
  const text = (resourceNode && value(resourceNode, 'name')) ?? resource ?? value(role, 'name');
  return text === undefined ? undefined : { kind: 'literal', text, at: context.at(role) };
}
