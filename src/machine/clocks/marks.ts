// Elements at which something begins or ends for the dossier as a whole: phases, the end of its time, national states, the decision.
import type { EventOf } from '../../model/events.ts';
import { meetClock } from '../../time/index.ts';
import type { Marks, Node, Phase } from '../graph.ts';
import { attempt } from '../incident.ts';
import { emit, rootId, type Run } from '../run.ts';
import { beginClock } from './begin-clock.ts';
import { isOpen, sure } from './basics.ts';
import { change, clockEvent, type ClockEvent } from './change.ts';

/** A gateway or event that is over at once. */
export function passMarks(run: Run, node: Node): void {
  enterMarks(run, node);
  if (node.marks !== null) atEnd(run, node, node.marks);
}

/** One that lives on begins what begins with it. */
export function enterMarks(run: Run, node: Node): void {
  const { marks } = node;
  if (marks === null) return;
  // What can't be counted must not hold back an event that has happened: it is an incident of the process.
  attempt(run, rootId(run) ?? '', node.id, () => {
    beginMarks(run, node, marks, prepareMarks(run, marks));
  });
}

/** The clocks of the phases that begin. Throws trouble CLOCK_INVALID before anything is written. */
export function prepareMarks(run: Run, { starts }: Marks): readonly ClockEvent[] {
  return starts.flatMap((phase) => preparePhase(run, phase) ?? []);
}

export function beginMarks(run: Run, node: Node, { status }: Marks, begun: readonly ClockEvent[]): void {
  for (const event of begun) change(run, event);
  if (status?.code !== undefined) mark(run, { type: 'dossier.marked', element: node.id, status: status.code });
}

export function atEnd(run: Run, node: Node, { ends, endsDossier, status }: Marks): void {
  const at = run.context.now;
  for (const [clockId, { clock, element, phase }] of Object.entries(run.state.clocks)) {
    const over = phase === undefined ? endsDossier && clockId === rootId(run) : ends.some(({ name }) => name === phase);
    if (over && isOpen(clock))
      change(run, clockEvent('clock.met', clockId, element, sure(meetClock(clock, { at })), phase));
  }
  if (status === null || (status.after === undefined && !status.decision)) return;
  const reached = status.after === undefined ? {} : { status: status.after };
  const decided = status.decision ? { decided: true as const } : {};
  mark(run, { type: 'dossier.marked', element: node.id, ...reached, ...decided });
}

function mark(run: Run, event: EventOf<'dossier.marked'>): void {
  const { mark: now } = run.state;
  const news = (event.status !== undefined && event.status !== now?.status) || (event.decided && now?.decided !== true);
  if (news === true) emit(run, event);
}

/** A phase that is entered again, after it was over, is counted again; one that runs goes on. */
function preparePhase(run: Run, { name, fact }: Phase): ClockEvent | null {
  const root = rootId(run);
  if (root === null) return null;
  const rounds = Object.values(run.state.clocks).filter(({ phase }) => phase === name);
  if (rounds.some(({ clock }) => isOpen(clock))) return null;
  const id = rounds.length === 0 ? `${root}:${name}` : `${root}:${name}:${rounds.length + 1}`;
  const element = fact.from ?? run.graph.root.id;
  return clockEvent('clock.started', id, element, beginClock(run, id, fact, 'phase'), name);
}
