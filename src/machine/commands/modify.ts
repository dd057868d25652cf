// instance.modify: an operator moves tokens by hand, with a reason that stays in the journal.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Node } from '../graph.ts';
import { continueCompensation } from '../compensation.ts';
import { attempt } from '../incident.ts';
import { continueLoop } from '../loop.ts';
import { emit, nodeOf, rootId, type Run } from '../run.ts';
import { terminate } from '../terminate.ts';
import { own } from '../own.ts';

export function instanceModify(run: Run, command: Extract<Command, { type: 'instance.modify' }>): void {
  const { cancel, start, variables, reason } = command;
  for (const id of cancel) {
    if (own(run.state.elements, id)?.parent === undefined)
      throw invalid('cancel', `${id}, which is not a live element inside the process`);
  }
  const starts = start.map((element) => ({ node: nodeFor(run, element), scope: '' }));
  const begun = starts.map(({ node }) => ({ node, scope: scopeFor(run, node, cancel) }));
  const root = rootId(run);
  emit(run, { type: 'instance.modified', reason });
  if (variables !== undefined && root !== null) emit(run, { type: 'variables.set', scope: root, values: variables });
  // What is inside of another ends with that.
  for (const id of cancel.filter((one) => !isWithin(run, run.state.elements[one]?.parent, cancel))) cancelOne(run, id);
  run.queue.push(...begun);
}

/** What waited for the end of the element goes on: a loop with its next round, a compensation with its next record. */
function cancelOne(run: Run, id: string): void {
  const { parent, item, compensates, element } = run.state.elements[id] ?? {};
  if (parent === undefined || element === undefined) return; // it ended with one that was cancelled before
  terminate(run, id);
  run.touched.add(parent);
  if (compensates !== undefined) continueCompensation(run, compensates);
  if (item === undefined) return;
  emit(run, { type: 'loop.itemDone', id: parent, item });
  attempt(run, parent, element, () => {
    continueLoop(run, nodeOf(run, element), parent);
  });
}

/** Is the live element, or what it is in, one of these? */
function isWithin(run: Run, id: string | undefined, ids: readonly string[]): boolean {
  for (let at = id; at !== undefined; at = run.state.elements[at]?.parent) if (ids.includes(at)) return true;
  return false;
}

function nodeFor(run: Run, element: string): Node {
  const node = run.graph.nodes.get(element);
  if (node === undefined || node.scope === null)
    throw invalid('start', `${element}, which is not an element of the process`);
  return node;
}

/** The live scope that holds the element; there must be exactly one that is not about to be cancelled. */
function scopeFor(run: Run, node: Node, cancelled: readonly string[]): string {
  const scopes = Object.entries(run.state.elements).filter(
    ([id, { element, loop }]) => element === node.scope?.id && loop === undefined && !isWithin(run, id, cancelled),
  );
  const [first, ...others] = scopes;
  if (first === undefined) throw invalid('start', `${node.id}, whose scope ${node.scope?.id ?? ''} is not running`);
  if (others.length > 0)
    throw invalid('start', `${node.id}, whose scope ${node.scope?.id ?? ''} runs ${scopes.length} times`);
  return first[0];
}

function invalid(name: string, problem: string): Error {
  return engineError('ARGUMENT_INVALID', { name, problem });
}
