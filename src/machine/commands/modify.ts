// instance.modify: an operator moves tokens by hand, with a reason that stays in the journal.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Node } from '../graph.ts';
import { dossierId } from '../clocks.ts';
import { emit, type Run } from '../run.ts';
import { terminate } from '../terminate.ts';

export function instanceModify(run: Run, command: Extract<Command, { type: 'instance.modify' }>): void {
  const { cancel, start, variables, reason } = command;
  for (const id of cancel) {
    if (run.state.elements[id]?.parent === undefined)
      throw invalid('cancel', `${id}, which is not a live element inside the process`);
  }
  const starts = start.map((element) => ({ node: nodeFor(run, element), scope: '' }));
  const begun = starts.map(({ node }) => ({ node, scope: scopeFor(run, node, cancel) }));
  const root = dossierId(run);
  emit(run, { type: 'instance.modified', reason });
  if (variables !== undefined && root !== null) emit(run, { type: 'variables.set', scope: root, values: variables });
  for (const id of cancel) {
    const parent = run.state.elements[id]?.parent;
    terminate(run, id);
    if (parent !== undefined) run.touched.add(parent);
  }
  run.queue.push(...begun);
}

function nodeFor(run: Run, element: string): Node {
  const node = run.graph.nodes.get(element);
  if (node?.scope == null) throw invalid('start', `${element}, which is not an element of the process`);
  return node;
}

/** The live scope that holds the element; there must be exactly one that is not about to be cancelled. */
function scopeFor(run: Run, node: Node, cancelled: readonly string[]): string {
  const scopes = Object.entries(run.state.elements).filter(
    ([id, { element, loop }]) => element === node.scope?.id && loop === undefined && !cancelled.includes(id),
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
