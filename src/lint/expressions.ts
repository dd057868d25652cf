// Every place of the model where an expression is evaluated, with the one it belongs to.
import type { SourceRange } from '../model/diagnostic.ts';
import type {
  DataAssociationModel,
  ElementModel,
  EventModel,
  Expression,
  JobModel,
  LoopModel,
  ProcessModel,
} from '../model/process-model.ts';
import type { LintContext } from './context.ts';
import { flowLabel, labelOf } from './context.ts';

export interface ExpressionPlace {
  readonly expression: Expression;
  /** Element, flow or message that holds it. */
  readonly ownerId: string;
  readonly label: string;
  readonly executable: boolean;
  readonly process?: ProcessModel;
}

export function expressionPlaces(context: LintContext): ExpressionPlace[] {
  const { model } = context;
  const places = model.processes.flatMap((process) => {
    const { executable } = process;
    return [
      ...process.elements.flatMap((element) =>
        ofElement(element).map((expression) => ({
          expression,
          ownerId: element.id,
          label: labelOf(element),
          executable,
          process,
        })),
      ),
      ...(process.correlationSubscriptions ?? []).flatMap(({ bindings }) =>
        bindings.map(({ path: expression }) => ({
          expression,
          ownerId: process.id,
          label: labelOf(process),
          executable,
          process,
        })),
      ),
      ...process.flows.flatMap((flow) =>
        some(flow.condition).map((expression) => ({
          expression,
          ownerId: flow.id,
          label: flowLabel(flow, context),
          executable,
          process,
        })),
      ),
    ];
  });
  // What belongs to the file and not to one process is run when any process of it is.
  const executable = model.processes.some((process) => process.executable);
  const shared = [
    ...model.messages.flatMap((message) =>
      some(message.correlationKey).map((expression) => ({ expression, owner: message })),
    ),
    ...model.correlationProperties.flatMap((owner) =>
      owner.retrievals.map(({ path }) => ({ expression: path, owner })),
    ),
    ...model.globalTasks.flatMap((owner) =>
      some(owner.script?.expression).map((expression) => ({ expression, owner })),
    ),
  ];
  return [
    ...places,
    ...shared.map(({ expression, owner }) => ({ expression, ownerId: owner.id, label: labelOf(owner), executable })),
  ];
}

function ofElement(element: ElementModel): Expression[] {
  const { assignment, adHoc } = element;
  return [
    ...[...(element.inputs ?? []), ...(element.outputs ?? [])].map(({ source }) => source),
    ...[...(element.dataInputs ?? []), ...(element.dataOutputs ?? [])].flatMap(ofAssociation),
    ...ofJob(element.job),
    ...some(element.script?.expression),
    ...some(element.decision?.decisionId),
    ...some(element.called?.processId),
    ...some(assignment?.assignee, assignment?.candidateUsers, assignment?.candidateGroups),
    ...some(assignment?.dueDate, assignment?.followUpDate, assignment?.priority),
    ...some(adHoc?.completionCondition, element.activationCondition),
    ...(element.events ?? []).flatMap(ofEvent),
    ...ofLoop(element.loop),
  ];
}

function ofAssociation({ transformation, assignments }: DataAssociationModel): Expression[] {
  return [...some(transformation), ...assignments.map(({ from }) => from)];
}

function ofJob(job: JobModel | undefined): Expression[] {
  return some(job?.type, job?.retries);
}

function ofEvent(event: EventModel): Expression[] {
  if (event.kind === 'timer') return [event.value];
  if (event.kind === 'conditional') return [event.condition];
  return event.kind === 'message' ? ofJob(event.job) : [];
}

function ofLoop(loop: LoopModel | undefined): Expression[] {
  if (loop === undefined) return [];
  if (loop.kind === 'standard') return some(loop.maximum, loop.condition);
  return [
    ...some(loop.cardinality, loop.collection, loop.outputElement, loop.completionCondition),
    ...(loop.complexBehaviors ?? []).flatMap(({ condition, dataInputs = [] }) => [
      condition,
      ...dataInputs.flatMap(ofAssociation),
    ]),
  ];
}

function some(...expressions: readonly (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

/** Where in the file an offset of the expression's text is. */
export function placeIn(expression: Expression, offset: number): SourceRange {
  const before = expression.text.slice(0, offset).split('\n');
  const last = before.at(-1) ?? '';
  const { file, line, column } = expression.at;
  return before.length === 1
    ? { file, line, column: column + last.length }
    : { file, line: line + before.length - 1, column: last.length + 1 };
}
