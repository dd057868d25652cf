// One step of the explanation of a deadline, and the refusal of a clock, as sentences.
import type { LegalBasis } from '../model/calendar.ts';
import { fill } from '../model/fill.ts';
import type { ClockProblem, TimeReason } from '../model/sla.ts';
import { formatInstant } from './format-time.ts';
import type { Lang } from './lang.ts';
import { clockProblemTexts, clockStateTexts, timeReasonTexts } from './time-reason-texts.ts';
import { isTimeProblemCode, timeProblemText } from './time-texts.ts';

type Params = TimeReason['params'];

/** `zone`: in which instants are written. */
export function timeReasonText(
  { code, params }: Pick<TimeReason, 'code' | 'params'>,
  lang: Lang,
  zone: string,
): string {
  return fill(timeReasonTexts[code][lang], inWords(params, lang, zone));
}

export function clockProblemText(
  { code, params }: Pick<ClockProblem, 'code' | 'params'>,
  lang: Lang,
  zone: string,
): string {
  if (isTimeProblemCode(code)) return timeProblemText(code, params, lang);
  const state = params['state'];
  const words = inWords(params, lang, zone);
  const named = Object.entries(clockStateTexts).find(([name]) => name === state)?.[1][lang];
  return fill(clockProblemTexts[code][lang], named === undefined ? words : { ...words, state: named });
}

/** `Điều 148 khoản 5 Bộ luật Dân sự …; …`: empty when there is none. */
export function legalBasisText(basis: readonly LegalBasis[] | undefined): string {
  return (basis ?? [])
    .map(({ document, article }) => (article === undefined ? document : `${article} ${document}`))
    .join('; ');
}

function inWords(params: Params, lang: Lang, zone: string): Params {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) words[name] = wordOf(name, value, zone);
  const side = lang === 'vi' ? 'Vi' : 'En';
  for (const name of ['title', 'cause']) {
    const own = params[`${name}${side}`];
    if (own !== undefined) words[name] = own;
  }
  return words;
}

/** Names that end in `At` are instants (ISO 8601 or milliseconds), those that end in `On` dates. */
function wordOf(name: string, value: string | number, zone: string): string | number {
  if (/(^a|A)t$|^latest$/.test(name)) {
    const at = typeof value === 'number' ? value : Date.parse(value);
    return Number.isNaN(at) ? value : formatInstant(at, zone);
  }
  return typeof value === 'string' && /(^o|O)n$/.test(name) && /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? value.split('-').reverse().join('/')
    : value;
}
