// Dates, reasons and legal bases as people read them.
import type { LegalBasis } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import { fill } from '../../model/fill.ts';
import type { TimeReason } from '../../model/sla.ts';
import { parseInstant } from '../../time/index.ts';
import { formatInstant, type Lang } from '../../text/index.ts';
import { reasonTexts, weekdayTexts } from './texts.ts';

/** `2026-02-26` → `26/02/2026`. */
export function formatDate(on: LocalDate): string {
  return on.split('-').reverse().join('/');
}

export function weekdayOf(on: LocalDate, lang: Lang): string {
  return weekdayTexts[lang][new Date(`${on}T00:00:00Z`).getUTCDay()] ?? '';
}

export function reasonText({ code, params }: TimeReason, lang: Lang, zone: string): string {
  const title = params[lang === 'vi' ? 'titleVi' : 'titleEn'];
  const words = Object.entries(params).map(([name, value]) => [name, wordOf(name, value, zone)] as const);
  return fill(reasonTexts[code][lang], { ...Object.fromEntries(words), ...(title === undefined ? {} : { title }) });
}

export function basisText(basis: readonly LegalBasis[] | undefined): string {
  return (basis ?? [])
    .map(({ document, article }) => (article === undefined ? document : `${article} ${document}`))
    .join('; ');
}

function wordOf(name: string, value: string | number, zone: string): string | number {
  if (typeof value !== 'string') return value;
  if (/(^o|O)n$/.test(name)) return formatDate(value);
  if (!/(^a|A)t$/.test(name)) return value;
  const read = parseInstant(value, { zone });
  return read.ok ? formatInstant(read.value, zone) : value;
}
