// SLA clocks inside a process: the dossier's on the process itself, phases between two elements, a step's on an activity, an answer's
// on what waits for it. A clock is named by the live element that holds it, a phase by the process and its name. Elements with a
// pause stop the clocks of the dossier and its phases while they are alive.
import { cancelClock, meetClock } from '../time/index.ts';
import { beginClock, slaOf } from './clocks/begin-clock.ts';
import { clockHeldBy, isOpen, sure } from './clocks/basics.ts';
import { change, clockEvent } from './clocks/change.ts';
import { atEnd, beginMarks, prepareMarks } from './clocks/marks.ts';
import { endPause, pausing, preparePause } from './clocks/pauses.ts';
import type { Node } from './graph.ts';
import { attempt } from './incident.ts';
import { rootId, type Run } from './run.ts';

export { clockContext, clockHeldBy, isOpen } from './clocks/basics.ts';
export { change } from './clocks/change.ts';
export { clockDue } from './clocks/clock-due.ts';
export { enterMarks, passMarks } from './clocks/marks.ts';

/**
 * What the element `id` does to clocks as it begins: starts its own and phases, stops the dossier's. Everything is counted here, before
 * anything is written (`scope`: where its expressions are evaluated). Throws trouble CLOCK_INVALID.
 */
export function clocksOf(run: Run, node: Node, id: string, scope = id): (() => void) | null {
  const { pause, marks } = node;
  const sla = slaOf(run, node);
  if (sla === null && pause === null && marks === null) return null;
  const started = sla === null ? null : beginClock(run, id, sla, node.scope === null ? 'dossier' : 'step');
  const begun = marks === null ? [] : prepareMarks(run, marks);
  const paused = pause === null ? [] : pausing(run, preparePause(run, pause, scope), begun);
  return () => {
    if (started !== null) change(run, clockEvent('clock.started', id, node.id, started));
    if (marks !== null) beginMarks(run, node, marks, begun);
    for (const event of paused) change(run, event);
  };
}

/** What the end of the element does to clocks. It ends whatever they say: what can't be counted is an incident of the process. */
export function endClocks(run: Run, node: Node, id: string, how?: 'terminated'): void {
  if (clockHeldBy(run, id) !== undefined) endClock(run, id, how);
  if (node.scope === null) for (const other of Object.keys(run.state.clocks)) endClock(run, other, how);
  const { pause } = node;
  if (pause !== null)
    attempt(run, rootId(run) ?? '', node.id, () => {
      endPause(run, pause, id, how);
    });
  if (how !== undefined) return;
  if (node.marks !== null) atEnd(run, node, node.marks);
}

/** After an incident of the process: phases that the element should have begun, a pause that should have ended. Throws trouble. */
export function clocksAgain(run: Run, node: Node): void {
  const { marks, pause } = node;
  if (marks !== null) beginMarks(run, node, marks, prepareMarks(run, marks));
  if (pause !== null) endPause(run, pause, '', undefined);
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
