// Reads an ISO 8601 repeating interval: `R3/PT10H`, `R/2026-01-05T07:00:00+07:00/P1D`, `R5/start/end`.
import type { Cycle, Duration, Parsed } from '../../model/duration.ts';
import { timeLimits } from '../../model/duration.ts';
import { bad, good, shifted, unreadable } from './parsed.ts';
import { isZeroDuration } from './add-duration.ts';
import { parseDuration, zeroDuration } from './parse-duration.ts';
import { parseInstant } from './parse-instant.ts';

/** ISO 8601-1 §5.6. `R` or `R-1` without a number repeats without end; an interval of no length is refused. */
export function parseCycle(text: string, options: { readonly zone?: string } = {}): Parsed<Cycle> {
  const refused = unreadable<Cycle>(text);
  if (refused) return refused;
  const [head = '', first, second, ...rest] = text.split('/');
  if (head[0] !== 'R') return bad('CYCLE_NO_R', text, 0, parseDuration(text).ok ? `R/${text}` : undefined);
  if (first === undefined || rest.length > 0) return bad('CYCLE_PARTS', text, head.length, `${head}/PT10H`);
  if (!/^R(\d+|-1)?$/.test(head)) return bad('CYCLE_COUNT', text, 1, `R/${text.slice(head.length + 1)}`);
  const count = head === 'R' || head === 'R-1' ? null : Number(head.slice(1));
  if (count !== null && count > timeLimits.repetitions) {
    return bad('CYCLE_COUNT', text, 1, undefined, { limit: timeLimits.repetitions });
  }
  const at = head.length + 1;
  const cycle = readParts(text, at, first, second, options);
  if (!cycle.ok) return cycle;
  if (isZeroDuration(cycle.value.interval)) return bad('CYCLE_ZERO_INTERVAL', text, at);
  return good({ repetitions: count, ...cycle.value });
}

type Parts = Omit<Cycle, 'repetitions'>;

function readParts(
  text: string,
  at: number,
  first: string,
  second: string | undefined,
  zone: { readonly zone?: string },
): Parsed<Parts> {
  const secondAt = at + first.length + 1;
  if (first.startsWith('P')) {
    const interval = parseDuration(first);
    if (!interval.ok) return shifted(interval, text, at);
    if (second === undefined) return good({ interval: interval.value });
    const end = parseInstant(second, zone);
    return end.ok ? good({ interval: interval.value, endAt: end.value }) : shifted(end, text, secondAt);
  }
  const start = parseInstant(first, zone);
  if (!start.ok) return shifted(start, text, at);
  if (second === undefined) return bad('CYCLE_PARTS', text, text.length, `${text}/P1D`);
  if (second.startsWith('P')) {
    const interval = parseDuration(second);
    return interval.ok ? good({ interval: interval.value, startAt: start.value }) : shifted(interval, text, secondAt);
  }
  const end = parseInstant(second, zone);
  if (!end.ok) return shifted(end, text, secondAt);
  if (end.value < start.value) return bad('CYCLE_END_BEFORE_START', text, secondAt);
  return good({ interval: lengthOf(end.value - start.value), startAt: start.value });
}

/** `Rn/start/end` gives the length of the first interval, in plain time. */
function lengthOf(ms: number): Duration {
  return { ...zeroDuration, seconds: ms / 1000 };
}
