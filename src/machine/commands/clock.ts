// clock.*: clocks by hand. Causes, counts and lead times are the policy's; a refusal says which rule.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { ClockProblem, ClockResult, SlaClock } from '../../model/sla.ts';
import {
  extendClock,
  pauseClock,
  policyOfClock,
  recomputeClock,
  resumeClock,
  type ClockContext,
} from '../../time/index.ts';
import { change, clockContext, isOpen } from '../clocks.ts';
import { clockEvent, rearm } from '../clocks/change.ts';
import { raise } from '../clocks/notices.ts';
import { pauseAfterResume } from '../clocks/pauses.ts';
import type { Run } from '../run.ts';
import { recomputeTimers } from '../working-time.ts';
import { own } from '../own.ts';
import { invalidArgument } from '../../model/invalid.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function clockPause(run: Run, { clockId, cause, reason, documents }: Of<'clock.pause'>): void {
  const { clock, element, phase, id } = open(run, clockId);
  const input = {
    cause,
    at: run.context.now,
    ...(reason === undefined ? {} : { reason }),
    ...(documents === undefined ? {} : { documents }),
  };
  const next = accepted(id, pauseClock(clock, input, contextOf(run, id, clock)));
  change(run, clockEvent('clock.paused', id, element, next, phase));
}

export function clockResume(run: Run, { clockId }: Of<'clock.resume'>): void {
  const { clock, element, phase, id } = open(run, clockId);
  const next = accepted(id, resumeClock(clock, { at: run.context.now }, contextOf(run, id, clock)));
  const type = next.restarts.length > clock.restarts.length ? 'clock.restarted' : 'clock.resumed';
  change(run, clockEvent(type, id, element, next, phase));
  pauseAfterResume(run, id, clock.pauses.at(-1)?.cause ?? '');
}

export function clockExtend(run: Run, command: Of<'clock.extend'>): void {
  const { element, phase, id } = open(run, command.clockId);
  const next = checkExtension(run, command);
  change(run, clockEvent('clock.extended', id, element, next, phase));
}

/** The clock as it would be. Throws EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED. */
export function checkExtension(run: Run, { clockId, plan, reason }: Of<'clock.extend'>): SlaClock {
  const { clock, id } = open(run, clockId);
  return accepted(id, extendClock(clock, { at: run.context.now, plan, reason }, contextOf(run, id, clock)));
}

/** Every open clock and every timer in working time follows the step's calendar by the rule; timers of clocks also where the deadline stays. */
export function clockRecompute(run: Run, { rule, reason }: Of<'clock.recompute'>): void {
  if (rule === 'never') return;
  const before = Object.entries(run.state.clocks).filter(([, { clock }]) => isOpen(clock));
  const at = run.context.now;
  if (reason.trim() === '') throw invalidArgument('reason', 'EMPTY');
  for (const [clockId, { clock: old, element, phase }] of before) {
    const context = policyOfClock(run.context.policies ?? [], old) === undefined ? null : clockContext(run, old);
    const result = context === null ? null : recomputeClock(old, { at, rule, reason }, context);
    // A clock that can't be counted on this calendar keeps its deadline; whoever tries it dry is told so.
    const clock = result?.ok === true ? result.clock : old;
    if (clock.dueAt === old.dueAt) {
      rearm(run, clockId);
      continue;
    }
    const moved = { type: 'clock.recomputed', clockId, element, clock, reason } as const;
    const dates = { fromDueAt: old.dueAt, toDueAt: clock.dueAt };
    change(run, { ...moved, ...dates, ...(phase === undefined ? {} : { phase }) });
    raise(run, 'recomputed', clockId, element, [{ to: 'performer' }]);
  }
  recomputeTimers(run, rule, reason);
}

type Found = Run['state']['clocks'][string] & { readonly id: string };

/** By its id, by the name of its phase, or by its element when one clock of that is open. Throws EngineError CLOCK_UNKNOWN. */
function open(run: Run, named: string): Found {
  const { clocks } = run.state;
  const exact = own(clocks, named);
  if (exact !== undefined) return { ...exact, id: named };
  const found = Object.entries(clocks).filter(
    ([, { element, phase, clock }]) => isOpen(clock) && (phase === undefined ? element === named : phase === named),
  );
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw engineError('CLOCK_UNKNOWN', { clockId: named });
  return { ...first[1], id: first[0] };
}

/** Throws EngineError CLOCK_REFUSED when the rules it was started under are not given any more. */
function contextOf(run: Run, clockId: string, clock: SlaClock): ClockContext {
  if (policyOfClock(run.context.policies ?? [], clock) === undefined || run.context.calendar === undefined) {
    throw refused(clockId, {
      code: 'CLOCK_POLICY_MISMATCH',
      params: { clockId, expected: `${clock.policyId} ${clock.policyFrom}`, found: '–' },
    });
  }
  return clockContext(run, clock);
}

function accepted(clockId: string, result: ClockResult): SlaClock {
  if (!result.ok) {
    const { problem } = result;
    throw refused(clockId, problem);
  }
  return result.clock;
}

function refused(clockId: string, problem: ClockProblem): Error {
  return engineError('CLOCK_REFUSED', { clockId, code: problem.code, details: detailsOf(problem) }, problem);
}

function detailsOf({ params }: ClockProblem): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
