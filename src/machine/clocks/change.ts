// One change of a clock: written down, then its next timer armed in place of the old one.
import type { ProcessEvent } from '../../model/events.ts';
import type { SlaClock } from '../../model/sla.ts';
import { dueInstants } from '../../time/index.ts';
import { isOpen } from './basics.ts';
import { closeDuties } from './duties.ts';
import { emit, nextId, rootId, type Run } from '../run.ts';
import { closeWait } from '../waits.ts';

export type ClockChange = Extract<ProcessEvent, { type: `clock.${string}` }>;
export type ClockEvent = Exclude<ClockChange, { type: 'clock.recomputed' }>;

export function clockEvent(
  type: ClockEvent['type'],
  clockId: string,
  element: string,
  clock: SlaClock,
  phase?: string,
): ClockEvent {
  return phase === undefined ? { type, clockId, element, clock } : { type, clockId, element, clock, phase };
}

export function change(run: Run, event: ClockChange): void {
  const { clockId, clock } = event;
  const before = run.state.clocks[clockId]?.clock;
  emit(run, event);
  if (!isOpen(clock) || (before !== undefined && before.revision !== clock.revision)) closeDuties(run, clockId);
  rearm(run, clockId);
}

/** The next timer of the clock in place of the one that is armed. */
export function rearm(run: Run, clockId: string): void {
  const holder = holderOf(run, clockId);
  for (const wait of [...(holder === null ? [] : (run.state.elements.get(holder)?.waits ?? []))]) {
    if (run.state.timers.get(wait)?.clock === clockId) closeWait(run, wait, 'cancelled');
  }
  armNext(run, clockId);
}

/** A clock that nobody holds any more arms nothing. */
export function armNext(run: Run, clockId: string): void {
  const { calendar } = run.context;
  const entry = run.state.clocks[clockId];
  const holder = holderOf(run, clockId);
  if (calendar === undefined || entry === undefined || holder === null) return;
  const next = dueInstants(entry.clock, calendar)[0];
  if (next === undefined) return;
  const { element } = entry;
  emit(run, { type: 'timer.armed', timerId: nextId(run), on: holder, element, dueAt: next.dueAt, clock: clockId });
}

/** The live element that holds the clock; phases hang on the process. */
function holderOf(run: Run, clockId: string): string | null {
  if (run.state.elements.get(clockId) !== undefined) return clockId;
  return run.state.clocks[clockId]?.phase === undefined ? null : rootId(run);
}
