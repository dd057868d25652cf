// What a timeCycle says: an ISO 8601 repeating interval (`R3/PT10H`), or a cron expression of five or six fields (`0 8 * * 1-5`).
import { Cron } from 'croner';
import type { Cycle, Parsed } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { cycleAfter } from './cycle-after.ts';
import { cycleInstant } from './cycle-instant.ts';
import { parseCycle } from './parse-cycle.ts';
import { bad, good, unreadable } from './parsed.ts';

export type Repetition =
  { readonly kind: 'cycle'; readonly cycle: Cycle } | { readonly kind: 'cron'; readonly pattern: string };

/** One firing, and how many may follow: -1 without end. */
export interface Firing {
  readonly dueAt: Instant;
  readonly left: number;
  /** Of a cycle by the calendar without a start of its own: from where it is counted, so that it does not drift (31/1, 28/2, 31/3). */
  readonly anchorAt?: Instant;
}

/** A text of several fields, or a nickname (`@daily`), is cron; everything else must be an ISO 8601 repeating interval. */
export function parseRepetition(text: string, options: { readonly zone?: string } = {}): Parsed<Repetition> {
  const refused = unreadable<Repetition>(text);
  if (refused) return refused;
  if (!/^@[a-z]+$|\S\s+\S/.test(text)) {
    const cycle = parseCycle(text, options);
    return cycle.ok ? good({ kind: 'cycle', cycle: cycle.value }) : cycle;
  }
  try {
    // Asked once here, so that a pattern that never fires (30 February) is refused too.
    const fires = new Cron(text, { paused: true, timezone: 'UTC' }).nextRun(new Date(0)) !== null;
    return fires ? good({ kind: 'cron', pattern: text }) : bad('CRON_NEVER', text, 0);
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : '';
    return bad('CRON_SYNTAX', text, 0, '0 8 * * 1-5', { detail });
  }
}

/** Undefined when it is over before it began. */
export function firstFiring(repetition: Repetition, from: Instant, zone: string): Firing | undefined {
  if (repetition.kind === 'cron') return cronFiring(repetition.pattern, from, zone);
  const dueAt = cycleInstant(repetition.cycle, 0, from, zone);
  if (dueAt === undefined) return undefined;
  const { repetitions, startAt, interval } = repetition.cycle;
  const firing = { dueAt, left: repetitions === null ? -1 : repetitions - 1 };
  const drifts = startAt === undefined && interval.years + interval.months + interval.weeks + interval.days > 0;
  return drifts ? { ...firing, anchorAt: from } : firing;
}

/** The firing after `last`; undefined when that was the last one. */
export function nextFiring(repetition: Repetition, last: Firing, zone: string): Firing | undefined {
  if (repetition.kind === 'cron') return cronFiring(repetition.pattern, last.dueAt, zone);
  if (last.left === 0) return undefined;
  const { cycle } = repetition;
  const { anchorAt } = last;
  const counted = anchorAt === undefined || cycle.startAt !== undefined ? cycle : { ...cycle, startAt: anchorAt };
  const dueAt = cycleAfter(counted, last.dueAt, zone);
  return dueAt === undefined ? undefined : { ...last, dueAt, left: last.left < 0 ? -1 : last.left - 1 };
}

function cronFiring(pattern: string, after: Instant, zone: string): Firing | undefined {
  const next = new Cron(pattern, { paused: true, timezone: zone }).nextRun(new Date(after));
  return next === null ? undefined : { dueAt: next.getTime(), left: -1 };
}
