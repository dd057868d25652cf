// Elements at which something begins or ends for the dossier as a whole: phases, the end of its time, national states, the decision.
import type { EventOf } from '../../model/events.ts';
import { meetClock } from '../../time/index.ts';
import type { Marks, Node, Phase } from '../graph.ts';
import { attempt } from '../incident.ts';
import { emit, rootId, type Run } from '../run.ts';
import { beginClock } from './begin-clock.ts';
import { isOpen, sure } from './basics.ts';
import { change, clockEvent } from './change.ts';

/** A gateway or event that is over at once. */
export function passMarks(run: Run, node: Node): void {
  if (node.marks === null) return;
  const { marks } = node;
  // What can't be counted must not hold back an event that has happened: it is an incident of the process.
  attempt(run, rootId(run) ?? '', node.id, () => {
    atBegin(run, node, marks);
  });
  atEnd(run, node, marks);
}

/** Throws trouble CLOCK_INVALID. */
export function atBegin(run: Run, node: Node, { starts, status }: Marks): void {
  for (const phase of starts) beginPhase(run, phase);
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
function beginPhase(run: Run, { name, fact }: Phase): void {
  const root = rootId(run);
  if (root === null) return;
  const rounds = Object.values(run.state.clocks).filter(({ phase }) => phase === name);
  if (rounds.some(({ clock }) => isOpen(clock))) return;
  const id = rounds.length === 0 ? `${root}:${name}` : `${root}:${name}:${rounds.length + 1}`;
  const element = fact.from ?? run.graph.root.id;
  change(run, clockEvent('clock.started', id, element, beginClock(run, id, fact, 'phase'), name));
}
