// Reads an ISO 8601 duration, strictly: `P5D`, `PT40H`, `P1DT2H`, `P0.5D`, `P2W`.
import type { Duration, Parsed } from '../../model/duration.ts';
import { timeLimits } from '../../model/duration.ts';
import { bad, good, unreadable } from './parsed.ts';

/**
 * ISO 8601-1 §5.5.2. Components in order, each at most once; weeks stand alone; only the smallest component may have a
 * fraction (`.` or `,`), years and months never (their length is not fixed); no sign.
 */
export function parseDuration(text: string): Parsed<Duration> {
  const refused = unreadable<Duration>(text);
  if (refused) return refused;
  if (/^[+-]/.test(text)) return bad('DURATION_NEGATIVE', text, 0, text.slice(1));
  if (text[0] !== 'P') return bad('DURATION_NO_P', text, 0, proposal(text));
  if (text.length === 1) return bad('DURATION_EMPTY', text, 1, 'P1D');
  return readComponents(text);
}

/** A duration whose every component is 0; the start of every other one. */
export const zeroDuration: Duration = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };

const dateUnits = ['Y', 'M', 'W', 'D'] as const;
const timeUnits = ['H', 'M', 'S'] as const;
const names = { Y: 'years', M: 'months', W: 'weeks', D: 'days', TH: 'hours', TM: 'minutes', TS: 'seconds' } as const;

function readComponents(text: string): Parsed<Duration> {
  const result: { -readonly [K in keyof Duration]: number } = { ...zeroDuration };
  let at = 1;
  let inTime = false;
  let last = -1; // place of the last unit in its list: order and uniqueness at once
  let count = 0;
  let fractionAt = -1;
  let weeks = false;
  while (at < text.length) {
    if (text[at] === 'T' && !inTime) {
      inTime = true;
      last = -1;
      at += 1;
      if (at === text.length)
        return bad('DURATION_T_EMPTY', text, at, text.slice(0, -1) === 'P' ? 'PT1H' : text.slice(0, -1));
      continue;
    }
    const match = /^(\d+)([.,]\d+)?([A-Za-z])/.exec(text.slice(at));
    if (!match) return bad('DURATION_COMPONENT', text, at, proposal(text));
    const [whole, digits = '', fraction, unit = ''] = match;
    const order = inTime ? timeUnits.indexOf(unit as 'H') : dateUnits.indexOf(unit as 'Y');
    if (order < 0) return bad('DURATION_COMPONENT', text, at + whole.length - 1, proposal(text));
    if (order <= last) return bad('DURATION_ORDER', text, at);
    if (fractionAt >= 0) return bad('DURATION_FRACTION', text, fractionAt);
    if (fraction !== undefined) fractionAt = at + digits.length;
    const name = names[(inTime ? `T${unit}` : unit) as keyof typeof names];
    if (fraction !== undefined && (name === 'years' || name === 'months'))
      return bad('DURATION_FRACTION', text, fractionAt);
    const value = Number(digits + (fraction ?? '').replace(',', '.'));
    if (value > timeLimits.component)
      return bad('DURATION_TOO_LARGE', text, at, undefined, { limit: timeLimits.component });
    if (weeks || (name === 'weeks' && count > 0)) return bad('DURATION_WEEKS_MIXED', text, at);
    weeks = name === 'weeks';
    result[name] = value;
    last = order;
    count += 1;
    at += whole.length;
  }
  return good(result);
}

/** A guess at what was meant, when the text is near to a duration. */
function proposal(text: string): string | undefined {
  const tight = text.trim().replace(/\s+/g, '').toUpperCase();
  const short = /^P?T?(\d+(?:[.,]\d+)?)(D|W|H)(?:AYS?|EEKS?|OURS?|RS?)?$/.exec(tight);
  if (short) return short[2] === 'H' ? `PT${short[1]}H` : `P${short[1]}${short[2]}`;
  if (/^P\d+[HS]$/.test(tight)) return `PT${tight.slice(1)}`;
  if (tight !== text && parseDuration(tight).ok) return tight;
  return undefined;
}
