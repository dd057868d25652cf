// instance.migrate: the instance goes on under this machine's definition. It must have passed `planMigration`.
// Waits follow the new definition: boundary events and event subprocesses that are new there are opened, those gone are closed.
import type { Command } from '../../model/commands.ts';
import { attempt } from '../incident.ts';
import type { Node } from '../graph.ts';
import { beginHeld } from '../held-for-data.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { closeWait, prepareWaits } from '../waits.ts';

export function instanceMigrate(run: Run, command: Extract<Command, { type: 'instance.migrate' }>): void {
  const { definition, elements, reason } = command;
  const { root } = run.graph;
  const renamed = { ...elements, ...(run.state.process === root.id ? {} : { [run.state.process]: root.id }) };
  emit(run, { type: 'instance.migrated', process: root.id, definition, renamed, reason });
  for (const id of [...run.state.elements.keys()]) followWaits(run, id);
  // No part of the new definition needs data: what was held by the old one is not looked at again later.
  if (!run.graph.needsData) beginHeld(run);
}

function followWaits(run: Run, id: string): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  const catchers = catchersOf(node, instance.item !== undefined, instance.loop !== undefined);
  const open = new Set<string>();
  for (const wait of [...(instance.waits ?? [])]) {
    const { element, clock } = run.state.timers.get(wait) ?? {
      element: run.state.subscriptions.get(wait)?.element ?? '',
      clock: undefined,
    };
    if (clock !== undefined) continue;
    if (element === node.id || run.graph.nodes.get(element)?.incoming.some(({ source }) => source === node) === true)
      continue;
    if (catchers.some((catcher) => catcher.id === element)) open.add(element);
    else closeWait(run, wait, 'cancelled');
  }
  attempt(run, id, node.id, () => {
    prepareWaits(
      run,
      id,
      catchers.filter((catcher) => !open.has(catcher.id)),
    )?.();
  });
}

/** Events that a live element listens to besides its own. */
function catchersOf(node: Node, isRound: boolean, isBody: boolean): Node[] {
  const boundary = isRound ? [] : node.boundary;
  const inside = isBody ? [] : node.eventSubprocesses.flatMap((subprocess) => subprocess.initial);
  return [...boundary, ...inside];
}
