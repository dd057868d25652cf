// Scopes: the process itself and subprocesses (BPMN 2.0.2 §13.3.4). They begin with their start events and end when
// nothing in them is alive, no token waits in them and none is on its way.
import type { Variables } from '../model/json.ts';
import { complete, completeActivity } from './activity.ts';
import type { Node } from './graph.ts';
import { raise } from './incident.ts';
import { emit, nodeOf, type Run } from './run.ts';
import { prepareWaits } from './waits.ts';

/** Opens the waits of the event subprocesses and gives the act that begins the scope `id`. Throws trouble. */
export function prepareScope(run: Run, node: Node, id: string, initial: readonly Node[] = node.initial): () => void {
  const openWaits = prepareWaits(
    run,
    id,
    node.eventSubprocesses.flatMap((subprocess) => subprocess.initial),
  );
  return () => {
    openWaits?.();
    for (const start of initial) run.queue.push({ node: start, scope: id });
    run.touched.add(id);
  };
}

/**
 * Called when no token is left to move: ends the innermost scope that is over, or names the join it hangs on.
 * True when something was done, so that tokens may move again.
 */
export function endOneScope(run: Run): boolean {
  let innermost: string | null = null;
  for (const id of run.touched) {
    if (!isOver(run, id)) run.touched.delete(id);
    else if (innermost === null || Number(id) > Number(innermost)) innermost = id;
  }
  if (innermost === null) return false;
  run.touched.delete(innermost);
  endScope(run, innermost, {});
  return true;
}

export function endScope(run: Run, id: string, results: Variables): void {
  const instance = run.state.elements[id];
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  if (node.scope === null) {
    complete(run, node, id);
    emit(run, { type: 'instance.completed' });
  } else completeActivity(run, id, results);
}

function isOver(run: Run, id: string): boolean {
  const instance = run.state.elements[id];
  if (instance === undefined || instance.loop !== undefined || (instance.children ?? 0) > 0) return false;
  if (instance.incident !== undefined || instance.completing !== undefined) return false;
  if (instance.tokens === undefined) return true;
  reportDeadlock(run, id, instance.tokens);
  return false;
}

/** Nothing else is alive in the scope, so the missing tokens can never come: found when it happens, with names. */
function reportDeadlock(run: Run, id: string, tokens: Readonly<Record<string, number>>): void {
  const joins = new Set<Node>();
  for (const flow of Object.keys(tokens)) {
    const join = run.graph.flows.get(flow)?.target;
    if (join !== undefined) joins.add(join);
  }
  for (const join of joins) {
    const missing = join.incoming.filter((flow) => (tokens[flow.id] ?? 0) === 0).map((flow) => flow.id);
    raise(run, id, join.id, 'JOIN_DEADLOCK', { join: join.id, missing: missing.join(', ') });
  }
}
