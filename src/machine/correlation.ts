// Key-based correlation (BPMN 2.0.2 §8.4.2): a message without a key expression of its own is matched by the correlation
// properties that have a retrieval for it. Sending, their values come from the payload; waiting, from the variables of the same
// names, which the first message of the conversation sets.
import type { JsonValue, Variables } from '../model/json.ts';
import type { BpmnModel, CorrelationPropertyModel } from '../model/process-model.ts';
import { compileValue } from './expression.ts';
import type { Correlation, Evaluate, Node, Run } from './graph.ts';
import { lookUp } from './variables.ts';

/** `null` when no property has a retrieval for the message. */
export function correlationOf(model: BpmnModel, messageRef: string | undefined): Correlation | null {
  const properties = model.correlationProperties.filter(({ retrievals }) =>
    retrievals.some((one) => one.messageRef === messageRef),
  );
  if (messageRef === undefined || properties.length === 0) return null;
  const names = properties.map(({ id, name }) => name ?? id);
  const paths = properties.map((property) => pathOf(property, messageRef));
  return {
    waiting: (run, scope) =>
      keyOf(
        names,
        names.map((name) => lookUp(run, scope, name) ?? null),
      ),
    sending: (run, scope, payload) =>
      keyOf(
        names,
        paths.map((path) => path?.(run, scope, payload) ?? null),
      ),
    values: (run, scope, payload) => {
      const values: Record<string, JsonValue> = {};
      names.forEach((name, index) => {
        const value = paths[index]?.(run, scope, payload) ?? null;
        if (value !== null) values[name] = value;
      });
      return values;
    },
  };
}

function pathOf({ retrievals }: CorrelationPropertyModel, messageRef: string): Evaluate | null {
  const retrieval = retrievals.find((one) => one.messageRef === messageRef);
  return retrieval === undefined ? null : compileValue(retrieval.path);
}

/** One text for all properties; null when one of them has no value. */
function keyOf(names: readonly string[], values: readonly JsonValue[]): JsonValue {
  if (values.includes(null)) return null;
  return names.map((name, index) => `${name}=${JSON.stringify(values[index])}`).join('&');
}

/** The correlation properties that the payload carries: the conversation is known by them from then on. */
export function conversationOf(
  run: Run,
  node: Node,
  scope: string,
  payload: Variables,
): Readonly<Record<string, JsonValue>> {
  let values: Record<string, JsonValue> = {};
  for (const { correlation } of node.events) {
    if (correlation !== null) values = { ...values, ...correlation.values(run, scope, payload) };
  }
  return values;
}
