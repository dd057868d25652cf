// clock.*: the dossier's clock by hand. Causes, counts and lead times are the policy's; a refusal says which rule.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { ClockProblem, ClockResult, SlaClock } from '../../model/sla.ts';
import { extendClock, pauseClock, resumeClock } from '../../time/index.ts';
import { change, clockContext } from '../clocks.ts';
import type { Run } from '../run.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function clockPause(run: Run, { clockId, cause }: Of<'clock.pause'>): void {
  const { clock, element } = open(run, clockId);
  const at = run.context.now;
  change(
    run,
    'clock.paused',
    clockId,
    element,
    accepted(clockId, pauseClock(clock, { cause, at }, clockContext(run, clock))),
  );
}

export function clockResume(run: Run, { clockId }: Of<'clock.resume'>): void {
  const { clock, element } = open(run, clockId);
  const next = accepted(clockId, resumeClock(clock, { at: run.context.now }, clockContext(run, clock)));
  change(
    run,
    next.restarts.length > clock.restarts.length ? 'clock.restarted' : 'clock.resumed',
    clockId,
    element,
    next,
  );
}

export function clockExtend(run: Run, { clockId, plan, reason }: Of<'clock.extend'>): void {
  const { clock, element } = open(run, clockId);
  const input = { at: run.context.now, plan, reason };
  change(
    run,
    'clock.extended',
    clockId,
    element,
    accepted(clockId, extendClock(clock, input, clockContext(run, clock))),
  );
}

function open(run: Run, clockId: string): { clock: SlaClock; element: string } {
  const entry = run.state.clocks[clockId];
  if (entry === undefined) throw engineError('CLOCK_UNKNOWN', { clockId });
  return entry;
}

function accepted(clockId: string, result: ClockResult): SlaClock {
  if (!result.ok)
    throw engineError('CLOCK_REFUSED', { clockId, code: result.problem.code, details: detailsOf(result.problem) });
  return result.clock;
}

function detailsOf({ params }: ClockProblem): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
