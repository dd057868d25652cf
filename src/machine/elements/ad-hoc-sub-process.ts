// Ad-hoc subprocess (BPMN 2.0.2 §13.3.5): activities without order. Those named by `activeElements` (else all that no flow leads
// to) are started, all at once or one after another; people may start more by command. It is over when its completion
// condition is true, or without one when nothing is left to do.
import type { ActivityBehaviour } from '../graph.ts';
import { describe, evaluateCondition } from '../expression.ts';
import type { Node } from '../graph.ts';
import { emit, type Run, touch } from '../run.ts';
import { terminateChildren } from '../terminate.ts';
import { isTrouble, trouble } from '../trouble.ts';
import { prepareWaits } from '../waits.ts';

export const adHocSubProcess: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    const elements = planned(run, node, id);
    const openWaits = prepareWaits(
      run,
      id,
      node.eventSubprocesses.flatMap((subprocess) => subprocess.initial),
    );
    return () => {
      if (run.state.elements.get(id)?.variables === undefined)
        emit(run, { type: 'variables.set', scope: id, values: {} });
      openWaits?.();
      touch(run, id);
      if (node.element?.adHoc?.ordering === 'sequential') {
        emit(run, { type: 'adHoc.planned', id, elements });
        startNext(run, node, id);
      } else for (const element of elements) startOne(run, node, id, element);
    };
  },
};

function planned(run: Run, node: Node, id: string): string[] {
  if (node.activeElements === null) return node.initial.map((inner) => inner.id);
  const list = node.activeElements(run, id);
  if (!Array.isArray(list)) throw trouble('LOOP_INVALID', { what: 'activeElements', found: describe(list) });
  const names = list.map(String);
  for (const name of names) innerNode(run, node, name);
  return names;
}

/** Something in the scope has ended. The condition is asked only after an activity: what has just begun is not over by it. */
export function continueAdHoc(run: Run, node: Node, id: string): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  const asks = run.asking?.delete(id) === true && instance.enough !== true;
  if (asks && node.adHocCompletion !== null && evaluateCondition(node.adHocCompletion, run, id)) {
    emit(run, { type: 'adHoc.enough', id });
    if (node.element?.adHoc?.cancelRemaining !== false) terminateChildren(run, id);
    return;
  }
  startNext(run, node, id);
}

/**
 * Asked when an inner activity is done, before its flows are taken: when the completion condition is true nothing more
 * begins. In trouble the answer is no; it is asked again when all tokens have moved, and then told.
 */
export function isEnough(run: Run, node: Node, id: string): boolean {
  askAgain(run, id);
  if (run.state.elements.get(id)?.enough === true) return true;
  try {
    return node.adHocCompletion?.(run, id) === true;
  } catch (caught) {
    if (!isTrouble(caught)) throw caught;
    return false;
  }
}

/** When all tokens have moved, the completion condition is asked. */
export function askAgain(run: Run, id: string): void {
  (run.asking ??= new Set()).add(id);
  touch(run, id);
}

/** With a completion condition an idle ad-hoc subprocess waits for people to start more. */
export function mayEnd(run: Run, node: Node, id: string): boolean {
  if (node.adHocCompletion === null || run.state.elements.get(id)?.enough === true) return true;
  return node.adHocCompletion(run, id) === true;
}

function startNext(run: Run, node: Node, id: string): void {
  const [next, ...rest] = run.state.elements.get(id)?.planned ?? [];
  if (next === undefined || (run.state.elements.get(id)?.children ?? 0) > 0) return;
  emit(run, { type: 'adHoc.planned', id, elements: rest });
  startOne(run, node, id, next);
}

export function startOne(run: Run, node: Node, id: string, element: string): void {
  run.queue.push({ node: innerNode(run, node, element), scope: id });
}

/** Throws trouble LOOP_INVALID. */
function innerNode(run: Run, node: Node, element: string): Node {
  const inner = run.graph.nodes.get(element);
  if (inner?.scope !== node) throw trouble('LOOP_INVALID', { what: 'activeElements', found: element });
  return inner;
}
