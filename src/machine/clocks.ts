// SLA clocks inside a process: the dossier's on the process itself, a step's on an activity. A clock is named by the live
// element that holds it. Elements with a pause stop the dossier's clock while they are alive.
import type { ProcessEvent } from '../model/events.ts';
import type { Calendar } from '../model/calendar.ts';
import type { PauseFact, SlaFact } from '../model/procedure-facts.ts';
import type { ClockResult, SlaClock, SlaPolicy } from '../model/sla.ts';
import {
  breachClock,
  cancelClock,
  defaultDossierPolicyId,
  defaultStepPolicyId,
  dueInstants,
  localDateAt,
  meetClock,
  pauseClock,
  policyOn,
  resumeClock,
  startClock,
  warnClock,
  type ClockContext,
} from '../time/index.ts';
import type { Node } from './graph.ts';
import { emit, nextId, type Run } from './run.ts';
import { trouble } from './trouble.ts';
import { closeWait } from './waits.ts';

type ClockEventType = Extract<ProcessEvent['type'], `clock.${string}`>;

/** What the element `id` does to clocks as it begins: starts its own, stops the dossier's. Throws trouble CLOCK_INVALID. */
export function clocksOf(run: Run, node: Node, id: string): (() => void) | null {
  const { sla, pause } = node;
  if (sla === null && pause === null) return null;
  const started = sla === null ? null : begin(run, node, id, sla);
  return () => {
    if (started !== null) change(run, 'clock.started', id, node.id, started);
    if (pause !== null) pauseDossier(run, pause);
  };
}

/** What the end of the element does to clocks. */
export function endClocks(run: Run, node: Node, id: string, how?: 'terminated'): void {
  const own = run.state.clocks[id];
  if (own !== undefined && isOpen(own.clock)) {
    const at = run.context.now;
    if (how === 'terminated') change(run, 'clock.cancelled', id, own.element, sure(cancelClock(own.clock, { at })));
    else change(run, 'clock.met', id, own.element, sure(meetClock(own.clock, { at })));
  }
  if (node.pause !== null) resumeDossier(run, node.pause, how);
  if (how === undefined && run.graph.root.sla?.until === node.id) meetDossier(run);
}

/** A timer of the clock has fired: warnings and the breach that are due by now. */
export function clockDue(run: Run, clockId: string): void {
  const entry = run.state.clocks[clockId];
  const { calendar, now } = run.context;
  if (entry === undefined || calendar === undefined) return;
  let { clock } = entry;
  for (const timer of dueInstants(clock, calendar)) {
    if (timer.dueAt > now) break;
    const warned = timer.warningId !== undefined;
    const result = warned
      ? warnClock(clock, { at: now, warningId: timer.warningId ?? '' }, calendar)
      : breachClock(clock, { at: now });
    if (!result.ok) continue;
    clock = result.clock;
    emit(run, { type: warned ? 'clock.warned' : 'clock.breached', clockId, element: entry.element, clock });
  }
  armNext(run, clockId, entry.element, clock);
}

/** Writes the change of a clock and arms its next timer in place of the old one. */
export function change(run: Run, type: ClockEventType, clockId: string, element: string, clock: SlaClock): void {
  emit(run, { type, clockId, element, clock });
  for (const wait of [...(run.state.elements[clockId]?.waits ?? [])]) {
    if (run.state.timers[wait]?.clock === clockId) closeWait(run, wait, 'cancelled');
  }
  armNext(run, clockId, element, clock);
}

/** The rules and the working time a running clock was started under. Throws trouble when they are not given any more. */
export function clockContext(run: Run, clock: SlaClock): ClockContext {
  const policy = run.context.policies?.find(
    ({ id, effectiveFrom }) => id === clock.policyId && effectiveFrom === clock.policyFrom,
  );
  if (policy === undefined)
    throw trouble('CLOCK_INVALID', { reason: `no policy ${clock.policyId} of ${clock.policyFrom}` });
  return { policy, calendar: calendarOf(run) };
}

/** Id of the process itself, which names the dossier's clock. */
export function dossierId(run: Run): string | null {
  for (const [id, { parent }] of Object.entries(run.state.elements)) if (parent === undefined) return id;
  return null;
}

