// `quytrinh calendar due`.
import type { TimeProblem } from '../../model/duration.ts';
import { fill } from '../../model/fill.ts';
import type { CountingPolicy } from '../../model/sla.ts';
import {
  computeDue,
  defaultDossierPolicyId,
  formatInstant,
  localDateAt,
  parseInstant,
  policyOn,
  vietnamPolicies,
} from '../../time/index.ts';
import { formatInstant as shownInstant, timeProblemText, type Lang } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { styleFor } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { basisText, reasonText, weekdayOf } from './format.ts';
import { loadCalendar } from './load-calendar.ts';
import { calendarWords } from './texts.ts';

export interface DueOptions {
  readonly from: string;
  readonly plus: string;
  readonly count: 'working' | 'calendar';
  readonly cutoff: string | undefined;
  readonly policy: string | undefined;
  readonly calendar: string | undefined;
  readonly format: 'pretty' | 'json';
}

export async function showDue(options: DueOptions, { lang, out, colour }: Shell): Promise<ExitCode> {
  const { from, plus, count, format } = options;
  const calendar = loadCalendar(options.calendar, {}, lang);
  const read = parseInstant(from, { zone: calendar.zone });
  if (!read.ok) throw wrong('--from', from, read.problem, lang);
  const policy = policyFor(options, localDateAt(calendar.zone, read.value));
  const due = computeDue({ receivedAt: read.value, plan: plus, counting: count, policy, calendar });
  if (!due.ok) throw wrong('--plus', plus, due.problem, lang);
  const { dueAt, dueOn } = due;
  const toConfirm = options.policy === undefined ? [] : (policy.toConfirm ?? []).map((note) => note[lang]);
  if (format === 'json') {
    const reasons = due.reasons.map((reason) => ({
      code: reason.code,
      message: reasonText(reason, lang, calendar.zone),
      params: reason.params,
      basis: reason.basis ?? [],
    }));
    const { provisional, mode } = due;
    const found = { due: formatInstant(dueAt, calendar.zone), dueOn, mode, provisional, reasons, toConfirm };
    out(JSON.stringify(found, null, 2));
    return 0;
  }
  const style = styleFor(colour);
  const words = { dueAt: shownInstant(dueAt, calendar.zone), weekday: weekdayOf(dueOn, lang) };
  out(style.bold(fill(calendarWords.due[lang], words)));
  for (const reason of due.reasons) {
    out(`  - ${reasonText(reason, lang, calendar.zone)}`);
    const basis = basisText(reason.basis);
    if (basis !== '') out(style.dim(`      ${calendarWords.basis[lang]}: ${basis}`));
  }
  for (const note of toConfirm) out(style.dim(`  ${calendarWords.toConfirm[lang]}: ${note}`));
  return 0;
}

/** Throws a UsageError. */
function policyFor({ policy: id, cutoff }: DueOptions, on: string): CountingPolicy {
  const known = [...new Set(vietnamPolicies.map((policy) => policy.id))];
  if (id !== undefined && !known.includes(id)) throw usageError('policyUnknown', { id, known: known.join(', ') });
  const found = policyOn(vietnamPolicies, id ?? defaultDossierPolicyId, on);
  if (found === undefined) throw usageError('policyNotInForce', { id: id ?? defaultDossierPolicyId, on });
  const { cutOff, ...rules } = found;
  if (cutoff === undefined) return id === undefined ? rules : { ...rules, ...(cutOff === undefined ? {} : { cutOff }) };
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(cutoff)) throw usageError('cutoffWrong', { value: cutoff });
  const basis = cutOff?.kind === 'clock' && cutOff.at === cutoff ? cutOff.basis : [];
  return { ...rules, cutOff: { kind: 'clock', at: cutoff, basis } };
}

function wrong(name: string, value: string, { code, params, mend }: TimeProblem, lang: Lang): Error {
  const problem = timeProblemText(code, mend === undefined ? params : { ...params, mend }, lang);
  return usageError('optionWrong', { name, value, problem });
}
