// Makes an engine-neutral betsy model one that this engine can run: scripts become jobs of the harness, the few
// expressions become FEEL as the corpus translates them, and data associations become mappings.
import type { BpmnModel, ElementModel, Expression, GlobalTaskModel, ProcessModel } from 'quytrinh/model';

/** Text of an expression → its FEEL. */
export type Translations = Readonly<Record<string, { readonly feel: string }>>;

export function runnableModel(model: BpmnModel, translations: Translations): BpmnModel {
  const processes = model.processes.map((process) => ({
    ...process,
    elements: process.elements.map((element) => withMappings(scriptAsJob(element), process)),
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

/** The scripts of the corpus know their data as `data`; the data object behind is a variable of the process. */
function withMappings(element: ElementModel, process: ProcessModel): ElementModel {
  const { dataInputs = [], dataOutputs = [], ...rest } = element;
  if (dataInputs.length + dataOutputs.length === 0) return element;
  const feel = (text: string): Expression => ({ kind: 'feel', text, at: element.at });
  const variable = (ref: string | undefined): string => {
    const data = process.data.find(({ id }) => id === ref);
    return data?.ref ?? data?.id ?? '';
  };
  return {
    ...rest,
    inputs: dataInputs.map(({ sources }) => ({ source: feel(variable(sources[0])), target: 'data' })),
    outputs: dataOutputs.map(({ target }) => ({ source: feel('data'), target: variable(target) })),
  };
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
