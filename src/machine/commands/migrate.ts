// instance.migrate: the instance goes on under this machine's definition. It must have passed `planMigration`.
// Waits follow the new definition: those for events that are new there are opened, those for events that are gone are closed.
import type { Command } from '../../model/commands.ts';
import { attempt } from '../incident.ts';
import type { Node } from '../graph.ts';
import { beginHeld } from '../held-for-data.ts';
import { eventStarts, ownEvents } from '../new-waits.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { closeWait, prepareWaits } from '../waits.ts';

export function instanceMigrate(run: Run, command: Extract<Command, { type: 'instance.migrate' }>): void {
  const { definition, elements, opens = [], reason } = command;
  const { root } = run.graph;
  const renamed = { ...elements, ...(run.state.process === root.id ? {} : { [run.state.process]: root.id }) };
  emit(run, { type: 'instance.migrated', process: root.id, definition, renamed, reason });
  for (const id of [...run.state.elements.keys()]) followWaits(run, id, new Set(opens));
  // No part of the new definition needs data: what was held by the old one is not looked at again later.
  if (!run.graph.needsData) beginHeld(run);
}

function followWaits(run: Run, id: string, opens: ReadonlySet<string>): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  // Of a repeated activity the rounds wait for its own events, the body around them for those on its boundary.
  const own = instance.loop === undefined ? ownEvents(node) : [];
  const others = [
    ...(instance.item === undefined ? node.boundary : []),
    ...(instance.loop === undefined && !isTakenOver(run, id, node) ? eventStarts(node) : []),
  ];
  const stays = new Set([...own, ...others].map((event) => event.id).filter((event) => !opens.has(event)));
  let waited = false;
  for (const wait of [...(instance.waits ?? [])]) {
    const { element, clock } = waitOf(run, wait);
    if (clock !== undefined) continue;
    if (!others.some((event) => event.id === element)) waited = true;
    // Where a start event waits for the rest of its events, that is its own matter.
    if (!stays.has(element) && !(element === node.id && own.length === 0)) closeWait(run, wait, 'cancelled');
  }
  if (instance.completing !== undefined) return;
  const isNew = (event: Node): boolean => opens.has(event.id);
  attempt(run, id, node.id, () => {
    // It waits for its own only once it has begun. An event or gateway evaluates them in the scope around, a task in its own.
    const scope = node.type === 'receiveTask' ? id : (instance.parent ?? id);
    const openOwn = waited ? prepareWaits(run, scope, own.filter(isNew)) : null;
    const openOthers = prepareWaits(run, id, others.filter(isNew));
    openOwn?.(id);
    openOthers?.();
  });
}

function waitOf(run: Run, wait: string): { readonly element: string; readonly clock?: string } {
  return run.state.timers.get(wait) ?? { element: run.state.subscriptions.get(wait)?.element ?? '' };
}

/** An interrupting event subprocess runs in the scope: no other begins there any more. */
function isTakenOver(run: Run, scope: string, { eventSubprocesses }: Node): boolean {
  const interrupting = eventSubprocesses.filter(({ initial }) => initial.some((event) => event.interrupting));
  if (interrupting.length === 0) return false;
  for (const { element, parent } of run.state.elements.values())
    if (parent === scope && interrupting.some(({ id }) => id === element)) return true;
  return false;
}
