// A timer of a clock has fired: everything that is due by now, in order of time, and what it brings.
import type { ClockTimer, SlaClock } from '../../model/sla.ts';
import { dueInstants, fireTimer } from '../../time/index.ts';
import { nodeOf, emit, rootId, type Run } from '../run.ts';
import { armNext, clockEvent, type ClockEvent } from './change.ts';
import { openDuty } from './duties.ts';
import { tell } from './notices.ts';

/** What was not answered, and by when it should have been. */
export type Unanswered = { readonly cause: string; readonly by: string };

/** Gives what was not answered when the dossier is to be closed for it. */
export function clockDue(run: Run, clockId: string): Unanswered | null {
  const { calendar, now } = run.context;
  const before = run.state.clocks[clockId];
  if (before === undefined || calendar === undefined) return null;
  const { element, phase } = before;
  let { clock } = before;
  for (const timer of dueInstants(clock, calendar)) {
    if (timer.dueAt > now) break;
    const result = fireTimer(clock, timer, calendar, now);
    if (!result.ok) continue;
    clock = result.clock;
    emit(run, clockEvent(eventTypes[timer.kind], clockId, element, clock, phase));
    tell(run, clockId, element, clock, timer);
    if (timer.warningId !== undefined && clockId === rootId(run)) openDuty(run, clockId, clock, timer.warningId);
    if (timer.kind === 'answer' && closesUnanswered(run, clockId, clock)) {
      const pause = clock.pauses.at(-1);
      return { cause: pause?.cause ?? '', by: new Date(pause?.answerBy ?? now).toISOString() };
    }
  }
  armNext(run, clockId);
  return null;
}

const eventTypes = {
  warn: 'clock.warned',
  breach: 'clock.breached',
  escalate: 'clock.escalated',
  answer: 'clock.unanswered',
} as const satisfies Record<ClockTimer['kind'], ClockEvent['type']>;

/** True when the dossier is to be closed, since the policy says so and the procedure has no timer of its own for it. */
function closesUnanswered(run: Run, clockId: string, clock: SlaClock): boolean {
  if (clockId !== rootId(run)) return false;
  const { policyId, policyFrom } = clock;
  const cause = clock.pauses.at(-1)?.cause ?? '';
  const rule = run.context.policies
    ?.find(({ id, effectiveFrom }) => id === policyId && effectiveFrom === policyFrom)
    ?.pauses.find((pause) => pause.cause === cause);
  if (rule?.onNoAnswer !== 'close') return false;
  const ownTimer = [...run.state.elements.values()].some(({ element }) => {
    const { pause, boundary } = nodeOf(run, element);
    return pause?.fact.cause === cause && boundary.some(({ events }) => events.some(({ kind }) => kind === 'timer'));
  });
  return !ownTimer;
}
