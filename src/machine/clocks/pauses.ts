// Elements that stop the clocks of the dossier and its phases while they are alive. Several may be alive at once: the clock stands
// still until the last of them ends, and a cause that counts anew prevails over one that only leaves time out.
import type { JsonValue } from '../../model/json.ts';
import type { SlaClock } from '../../model/sla.ts';
import { pauseClock, resumeClock, type PauseInput } from '../../time/index.ts';
import type { Node, PausePart } from '../graph.ts';
import { nodeOf, rootId, type Run } from '../run.ts';
import { isTrouble, trouble } from '../trouble.ts';
import { clockContext, isOpen } from './basics.ts';
import { change, clockEvent, type ClockEvent } from './change.ts';

export type PreparedPause = Omit<PauseInput, 'at'>;

/** Reason and list are evaluated in the element. Throws trouble. */
export function preparePause(run: Run, { fact, reason, documents }: PausePart, id: string): PreparedPause {
  const { cause, effect, legalBasis } = fact;
  const why = reason === null ? null : textOf(reason(run, id));
  const list = documents === null ? null : listOf(documents(run, id));
  return {
    cause,
    basis: legalBasis === undefined ? [] : [{ document: legalBasis }],
    unstated: [
      ...(reason === null ? (['reason'] as const) : []),
      ...(documents === null ? (['documents'] as const) : []),
    ],
    ...(effect === undefined ? {} : { effect }),
    ...(why === null ? {} : { reason: why }),
    ...(list === null ? {} : { documents: list }),
  };
}

/**
 * How the pause changes the clocks of the dossier and its phases, also those that begin with it (`begun`). Throws trouble CLOCK_INVALID
 * before anything is written.
 */
export function pausing(run: Run, pause: PreparedPause, begun: readonly ClockEvent[]): ClockEvent[] {
  const running = [...pausable(run).map((clockId) => ({ clockId, ...entryOf(run, clockId) })), ...begun];
  return running.flatMap((entry) => {
    const { clock } = entry;
    if (clock.state !== 'paused') return [paused(run, entry, pause)];
    if (effectOf(run, clock, pause) !== 'restart' || clock.pauses.at(-1)?.effect !== 'exclude') return [];
    const event = resumed(run, entry);
    return [event, paused(run, event, pause)];
  });
}

/** A pause that was cut off (its time ran out) only leaves its own time out; the count does not begin anew. */
export function endPause(run: Run, { fact }: PausePart, id: string, how: 'terminated' | undefined): void {
  const others = livePauses(run, id);
  if (others.some(({ node }) => node.pause?.fact.cause === fact.cause)) return;
  for (const clockId of pausable(run)) {
    const { clock } = entryOf(run, clockId);
    if (clock.state !== 'paused' || clock.pauses.at(-1)?.cause !== fact.cause) continue;
    const entry = { clockId, ...entryOf(run, clockId) };
    change(run, resumed(run, how === 'terminated' ? { ...entry, clock: withoutRestart(clock) } : entry));
    pauseAgain(run, clockId, others);
  }
}

/** A pause by hand has ended: what else stops the clock goes on doing so. */
export function pauseAfterResume(run: Run, clockId: string, cause: string): void {
  if (!pausable(run).includes(clockId)) return;
  pauseAgain(
    run,
    clockId,
    livePauses(run).filter(({ node }) => node.pause?.fact.cause !== cause),
  );
}

function pauseAgain(run: Run, clockId: string, others: readonly Live[]): void {
  const { clock } = entryOf(run, clockId);
  const prepared = others.flatMap(({ node, id }) => (node.pause === null ? [] : [restated(run, node.pause, id)]));
  const next = prepared.find((pause) => effectOf(run, clock, pause) === 'restart') ?? prepared[0];
  if (next === undefined) return;
  const known = clock.pauses.some(({ cause, continued }) => cause === next.cause && continued !== true);
  const entry = { clockId, ...entryOf(run, clockId) };
  change(run, paused(run, entry, known ? { ...next, continued: true } : next));
}

/** What was stated when the pause began can't be worked out any more: the clock stands still all the same. */
function restated(run: Run, part: PausePart, id: string): PreparedPause {
  try {
    return preparePause(run, part, id);
  } catch (caught) {
    if (!isTrouble(caught)) throw caught;
    return preparePause(run, { ...part, reason: null, documents: null }, id);
  }
}

type Entry = Run['state']['clocks'][string] & { readonly clockId: string };

function paused(run: Run, { clockId, element, clock, phase }: Entry, pause: PreparedPause): ClockEvent {
  const result = pauseClock(clock, { ...pause, at: run.context.now }, clockContext(run, clock));
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code, cause: pause.cause });
  return clockEvent('clock.paused', clockId, element, result.clock, phase);
}

function resumed(run: Run, { clockId, element, clock, phase }: Entry): ClockEvent {
  const result = resumeClock(clock, { at: run.context.now }, clockContext(run, clock));
  if (!result.ok)
    throw trouble('CLOCK_INVALID', { reason: result.problem.code, cause: clock.pauses.at(-1)?.cause ?? '' });
  const type = result.clock.restarts.length > clock.restarts.length ? 'clock.restarted' : 'clock.resumed';
  return clockEvent(type, clockId, element, result.clock, phase);
}

/** Open clocks of the dossier and its phases. */
function pausable(run: Run): readonly string[] {
  const dossier = rootId(run);
  return Object.entries(run.state.clocks)
    .filter(([id, { phase, clock }]) => (id === dossier || phase !== undefined) && isOpen(clock))
    .map(([id]) => id);
}

interface Live {
  readonly node: Node;
  readonly id: string;
}

/** Live elements with a pause, the oldest first; `without` is about to end. A round of a loop is not counted beside its body. */
function livePauses(run: Run, without?: string): readonly Live[] {
  return [...run.state.elements].flatMap(([id, { element, item }]) => {
    const node = nodeOf(run, element);
    return node.pause === null || id === without || item !== undefined ? [] : [{ node, id }];
  });
}

function effectOf(run: Run, clock: SlaClock, { cause, effect }: PreparedPause): 'exclude' | 'restart' {
  return effect ?? clockContext(run, clock).policy.pauses.find((rule) => rule.cause === cause)?.effect ?? 'exclude';
}

function withoutRestart(clock: SlaClock): SlaClock {
  const last = clock.pauses.at(-1);
  return last === undefined
    ? clock
    : { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...last, effect: 'exclude' }] };
}

function entryOf(run: Run, clockId: string): Run['state']['clocks'][string] {
  const entry = run.state.clocks[clockId];
  if (entry === undefined) throw trouble('CLOCK_INVALID', { reason: 'CLOCK_MISSING', clockId });
  return entry;
}

function textOf(value: JsonValue): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** A list, or one text for each line. */
function listOf(value: JsonValue): readonly string[] {
  const items =
    typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value : value === null ? [] : [value];
  return items
    .map(textOf)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
