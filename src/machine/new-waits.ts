// What a migrated instance begins to wait for: events that its new definition has at a live element, and the old one has not, or has of
// another kind or name. What it waits for already goes on as it is, and what has happened does not happen again.
import type { InstanceState } from '../model/instance-state.ts';
import type { Graph, Node } from './graph.ts';
import { targetsOf } from './plan-migration.ts';

/** Ids of these events in the new definition, for `opens` of the command `instance.migrate`. `elements` as for `planMigration`. */
export function newWaits(
  state: InstanceState,
  from: Graph,
  to: Graph,
  elements: Readonly<Record<string, string>> = {},
): readonly string[] {
  const target = targetsOf(from, to, elements);
  const opens = new Set<string>();
  for (const { element } of Object.values(state.elements)) {
    const [old, next] = [from.nodes.get(element), to.nodes.get(target(element))];
    if (old === undefined || next === undefined) continue;
    const before = new Map(heardAt(old).map((event) => [target(event.id), event]));
    for (const event of heardAt(next)) if (!isSame(before.get(event.id), event)) opens.add(event.id);
  }
  return [...opens];
}

function heardAt(node: Node): readonly Node[] {
  return [...ownEvents(node), ...node.boundary, ...eventStarts(node)];
}

/** What the element itself waits for. */
export function ownEvents(node: Node): readonly Node[] {
  if (node.type === 'eventBasedGateway') return node.outgoing.map(({ target }) => target);
  return node.type === 'intermediateCatchEvent' || node.type === 'receiveTask' ? [node] : [];
}

/** What begins the event subprocesses of a scope. */
export function eventStarts(node: Node): readonly Node[] {
  return node.eventSubprocesses.flatMap(({ initial }) => initial);
}

/** An instant that was counted and a key that was worked out stay; they are no part of the comparison. */
function isSame(old: Node | undefined, next: Node): boolean {
  return (
    old?.events.length === next.events.length &&
    old.element?.parallelMultiple === next.element?.parallelMultiple &&
    old.events.every(({ kind, name }, index) => kind === next.events[index]?.kind && name === next.events[index].name)
  );
}
