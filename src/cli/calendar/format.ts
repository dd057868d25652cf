// Dates, reasons and legal bases as people read them.
import type { LocalDate } from '../../model/duration.ts';
import type { Lang } from '../../text/index.ts';
import { weekdayTexts } from './texts.ts';

export { legalBasisText as basisText, timeReasonText as reasonText } from '../../text/index.ts';

/** `2026-02-26` → `26/02/2026`. */
export function formatDate(on: LocalDate): string {
  return on.split('-').reverse().join('/');
}

export function weekdayOf(on: LocalDate, lang: Lang): string {
  return weekdayTexts[lang][new Date(`${on}T00:00:00Z`).getUTCDay()] ?? '';
}
