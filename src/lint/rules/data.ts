// Data agrees with its item definition (BPMN 2.0.2 §10.4.1), and an association without transformation has one source (§10.4.2).
import { readName } from '../../machine/index.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { elementTypes, type ElementType } from '../../model/element-types.ts';
import type { ElementModel, MessageModel } from '../../model/process-model.ts';
import { labelOf } from '../context.ts';
import type { LintContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const data: Rule = {
  id: 'data',
  codes: [
    'DATA_COLLECTION_MISMATCH',
    'DATA_MESSAGE_MISMATCH',
    'DATA_ASSOCIATION_SOURCES',
    'DATA_ASSIGNMENT_TARGET',
    'DATA_WHILE_EXECUTING',
    'DATA_SETS_OF_EVENT',
  ],
  check: (context) => [
    ...collections(context),
    ...messages(context),
    ...associations(context),
    ...targets(context),
    ...whileExecuting(context),
    ...setsOfEvents(context),
  ],
};

const mayBeCollection = ['dataObject', 'dataInput', 'dataOutput'];

function collections({ model }: LintContext): Diagnostic[] {
  const items = new Map(model.itemDefinitions.map((item) => [item.id, item]));
  return model.processes
    .flatMap((process) => process.data)
    .flatMap((datum): Diagnostic[] => {
      const item = datum.itemRef === undefined ? undefined : items.get(datum.itemRef);
      if (item === undefined || !mayBeCollection.includes(datum.kind)) return [];
      if ((datum.isCollection ?? false) === (item.isCollection ?? false)) return [];
      const params = { data: labelOf(datum), item: item.id };
      return [
        {
          code: 'DATA_COLLECTION_MISMATCH',
          severity: 'error',
          at: datum.at,
          elementId: datum.id,
          params,
          related: [item.at],
        },
      ];
    });
}

/** What an element puts into its message, or takes out of it, is of the message's type. */
function messages(context: LintContext): Diagnostic[] {
  const items = new Map(context.model.itemDefinitions.map((item) => [item.id, item]));
  const isSame = (a: string | undefined, b: string): boolean => {
    if (a === b) return true;
    const structure = a === undefined ? undefined : items.get(a)?.structureRef;
    return structure !== undefined && structure === items.get(b)?.structureRef;
  };
  return context.model.processes.flatMap((process) =>
    process.data.flatMap((datum) => {
      const element = context.elements.get(datum.scope);
      const wanted = element === undefined ? undefined : messageData[element.type];
      const message = element === undefined || wanted !== datum.kind ? undefined : onlyMessage(element, context);
      if (element === undefined || message?.itemRef === undefined || isSame(datum.itemRef, message.itemRef)) return [];
      return [
        finding(
          'DATA_MESSAGE_MISMATCH',
          'error',
          element,
          { data: labelOf(datum), message: labelOf(message) },
          datum.at,
        ),
      ];
    }),
  );
}

/** Which data of an element is its message. */
const messageData: Partial<Record<ElementType, 'dataInput' | 'dataOutput'>> = {
  sendTask: 'dataInput',
  intermediateThrowEvent: 'dataInput',
  endEvent: 'dataInput',
  receiveTask: 'dataOutput',
  startEvent: 'dataOutput',
  intermediateCatchEvent: 'dataOutput',
  boundaryEvent: 'dataOutput',
};

/** With several triggers it is not told which data belongs to which. */
function onlyMessage({ events, messageRef }: ElementModel, context: LintContext): MessageModel | undefined {
  const [event, ...others] = events ?? [];
  const ref = messageRef ?? (event?.kind === 'message' && others.length === 0 ? event.ref : undefined);
  return ref === undefined ? undefined : context.messages.get(ref);
}

function associations(context: LintContext): Diagnostic[] {
  return [...context.elements.values()].flatMap((element) =>
    [...(element.dataInputs ?? []), ...(element.dataOutputs ?? [])]
      .filter(({ sources, transformation }) => sources.length > 1 && transformation === undefined)
      .map(({ sources, at }) => finding('DATA_ASSOCIATION_SOURCES', 'error', element, { count: sources.length }, at)),
  );
}

/** An assignment writes to a variable, or a path into one; empty: to the target of its association. */
function targets(context: LintContext): Diagnostic[] {
  return [...context.elements.values()].flatMap((element) =>
    [...(element.dataInputs ?? []), ...(element.dataOutputs ?? [])]
      .flatMap(({ assignments }) => assignments)
      .filter(({ to }) => to.text.trim() !== '' && to.text.split('.').some((name) => readName(name) === null))
      .map(({ to }) => finding('DATA_ASSIGNMENT_TARGET', 'error', element, { to: to.text }, to.at)),
  );
}

/** This engine takes the inputs of an activity or process once. */
function whileExecuting({ model, elements }: LintContext): Diagnostic[] {
  const processes = model.processes.map((process) => ({ ...process, type: 'process' }));
  return [...processes, ...elements.values()].flatMap((holder) =>
    (holder.inputSets ?? [])
      .filter((set) => set.whileExecuting.length > 0)
      .map((set) => ({
        code: 'DATA_WHILE_EXECUTING',
        severity: 'info',
        at: set.at,
        elementId: holder.id,
        params: { element: labelOf(holder), type: holder.type, data: set.whileExecuting.join(', ') },
      })),
  );
}

/** "Since there are no InputSets defined for Events, the execution will never wait" (§10.4.2), though the schema lets an event have one. */
function setsOfEvents(context: LintContext): Diagnostic[] {
  return [...context.elements.values()]
    .filter(({ type }) => elementTypes[type] === 'event')
    .flatMap((element) =>
      [...(element.inputSets ?? []), ...(element.outputSets ?? [])]
        .filter(({ data: all, optional }) => all.some((id) => !optional.includes(id)))
        .map((set) => finding('DATA_SETS_OF_EVENT', 'info', element, { data: set.data.join(', ') }, set.at)),
    );
}
