// timer.fire: a due timer fires once; a cycle is armed again for its next firing.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { ArmedTimer } from '../../model/instance-state.ts';
import { clockDue } from '../clocks.ts';
import { attempt } from '../incident.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { stopInstance } from '../stop-instance.ts';
import { armTimer, nextPlan } from '../timer.ts';
import { trigger } from '../trigger.ts';
import type { Firing } from '../../time/index.ts';

export function timerFire(run: Run, { timerId }: Extract<Command, { type: 'timer.fire' }>): void {
  const timer = run.state.timers.get(timerId);
  if (timer === undefined) throw engineError('TIMER_UNKNOWN', { timerId });
  const { now } = run.context;
  if (timer.dueAt > now) {
    throw engineError('TIMER_NOT_DUE', {
      timerId,
      dueAt: new Date(timer.dueAt).toISOString(),
      now: new Date(now).toISOString(),
    });
  }
  emit(run, { type: 'timer.closed', timerId, outcome: 'fired' });
  if (timer.clock !== undefined) {
    const unanswered = clockDue(run, timer.clock);
    if (unanswered !== null) stopInstance(run, 'closed', 'NO_ANSWER', unanswered);
    return;
  }
  // The next firing is armed before the event is handled: an interrupting event then cancels it with the rest.
  const { dueAt, left, anchorAt } = timer;
  if (left !== undefined) armAgain(run, timer, anchorAt === undefined ? { dueAt, left } : { dueAt, left, anchorAt });
  trigger(run, timer.on, timer.element, {}, timer.part);
}

function armAgain(run: Run, { on, element, part: index }: ArmedTimer, last: Firing): void {
  const { events } = nodeOf(run, element);
  const part = index === undefined ? events.find(({ kind }) => kind === 'timer') : events[index];
  if (part === undefined) return;
  attempt(run, on, element, () => {
    armTimer(run, on, element, nextPlan(run, on, part, last), index ?? null);
  });
}
