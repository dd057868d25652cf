// Reads `80%` (share of the time) or `-P1D`, `-PT4H` (lead before the deadline).
import type { Parsed } from '../../model/duration.ts';
import type { WarningRule } from '../../model/sla.ts';
import { bad, good, shifted, unreadable } from '../iso/parsed.ts';
import { parseDuration } from '../iso/parse-duration.ts';

/** A lead counts working days or working hours; weeks, months and years are refused. The text is the warning's id. */
export function parseWarning(text: string): Parsed<WarningRule> {
  const refused = unreadable<WarningRule>(text);
  if (refused) return refused;
  const share = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text);
  if (share) {
    const percent = Number(share[1]);
    return percent > 0 && percent <= 100
      ? good({ id: text, share: percent / 100 })
      : bad('WARNING_FORMAT', text, 0, '80%');
  }
  const sign = text.startsWith('-') ? 1 : 0;
  const lead = text.slice(sign);
  if (!lead.startsWith('P')) return bad('WARNING_FORMAT', text, 0, '-P1D');
  const duration = parseDuration(lead);
  if (!duration.ok) return shifted(duration, text, sign);
  const { years, months, weeks } = duration.value;
  return years + months + weeks > 0 ? bad('WARNING_FORMAT', text, sign, '-P1D') : good({ id: text, lead });
}