function begin(run: Run, node: Node, id: string, sla: SlaFact): SlaClock {
  const calendar = calendarOf(run);
  const input = { id, receivedAt: run.context.now, plan: sla.duration, counting: sla.counting };
  const policy = policyFor(run, sla, node.scope === null ? defaultDossierPolicyId : defaultStepPolicyId, calendar);
  const result = startClock(sla.warn.length > 0 ? { ...input, warn: sla.warn } : input, { policy, calendar });
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code, plan: sla.duration });
  return result.clock;
}

/** The policy the procedure names; else the usual one; else the first that was given. In its version of the day. */
function policyFor(run: Run, sla: SlaFact, usual: string, calendar: Calendar): SlaPolicy {
  const policies = run.context.policies ?? [];
  const on = localDateAt(calendar.zone, run.context.now);
  const named = sla.policy === undefined ? undefined : policyOn(policies, sla.policy, on);
  const policy = sla.policy === undefined ? (policyOn(policies, usual, on) ?? policies[0]) : named;
  if (policy === undefined)
    throw trouble('CLOCK_INVALID', { reason: `no policy ${sla.policy ?? usual} in force on ${on}` });
  return policy;
}

function calendarOf(run: Run): Calendar {
  const { calendar } = run.context;
  if (calendar === undefined) throw trouble('CLOCK_INVALID', { reason: 'no calendar' });
  return calendar;
}

function pauseDossier(run: Run, pause: PauseFact): void {
  const id = dossierId(run);
  const entry = id === null ? undefined : run.state.clocks[id];
  if (id === null || entry === undefined || !isOpen(entry.clock) || entry.clock.state === 'paused') return;
  const basis = pause.legalBasis === undefined ? [] : [{ document: pause.legalBasis }];
  const result = pauseClock(
    entry.clock,
    { cause: pause.cause, at: run.context.now, effect: pause.effect, basis },
    clockContext(run, entry.clock),
  );
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code, cause: pause.cause });
  change(run, 'clock.paused', id, entry.element, result.clock);
}

/** A pause that was cut off (its time ran out) only leaves its own time out; the count does not begin anew. */
function resumeDossier(run: Run, pause: PauseFact, how: 'terminated' | undefined): void {
  const id = dossierId(run);
  const entry = id === null ? undefined : run.state.clocks[id];
  if (id === null || entry?.clock.state !== 'paused' || entry.clock.pauses.at(-1)?.cause !== pause.cause) return;
  const context = clockContext(run, entry.clock);
  const clock = how === 'terminated' ? withoutRestart(entry.clock) : entry.clock;
  const result = resumeClock(clock, { at: run.context.now }, context);
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code, cause: pause.cause });
  const type = result.clock.restarts.length > clock.restarts.length ? 'clock.restarted' : 'clock.resumed';
  change(run, type, id, entry.element, result.clock);
}

function withoutRestart(clock: SlaClock): SlaClock {
  const last = clock.pauses.at(-1);
  return last === undefined
    ? clock
    : { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...last, effect: 'exclude' }] };
}

function meetDossier(run: Run): void {
  const id = dossierId(run);
  const entry = id === null ? undefined : run.state.clocks[id];
  if (id === null || entry === undefined || !isOpen(entry.clock)) return;
  change(run, 'clock.met', id, entry.element, sure(meetClock(entry.clock, { at: run.context.now })));
}

function armNext(run: Run, clockId: string, element: string, clock: SlaClock): void {
  const { calendar } = run.context;
  if (calendar === undefined || run.state.elements[clockId] === undefined) return;
  const next = dueInstants(clock, calendar)[0];
  if (next === undefined) return;
  emit(run, { type: 'timer.armed', timerId: nextId(run), on: clockId, element, dueAt: next.dueAt, clock: clockId });
}

export function isOpen(clock: SlaClock): boolean {
  return clock.state !== 'met' && clock.state !== 'cancelled';
}

/** Ending is possible from every open state; the table of the lifecycle says so. */
function sure(result: ClockResult): SlaClock {
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code });
  return result.clock;
}
