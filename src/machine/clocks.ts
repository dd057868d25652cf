// SLA clocks inside a process: the dossier's on the process itself, phases between two elements, a step's on an activity, an answer's
// on what waits for it. A clock is named by the live element that holds it, a phase by the process and its name. Elements with a
// pause stop the clocks of the dossier and its phases while they are alive.
import { cancelClock, meetClock } from '../time/index.ts';
import { beginClock, slaOf } from './clocks/begin-clock.ts';
import { isOpen, sure } from './clocks/basics.ts';
import { change, clockEvent } from './clocks/change.ts';
import { atBegin, atEnd } from './clocks/marks.ts';
import { beginPause, endPause, preparePause } from './clocks/pauses.ts';
import type { Node } from './graph.ts';
import { rootId, type Run } from './run.ts';

export { clockContext, isOpen } from './clocks/basics.ts';
export { change } from './clocks/change.ts';
export { clockDue } from './clocks/clock-due.ts';
export { passMarks } from './clocks/marks.ts';

/** What the element `id` does to clocks as it begins: starts its own, stops the dossier's. Throws trouble CLOCK_INVALID. */
export function clocksOf(run: Run, node: Node, id: string): (() => void) | null {
  const { pause, marks } = node;
  const sla = slaOf(run, node);
  if (sla === null && pause === null && marks === null) return null;
  const started = sla === null ? null : beginClock(run, id, sla, node.scope === null ? 'dossier' : 'step');
  const paused = pause === null ? null : preparePause(run, pause, id);
  return () => {
    if (started !== null) change(run, clockEvent('clock.started', id, node.id, started));
    if (marks !== null) atBegin(run, node, marks);
    if (paused !== null) beginPause(run, paused);
  };
}

/** What the end of the element does to clocks. */
export function endClocks(run: Run, node: Node, id: string, how?: 'terminated'): void {
  if (run.state.clocks[id] !== undefined) endClock(run, id, how);
  if (node.scope === null) for (const other of Object.keys(run.state.clocks)) endClock(run, other, how);
  if (node.pause !== null) endPause(run, node.pause, id, how);
  if (how !== undefined) return;
  if (node.marks !== null) atEnd(run, node, node.marks);
}

/** Met, or cancelled when what it measures was cut off. */
function endClock(run: Run, clockId: string, how: 'terminated' | undefined): void {
  const entry = run.state.clocks[clockId];
  if (entry === undefined || !isOpen(entry.clock)) return;
  const at = run.context.now;
  const reason = run.stopping === null || clockId !== rootId(run) ? {} : { reason: run.stopping };
  if (how === 'terminated')
    change(
      run,
      clockEvent(
        'clock.cancelled',
        clockId,
        entry.element,
        sure(cancelClock(entry.clock, { at, ...reason })),
        entry.phase,
      ),
    );
  else change(run, clockEvent('clock.met', clockId, entry.element, sure(meetClock(entry.clock, { at })), entry.phase));
}
