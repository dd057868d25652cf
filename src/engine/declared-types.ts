// The declared types of a process, compiled once with it, and what they say to a command: a refusal comes before the first event.
import type { LiveState } from '../machine/index.ts';
import type { Command } from '../model/commands.ts';
import { engineError } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import type { BpmnModel, ElementModel, ProcessModel } from '../model/process-model.ts';
import { schemaProblems, type SchemaFact, type SchemaProblem } from '../model/schema.ts';
import { readSchema, type CompiledSchema } from '../schema/index.ts';

export interface DeclaredTypes {
  readonly variables: CompiledSchema | null;
  /** By the name of the message. */
  readonly messages: ReadonlyMap<string, CompiledSchema>;
  /** By the id of the element. */
  readonly elements: ReadonlyMap<string, ElementTypes>;
  /** Name of a message by its id. */
  readonly names: ReadonlyMap<string, string>;
}

interface ElementTypes {
  readonly element: ElementModel;
  readonly input: CompiledSchema | null;
  readonly output: CompiledSchema | null;
}

/** Throws EngineError DEFINITION_INVALID; the rules say where and what. */
export function declaredTypes(model: BpmnModel, process: ProcessModel): DeclaredTypes {
  const read = (fact: SchemaFact | undefined): CompiledSchema | null => {
    if (fact === undefined) return null;
    const result = readSchema(fact.schema);
    if (result.ok) return result.schema;
    const { line, column } = fact.at;
    const first = `SCHEMA_INVALID (line ${line}, column ${column})`;
    throw engineError('DEFINITION_INVALID', { file: model.file, count: result.faults.length, first });
  };
  const messages = new Map<string, CompiledSchema>();
  for (const { id, name = id, schema } of model.messages) {
    const compiled = read(schema);
    if (compiled !== null) messages.set(name, compiled);
  }
  const elements = process.elements.map((element): [string, ElementTypes] => [
    element.id,
    { element, input: read(element.schemas?.input), output: read(element.schemas?.output) },
  ]);
  const names = new Map(model.messages.map(({ id, name = id }) => [id, name]));
  return { variables: read(process.schema), messages, elements: new Map(elements), names };
}

/** Throws EngineError VARIABLES_INVALID; its cause lists every problem. */
export function checkTypes(types: DeclaredTypes, state: LiveState, command: Command): void {
  const { variables: process } = types;
  switch (command.type) {
    case 'start': {
      const begins = startOf(command.startEvent, command.startPart, types);
      if (begins.message !== null) fits(types.messages.get(begins.message)?.check(command.variables));
      // Only who starts it by name can be asked for what is required: an event brings what it brings.
      fits(begins.byName ? process?.check(command.variables) : process?.checkSome(command.variables));
      return;
    }
    case 'task.complete':
      checkOutput(types, state, state.tasks.get(command.taskId)?.on, command.variables);
      return;
    case 'job.complete':
      checkOutput(types, state, state.jobs.get(command.jobId)?.on, command.variables);
      return;
    case 'message.deliver': {
      const subscription = state.subscriptions.get(command.subscriptionId);
      if (subscription === undefined) return;
      fits(types.messages.get(subscription.name)?.check(command.variables));
      checkOutput(types, state, subscription.on, command.variables);
      return;
    }
    case 'variables.set':
    case 'incident.resolve':
    case 'instance.modify':
      if (command.variables !== undefined) fits(process?.checkSome(command.variables));
      return;
    default:
  }
}

/** Throws EngineError VARIABLES_INVALID when what an activity needs is not there. Variables it does not declare are not its affair. */
export function checkInput(types: DeclaredTypes, element: string, visible: Variables): void {
  const input = types.elements.get(element)?.input;
  if (input === undefined || input === null) return;
  const { properties } = input.schema as { readonly properties?: Readonly<Record<string, JsonValue>> };
  const declared = Object.entries(visible).filter(
    ([name]) => properties !== undefined && Object.hasOwn(properties, name),
  );
  fits(input.check(Object.fromEntries(declared)));
}

function startOf(
  startEvent: string | undefined,
  part: number | undefined,
  { elements, names }: DeclaredTypes,
): { readonly byName: boolean; readonly message: string | null } {
  const element = startEvent === undefined ? undefined : elements.get(startEvent)?.element;
  const event = element?.events?.[part ?? 0];
  const ref = element?.messageRef ?? (event?.kind === 'message' ? event.ref : undefined);
  const byName = element === undefined || (element.type === 'startEvent' && event === undefined);
  return { byName, message: ref === undefined ? null : (names.get(ref) ?? ref) };
}

/** What comes out of an activity; without a mapping of its outputs it becomes variables of the process. */
function checkOutput(types: DeclaredTypes, state: LiveState, on: string | undefined, variables: Variables): void {
  const id = on === undefined ? undefined : state.elements.get(on)?.element;
  const known = id === undefined ? undefined : types.elements.get(id);
  if (known === undefined) return;
  fits(known.output?.check(variables));
  if (known.element.outputs === undefined) fits(types.variables?.checkSome(variables));
}

function fits(problems: readonly SchemaProblem[] | undefined): void {
  const [first] = problems ?? [];
  if (first === undefined) return;
  const problem = fill(schemaProblems[first.code], first.params);
  const params = { ...first.params, path: first.pointer, problem, rule: first.code };
  throw engineError('VARIABLES_INVALID', params, problems);
}
