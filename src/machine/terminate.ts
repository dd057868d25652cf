// Termination (BPMN 2.0.2 §13.3.2): a live element and all below it end, innermost first; their waits close with them.
import { endClocks } from './clocks.ts';
import { closeIncidents } from './incident.ts';
import { emit, nodeOf, rootId, type Run } from './run.ts';
import { closeWaits } from './waits.ts';

/** Ends `id` and everything below it. Tokens on the way inside it are dropped. */
export function terminate(run: Run, id: string): void {
  terminateChildren(run, id);
  terminateOne(run, id);
}

/** Ends the whole instance. */
export function terminateAll(run: Run): void {
  const root = rootId(run);
  if (root !== null) terminate(run, root);
  run.queue.length = run.head;
  run.later = null;
  run.touched = null;
}

/** Ends everything below `id`. */
export function terminateChildren(run: Run, id: string): void {
  const doomed = below(run, id);
  for (const child of doomed.reverse()) terminateOne(run, child);
  const gone = new Set(doomed);
  // Tokens still on their way in this step belong to a scope that is being ended.
  for (const tokens of [run.queue, run.later ?? []]) {
    for (let index = tokens.length - 1; index >= (tokens === run.queue ? run.head : 0); index -= 1) {
      const token = tokens[index];
      if (token !== undefined && (token.scope === id || gone.has(token.scope))) tokens.splice(index, 1);
    }
  }
  for (const gateway of Object.keys(run.state.elements.get(id)?.gateways ?? {}))
    emit(run, { type: 'gateway.awaits', scope: id, element: gateway, flows: [] });
  if (run.state.elements.get(id)?.planned !== undefined) emit(run, { type: 'adHoc.planned', id, elements: [] });
  const parked = run.state.elements.get(id)?.tokens;
  if (parked !== undefined) {
    for (const [flow, count] of Object.entries(parked)) {
      const element = run.graph.flows.get(flow)?.target.id ?? '';
      for (let left = count; left > 0; left -= 1)
        emit(run, { type: 'token.joined', scope: id, flows: [flow], element });
    }
    // Joins that could not fire are no trouble any more.
    for (const [incidentId, { on, element }] of [...run.state.incidents])
      if (on === id && element !== run.state.elements.get(id)?.element)
        emit(run, { type: 'incident.resolved', incidentId });
  }
}

/**
 * Live elements below `id`, and the handlers they run elsewhere; parents before children: ids grow, so one ascending pass
 * finds them.
 */
function below(run: Run, id: string): string[] {
  const found: string[] = [];
  const inside = new Set([id]);
  for (const [child, { parent, compensates = '' }] of run.state.elements) {
    if (parent === undefined || !(inside.has(parent) || inside.has(compensates))) continue;
    inside.add(child);
    found.push(child);
  }
  return found;
}

function terminateOne(run: Run, id: string): void {
  const instance = run.state.elements.get(id);
  if (instance === undefined) return;
  closeIncidents(run, id);
  closeWaits(run, id);
  if (instance.work !== undefined) closeWork(run, instance.work, instance.element);
  endClocks(run, nodeOf(run, instance.element), id, 'terminated');
  emit(run, { type: 'element.terminated', id, element: instance.element, parent: instance.parent ?? '' });
}

function closeWork(run: Run, work: string, element: string): void {
  if (run.state.calls.get(work) !== undefined) emit(run, { type: 'call.closed', callId: work, outcome: 'cancelled' });
  else if (run.state.tasks.get(work) !== undefined)
    emit(run, { type: 'task.closed', taskId: work, element, outcome: 'obsolete' });
  else if (run.state.jobs.get(work) !== undefined) emit(run, { type: 'job.closed', jobId: work, outcome: 'cancelled' });
}
