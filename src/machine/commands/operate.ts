// What an operator does: correct variables, try an incident again, suspend, resume, cancel.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { JsonValue, Variables } from '../../model/json.ts';
import { isEmpty } from '../apply.ts';
import { beginWork } from '../activity.ts';
import { beginAt } from '../begin-process.ts';
import { clocksAgain } from '../clocks.ts';
import { compensated } from '../compensation.ts';
import { attempt } from '../incident.ts';
import type { Node } from '../graph.ts';
import { emit, nodeOf, rootId, type Run, touch } from '../run.ts';
import { stopInstance } from '../stop-instance.ts';
import { isTriggered, tryAgain } from '../try-again.ts';
import { propagate } from '../variables.ts';
import { prepareWaits } from '../waits.ts';
import { goOn } from './held.ts';
import { invalidArgument } from '../../model/invalid.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function variablesSet(run: Run, { variables, scope }: Of<'variables.set'>): void {
  const target = scope ?? rootId(run) ?? '';
  if (run.state.elements.get(target) === undefined)
    throw invalidArgument('scope', 'NO_LIVE_ELEMENT', { element: target });
  emit(run, { type: 'variables.set', scope: target, values: variables });
}

/** Sets the corrected variables, then tries again from where the element stands. */
export function incidentResolve(run: Run, { incidentId, variables }: Of<'incident.resolve'>): void {
  const incident = run.state.incidents.get(incidentId);
  if (incident === undefined) throw engineError('INCIDENT_UNKNOWN', { incidentId });
  const { on, code } = incident;
  if (variables !== undefined) correct(run, on, variables);
  emit(run, { type: 'incident.resolved', incidentId });
  const instance = run.state.elements.get(on);
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  if (code === 'JOB_RETRIES_EXHAUSTED' && instance.work !== undefined) {
    emit(run, { type: 'job.retried', jobId: instance.work, retries: 1 });
    return;
  }
  // Of the process: whether it may end is asked again.
  if (code === 'JOIN_DEADLOCK' || (code === 'DATA_OUTPUTS_MISSING' && on === rootId(run))) {
    touch(run, on);
    return;
  }
  if (code === 'DATA_INPUTS_MISSING' && on === rootId(run)) {
    beginAt(run, on, incident.element);
    return;
  }
  if (code === 'COMPENSATION_CANCELLED') {
    compensated(run, node, on); // left as it is; the rest goes on
    return;
  }
  if (code === 'CALL_FAILED' && instance.called !== undefined && instance.compensates !== undefined) {
    emit(run, { type: 'call.compensating', ...instance.called, id: on, element: instance.element });
    return;
  }
  if (code === 'CALL_FAILED') {
    attempt(run, on, node.id, () => {
      beginWork(run, node, on);
    });
    return;
  }
  if (incident.element !== instance.element) {
    const event = nodeOf(run, incident.element);
    if (code === 'CLOCK_INVALID' && on === rootId(run))
      attempt(run, on, event.id, () => {
        clocksAgain(run, event);
      });
    if (event.instantiates && event.scope === node && node.scope === null && instance.children === undefined)
      beginAt(run, on, event.id);
    else watchAgain(run, on, event);
    return;
  }
  tryAgain(run, on);
}

/**
 * Results that were taken before the trouble are written again on the way out: what was corrected must not be lost then. An output of
 * an activity's own that it did not give is given with them.
 */
function correct(run: Run, on: string, variables: Variables): void {
  const { completing: results, element = '' } = run.state.elements.get(on) ?? {};
  if (results === undefined) {
    propagate(run, correctionsFrom(run, on), variables);
    return;
  }
  const { behaviour, locals } = nodeOf(run, element);
  const around: Record<string, JsonValue> = {};
  const given: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(variables)) {
    const isLacking = behaviour.kind === 'activity' && locals.includes(name) && !Object.hasOwn(results, name);
    if (!isLacking) around[name] = value;
    if (isLacking || Object.hasOwn(results, name)) given[name] = value;
  }
  propagate(run, correctionsFrom(run, on), around);
  if (!isEmpty(given)) emit(run, { type: 'element.completing', id: on, variables: { ...results, ...given } });
}

/**
 * Corrections go to the nearest scope that has or declares the variable: from inside what has begun, from around what begins anew,
 * since that makes its inputs again.
 */
function correctionsFrom(run: Run, on: string): string {
  const instance = run.state.elements.get(on);
  if (instance === undefined) return rootId(run) ?? '';
  const inside = instance.children !== undefined || isTriggered(nodeOf(run, instance.element), instance);
  return inside ? on : (instance.parent ?? on);
}

/** An event was in trouble while what it hangs on works on: its wait is opened again, unless it is open still. */
function watchAgain(run: Run, on: string, catcher: Node): void {
  const { timers, subscriptions, elements } = run.state;
  const open = elements.get(on)?.waits?.some((id) => (timers.get(id) ?? subscriptions.get(id))?.element === catcher.id);
  if (open === true) return;
  attempt(run, on, catcher.id, () => prepareWaits(run, on, [catcher])?.());
}

export function instanceSuspend(run: Run, { reason, definition }: Of<'instance.suspend'>): void {
  const suspended = { type: 'instance.suspended', reason } as const;
  emit(run, definition === undefined ? suspended : { ...suspended, definition });
}

export function instanceResume(run: Run, { definition }: Of<'instance.resume'>): void {
  const { suspended, suspendedWith } = run.state;
  if (suspended === true && (definition === undefined || definition === suspendedWith)) goOn(run);
}

export function instanceCancel(run: Run, { reason, params }: Of<'instance.cancel'>): void {
  stopInstance(run, null, reason, params);
}

/** An applicant may withdraw only as long as there is no decision (TT 03/2025/TT-VPCP art. 7). */
export function instanceStop(run: Run, { how, reason }: Of<'instance.stop'>): void {
  if (reason.trim() === '') throw invalidArgument('reason', 'EMPTY');
  if (how === 'withdrawn' && isDecided(run))
    throw engineError('WITHDRAWAL_TOO_LATE', { instanceId: run.state.process });
  stopInstance(run, how, reason);
}

/** An element said so; where none does, the end of the dossier's time is the decision. */
function isDecided(run: Run): boolean {
  const { graph, state } = run;
  const said = graph.process.elements.some(({ status }) => status?.decision === true);
  return said ? state.mark?.decided === true : state.clocks[rootId(run) ?? '']?.clock.state === 'met';
}
