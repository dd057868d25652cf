// Makes an engine-neutral betsy model one that this engine can run: scripts become jobs of the harness, and the few
// expressions become FEEL as the corpus translates them.
import type { BpmnModel, ElementModel, Expression, GlobalTaskModel } from 'quytrinh/model';

/** Text of an expression → its FEEL. */
export type Translations = Readonly<Record<string, { readonly feel: string }>>;

export function runnableModel(model: BpmnModel, translations: Translations): BpmnModel {
  const processes = model.processes.map((process) => ({
    ...process,
    elements: process.elements.map(scriptAsJob),
  }));
  return translated({ ...model, processes, globalTasks: model.globalTasks.map(scriptAsJob) }, translations);
}

/** The word in the script is the type of the job. */
function scriptAsJob<T extends ElementModel | GlobalTaskModel>(element: T): T {
  const { script, ...rest } = element;
  if (script === undefined) return element;
  const type: Expression = { kind: 'literal', text: script.expression.text.trim(), at: script.expression.at };
  return { ...rest, job: { type, headers: {} } } as unknown as T;
}

/** Every expression anywhere in the model. */
function translated<T>(value: T, translations: Translations): T {
  if (Array.isArray(value)) return value.map((item) => translated<unknown>(item, translations)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && 'text' in value && 'at' in value) {
    const feel = translations[String(value.text).trim()]?.feel;
    return feel === undefined ? value : { ...value, kind: 'feel', text: feel };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, translated<unknown>(inner, translations)]),
  ) as T;
}
