// What a round of a loop begins with: its number and, of a multi-instance activity, its item (BPMN 2.0.2 tables 10.29 and 10.31).
import type { JsonValue } from '../model/json.ts';
import type { ElementInstance } from '../model/instance-state.ts';
import type { Node } from './graph.ts';

export function roundData(node: Node, body: ElementInstance | undefined, item: number): Record<string, JsonValue> {
  const data: Record<string, JsonValue> = { loopCounter: item + 1 };
  const items = body?.loop?.items;
  if (items !== undefined && node.loop?.kind === 'multiInstance' && node.loop.item !== null)
    data[node.loop.item] = items[item] ?? null;
  return data;
}
