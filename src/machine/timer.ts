// Timers: date, duration and cycle (BPMN 2.0.2 §10.5.5.7). Due instants are computed here; who waits for them is not our matter.
import type { Instant, JsonValue } from '../model/json.ts';
import {
  addDuration,
  firstFiring,
  nextFiring,
  parseDuration,
  parseInstant,
  parseRepetition,
  type Firing,
  type WorkingDuration,
} from '../time/index.ts';
import { zoneOf } from './context.ts';
import type { EventPart } from './graph.ts';
import { emit, nextId, type Run } from './run.ts';
import { trouble } from './trouble.ts';
import { addWorkingDuration } from './working-time.ts';

export interface TimerPlan {
  readonly dueAt: Instant;
  /** Firings after this one; -1 without end; absent for a timer that fires once. */
  readonly left?: number;
  /** Cycle by the calendar without a start of its own: from where it is counted. */
  readonly anchorAt?: Instant;
  /** Counted in working time: of what, so that it can be counted again on a changed calendar. */
  readonly working?: WorkingDuration;
}

/** When the timer event first fires; null when a cycle is over before it began. Throws trouble TIMER_INVALID. */
export function timerPlan(run: Run, scope: string, part: EventPart): TimerPlan | null {
  if (part.model.kind !== 'timer' || part.evaluate === null) return null;
  const { timer, counting } = part.model;
  const text = timerText(part.evaluate(run, scope));
  const { now } = run.context;
  const zone = zoneOf(run.context);
  if (timer === 'date') return { dueAt: read(parseInstant(text, { zone }), text) };
  if (timer === 'duration') {
    const duration = read(parseDuration(text), text);
    if (counting !== 'working') return { dueAt: addDuration(now, duration, zone) };
    const working = { fromAt: now, plan: text };
    return { dueAt: addWorkingDuration(run, working), working };
  }
  return firstFiring(read(parseRepetition(text, { zone }), text), now, zone) ?? null;
}

/** The firing of a cycle after `last`; null when it is over. */
export function nextPlan(run: Run, scope: string, part: EventPart, last: Firing): TimerPlan | null {
  if (part.evaluate === null || last.left === 0) return null;
  const text = timerText(part.evaluate(run, scope));
  const zone = zoneOf(run.context);
  return nextFiring(read(parseRepetition(text, { zone }), text), last, zone) ?? null;
}

export function armTimer(
  run: Run,
  on: string,
  element: string,
  plan: TimerPlan | null,
  index: number | null = null,
): void {
  if (plan === null) return;
  const place = index === null ? {} : { part: index };
  emit(run, { type: 'timer.armed', timerId: nextId(run), on, element, ...plan, ...place });
}

function timerText(value: JsonValue): string {
  if (typeof value === 'string') return value.trim();
  throw trouble('TIMER_INVALID', { value: JSON.stringify(value), reason: 'TIME_TEXT_EXPECTED' });
}

function read<T>(
  parsed:
    { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: { readonly code: string } },
  text: string,
): T {
  if (parsed.ok) return parsed.value;
  throw trouble('TIMER_INVALID', { value: text, reason: parsed.problem.code });
}
