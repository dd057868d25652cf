// instance.modify: an operator moves tokens by hand, with a reason that stays in the journal.
import type { Command } from '../../model/commands.ts';
import type { Node } from '../graph.ts';
import { continueCompensation } from '../compensation.ts';
import { dropTokens, waitingAt } from '../drop-tokens.ts';
import { attempt } from '../incident.ts';
import { continueLoop } from '../loop.ts';
import { emit, nodeOf, rootId, type Run, touch } from '../run.ts';
import { terminate } from '../terminate.ts';
import { invalidArgument } from '../../model/invalid.ts';

export function instanceModify(run: Run, command: Extract<Command, { type: 'instance.modify' }>): void {
  const { cancel, start, variables, reason } = command;
  const joins = cancel.filter((id) => !run.state.elements.has(id) && waitingAt(run, id).length > 0);
  for (const id of cancel) {
    if (!joins.includes(id) && run.state.elements.get(id)?.parent === undefined)
      throw invalidArgument('cancel', 'NOT_INSIDE', { element: id });
  }
  const starts = start.map((element) => ({ node: nodeFor(run, element), scope: '' }));
  const begun = starts.map(({ node }) => ({ node, scope: scopeFor(run, node, cancel) }));
  const root = rootId(run);
  emit(run, { type: 'instance.modified', reason });
  if (variables !== undefined && root !== null) emit(run, { type: 'variables.set', scope: root, values: variables });
  // What is inside of another ends with that.
  for (const id of cancel.filter((one) => !isWithin(run, run.state.elements.get(one)?.parent, cancel)))
    cancelOne(run, id);
  for (const element of joins) dropTokens(run, element);
  run.queue.push(...begun);
}

/** What waited for the end of the element goes on: a loop with its next round, a compensation with its next record. */
function cancelOne(run: Run, id: string): void {
  const { parent, item, compensates, element } = run.state.elements.get(id) ?? {};
  if (parent === undefined || element === undefined) return; // it ended with one that was cancelled before
  terminate(run, id);
  touch(run, parent);
  if (compensates !== undefined) continueCompensation(run, compensates);
  if (item === undefined) return;
  emit(run, { type: 'loop.itemDone', id: parent, item });
  attempt(run, parent, element, () => {
    continueLoop(run, nodeOf(run, element), parent);
  });
}

/** Is the live element, or what it is in, one of these? */
function isWithin(run: Run, id: string | undefined, ids: readonly string[]): boolean {
  for (let at = id; at !== undefined; at = run.state.elements.get(at)?.parent) if (ids.includes(at)) return true;
  return false;
}

function nodeFor(run: Run, element: string): Node {
  const node = run.graph.nodes.get(element);
  if (node === undefined || node.scope === null) throw invalidArgument('start', 'NOT_OF_PROCESS', { element });
  return node;
}

/** The live scope that holds the element; there must be exactly one that is not about to be cancelled. */
function scopeFor(run: Run, node: Node, cancelled: readonly string[]): string {
  const scopes = [...run.state.elements].filter(
    ([id, { element, loop }]) => element === node.scope?.id && loop === undefined && !isWithin(run, id, cancelled),
  );
  const [first, ...others] = scopes;
  if (first === undefined)
    throw invalidArgument('start', 'SCOPE_NOT_RUNNING', { element: node.id, scope: node.scope?.id ?? '' });
  if (others.length > 0)
    throw invalidArgument('start', 'SCOPE_RUNS_TWICE', {
      element: node.id,
      scope: node.scope?.id ?? '',
      count: scopes.length,
    });
  return first[0];
}
