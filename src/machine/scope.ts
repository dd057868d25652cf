// Scopes: the process itself and subprocesses (BPMN 2.0.2 §13.3.4). They begin with their start events and end when
// nothing in them is alive, no token waits in them and none is on its way.
import type { Variables } from '../model/json.ts';
import { complete, completeActivity, workIsOver } from './activity.ts';
import { checkOutputs } from './data-sets.ts';
import type { Node } from './graph.ts';
import { continueAdHoc, mayEnd } from './elements/ad-hoc-sub-process.ts';
import { attempt, isStuck } from './incident.ts';
import { emit, nodeOf, type Run, touch, noteMove } from './run.ts';
import { passThrough } from './passing.ts';
import { remember } from './remember.ts';
import { isTrouble } from './trouble.ts';
import { prepareWaits } from './waits.ts';

/**
 * Opens the waits of the event subprocesses and gives the act that begins the scope `id`. `happened`: the element whose
 * event began the instance, `part`: which of its events. Throws trouble.
 */
export function prepareScope(
  run: Run,
  node: Node,
  id: string,
  initial: readonly Node[] = node.initial,
  happened?: string,
  part?: number,
): () => void {
  const openWaits = prepareWaits(
    run,
    id,
    node.eventSubprocesses.flatMap((subprocess) => subprocess.initial),
  );
  return () => {
    openWaits?.();
    for (const start of initial) {
      // The event that began the instance has happened: its token is already past it.
      if (start.id === happened && start.type !== 'startEvent') passThrough(run, { node: start, scope: id });
      else run.queue.push(part === undefined ? { node: start, scope: id } : { node: start, scope: id, part });
    }
    touch(run, id);
  };
}

/**
 * Called when no token is left to move: ends the innermost scope that is over.
 * True when something was done, so that tokens may move again.
 */
export function endOneScope(run: Run): boolean {
  const { touched } = run;
  if (touched === null) return false;
  if (continueAdHocs(run, touched)) return true;
  const over = (run.over ??= []);
  const before = over.length;
  for (const id of touched) {
    touched.delete(id);
    if (isOver(run, id)) over.push(id);
    else noteMove(run, id);
  }
  if (over.length > before) over.sort((a, b) => Number(a) - Number(b));
  for (let id = over.pop(); id !== undefined; id = over.pop()) {
    if (!isOver(run, id)) {
      noteMove(run, id); // something began in it after it was looked at
      continue;
    }
    endScope(run, id, {});
    return true;
  }
  return false;
}

/** Ad-hoc subprocesses in which something ended decide what is next. */
function continueAdHocs(run: Run, touched: ReadonlySet<string>): boolean {
  if (!run.graph.adHoc) return false;
  for (const id of touched) {
    const instance = run.state.elements.get(id);
    const node = instance === undefined ? null : nodeOf(run, instance.element);
    if (node?.type !== 'adHocSubProcess' || instance?.loop !== undefined || isStuck(run, id)) continue;
    attempt(run, id, node.id, () => continueAdHoc(run, node, id));
  }
  return run.queue.length > run.head;
}

export function endScope(run: Run, id: string, results: Variables): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  if (node.scope === null) attempt(run, id, node.id, () => endProcess(run, node, id));
  else if (instance.compensates !== undefined) run.acts.compensated(run, node, id);
  else completeActivity(run, id, results);
}

/** Throws trouble when it has not given the data that one of its output sets wants. */
function endProcess(run: Run, node: Node, id: string): void {
  const undone = run.state.reopened === true;
  try {
    if (!undone) checkOutputs(run, id, node, {});
  } catch (caught) {
    if (isTrouble(caught)) workIsOver(run, id);
    throw caught;
  }
  remember(run, node, id);
  complete(run, node, id);
  emit(run, undone ? { type: 'instance.compensated', outcome: 'done' } : { type: 'instance.completed' });
}

function isOver(run: Run, id: string): boolean {
  const instance = run.state.elements.get(id);
  if (instance === undefined || instance.loop !== undefined || (instance.children ?? 0) > 0) return false;
  if (instance.completing !== undefined || instance.compensation !== undefined) return false;
  if (instance.tokens !== undefined || instance.planned !== undefined || isStuck(run, id)) return false;
  return mayEnd(run, nodeOf(run, instance.element), id);
}
