// A list of durations: `PT1S, PT10S, PT1M`.
import type { Duration, Parsed } from '../../model/duration.ts';
import { parseDuration } from './parse-duration.ts';
import { good, shifted, unreadable } from './parsed.ts';

/** One at least; blanks around them are of no account. The problem is the first there is, with its place in the whole text. */
export function parseDurations(text: string): Parsed<readonly Duration[]> {
  const refused = unreadable<readonly Duration[]>(text);
  if (refused) return refused;
  const durations: Duration[] = [];
  let at = 0;
  for (const part of text.split(',')) {
    const one = parseDuration(part.trim());
    if (!one.ok) return shifted(one, text, at + (part.length - part.trimStart().length));
    durations.push(one.value);
    at += part.length + 1;
  }
  return good(durations);
}
