// Correlation by properties (BPMN 2.0.2 §8.4.2): a message without a key expression of its own belongs to a conversation, which is
// known by the properties that its first message has brought, sent or received. Every later message is matched by them.
import { elementTypes } from '../model/element-types.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import type { BpmnModel, CorrelationPropertyModel, ProcessModel } from '../model/process-model.ts';
import { compileValue } from './expression.ts';
import type { Correlation, Evaluate, Node, Run } from './graph.ts';
import { own } from './own.ts';
import { emit, nodeOf, rootId } from './run.ts';
import { lookUp } from './variables.ts';

/** `null` when no property can be read from the message. */
export function correlationOf(
  model: BpmnModel,
  process: ProcessModel,
  messageRef: string | undefined,
): Correlation | null {
  if (messageRef === undefined) return null;
  const keys = keysOf(model, messageRef).map((key) => key.map((property) => partOf(property, process, messageRef)));
  if (keys.length === 0) return null;
  const textOf = (key: Key, valueOf: (property: Property) => string | null): string | null =>
    keyText(key, keys.length > 1, valueOf);
  const isText = (key: string | null): key is string => key !== null;
  return {
    waiting: (run, scope) =>
      keys.map((key) => textOf(key, (property) => knownValue(run, scope, property))).filter(isText),
    sending: (run, scope, payload) => {
      const carried = keys.filter((key) => key.every(({ read }) => read(run, scope, payload) !== null));
      // Both sides know those that an earlier message had.
      const known = carried.find((key) => key.every(({ name }) => toldBefore(run, scope, name) !== undefined));
      const key = known ?? carried[0];
      return key === undefined ? null : textOf(key, ({ read }) => read(run, scope, payload));
    },
    told: (run, scope, payload) => {
      const values: Record<string, string> = {};
      for (const key of keys) {
        const read = key.map((one) => [one.name, one.read(run, scope, payload)] as const);
        // A key is known as a whole or not at all.
        if (read.every(([, value]) => value !== null)) for (const [name, value] of read) values[name] = value ?? '';
      }
      return values;
    },
  };
}

/** What a message that was taken tells of its conversation: no variable of the process is taken for a part of it. Throws trouble. */
export function toldBy(run: Run, { events }: Node, payload: Variables): Readonly<Record<string, string>> {
  let told: Readonly<Record<string, string>> = {};
  for (const { correlation } of events)
    if (correlation !== null) told = { ...told, ...correlation.told(run, NOWHERE, payload) };
  return told;
}
/** No element has it: nothing is seen from it. */
const NOWHERE = '';

/** A message is known by these from now on to the process, or to the round of a repeated subprocess that sends or takes it. */
export function converse(run: Run, scope: string, told: Readonly<Record<string, string>>): void {
  const holder = holderOf(run, scope);
  const known = run.state.elements.get(holder)?.conversation ?? {};
  const values = Object.fromEntries(Object.entries(told).filter(([name, value]) => own(known, name) !== value));
  if (Object.keys(values).length > 0) emit(run, { type: 'conversation.known', scope: holder, values });
}

/** The keys that can be read from the message; where the file names no key, all properties of the message together are one. */
function keysOf(model: BpmnModel, messageRef: string): readonly (readonly CorrelationPropertyModel[])[] {
  const properties = model.correlationProperties.filter(({ retrievals }) =>
    retrievals.some((one) => one.messageRef === messageRef),
  );
  const keys = (model.correlationKeys ?? []).flatMap(({ propertyRefs }) => {
    const parts = propertyRefs.map((ref) => properties.find(({ id }) => id === ref));
    return parts.length === 0 || parts.includes(undefined) ? [] : [parts.filter((part) => part !== undefined)];
  });
  return keys.length > 0 || properties.length === 0 ? keys : [properties];
}

interface Property {
  readonly name: string;
  /** From a message. */
  readonly read: (run: Run, scope: string, payload: Variables) => string | null;
  /** From the data of the process, where it says how (a correlation subscription). */
  readonly bound: Evaluate | null;
}
type Key = readonly Property[];

function partOf(property: CorrelationPropertyModel, process: ProcessModel, messageRef: string): Property {
  const { id, name = id, retrievals } = property;
  const path = retrievals.find((one) => one.messageRef === messageRef)?.path;
  const bindings = (process.correlationSubscriptions ?? []).flatMap((subscription) => subscription.bindings);
  const binding = bindings.find(({ propertyRef }) => propertyRef === id);
  const evaluate = path === undefined ? null : compileValue(path);
  return {
    name,
    read: (run, scope, payload) => valueText(evaluate?.(run, scope, payload) ?? null),
    bound: binding === undefined ? null : compileValue(binding.path),
  };
}

/** What the process's data say at this moment goes before what a message has told, and that before a variable of the same name. */
function knownValue(run: Run, scope: string, { name, bound }: Property): string | null {
  const context = valueText(bound?.(run, scope) ?? null);
  if (context !== null) return context;
  return toldBefore(run, scope, name) ?? valueText(lookUp(run, scope, name) ?? null);
}

function toldBefore(run: Run, scope: string, name: string): string | undefined {
  for (let id: string | undefined = scope; id !== undefined; id = run.state.elements.get(id)?.parent) {
    const told = own(run.state.elements.get(id)?.conversation ?? {}, name);
    if (told !== undefined) return told;
  }
  return undefined;
}

function holderOf(run: Run, scope: string): string {
  for (let id: string | undefined = scope; id !== undefined; id = run.state.elements.get(id)?.parent) {
    const { item, element } = run.state.elements.get(id) ?? {};
    if (item === undefined || element === undefined) continue;
    const { type } = nodeOf(run, element);
    if (type !== 'process' && elementTypes[type] === 'scope') return id;
  }
  return rootId(run) ?? scope;
}

/** Of a single property its value; else each with its name, so that no two keys look the same. Null when one is missing. */
function keyText(key: Key, named: boolean, valueOf: (property: Property) => string | null): string | null {
  const [first, ...others] = key;
  if (first !== undefined && others.length === 0 && !named) return valueOf(first);
  const parts: string[] = [];
  for (const property of key) {
    const value = valueOf(property);
    if (value === null) return null;
    parts.push(`${property.name}=${value.replace(/[%&=]/g, encodeURIComponent)}`);
  }
  return parts.join('&');
}

/** Compared as text, a number in its decimal form; an empty text, a list or a context is no key. */
function valueText(value: JsonValue): string | null {
  if (value === null || value === '' || typeof value === 'object') return null;
  return String(value);
}
