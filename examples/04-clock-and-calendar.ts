// 04: When is it due, and why? Working time is data: holidays, days in lieu, office hours, cut-off times, each with its legal basis.
// A deadline comes with the reasons that led to it; a clock is plain JSON that is told what happens and gives back a new clock.
//
//   node --conditions=source examples/04-clock-and-calendar.ts
import { clockProblemText, formatInstant, formatMinutes, legalBasisText, timeReasonText } from 'quytrinh/text';
import {
  clockAt,
  computeDue,
  dayInfo,
  pauseClock,
  policyOn,
  resumeClock,
  startClock,
  vietnamCalendar,
  vietnamPolicies,
} from 'quytrinh/time';

const calendar = vietnamCalendar();
const at = (text: string): number => Date.parse(`${text}+07:00`);
const show = (instant: number): string => formatInstant(instant, calendar.zone);

// Policies change with the law: the one in force on the day of receipt stays with the dossier.
const policy = policyOn(vietnamPolicies, 'vn-one-stop', '2026-02-12');
if (policy === undefined) throw new Error('no policy');

// Received on Thursday 12/02/2026 at 15:30, five working days, with Tết in between.
const due = computeDue({ receivedAt: at('2026-02-12T15:30:00'), plan: 'P5D', policy, calendar });
if (!due.ok) throw new Error(due.problem.code);
console.log('due', show(due.dueAt));
for (const reason of due.reasons) {
  console.log('  ', timeReasonText(reason, 'en', calendar.zone), `[${legalBasisText(reason.basis?.slice(0, 1))}]`);
}
console.log('17/02/2026:', dayInfo(calendar, '2026-02-17').title?.vi);

// A clock of 40 working hours that stands still while the applicant is asked for papers, and then counts anew.
let result = startClock({ id: 'dossier', receivedAt: at('2026-03-02T08:00:00'), plan: 'PT40H' }, { policy, calendar });
if (!result.ok) throw new Error(result.problem.code);
const before = clockAt(result.clock, calendar, at('2026-03-03T10:00:00'));
console.log(`used ${formatMinutes(before.usedMinutes, 'en')}, left ${formatMinutes(before.remainingMinutes, 'en')}`);

// A supplement is asked for once, with the reason and the full list.
const asked = { reason: 'Thiếu thành phần hồ sơ', documents: ['Phương án ứng phó sự cố hóa chất'] };
result = pauseClock(
  result.clock,
  { cause: 'SUPPLEMENT', at: at('2026-03-03T10:00:00'), ...asked },
  { policy, calendar },
);
if (!result.ok) throw new Error(result.problem.code);
result = resumeClock(result.clock, { at: at('2026-03-09T08:00:00') }, { policy, calendar });
if (!result.ok) throw new Error(result.problem.code);
console.log(`was due ${show(result.clock.originalDueAt)}, is due ${show(result.clock.dueAt)}`);

// What the law does not list is refused, with the reason as data.
const refused = pauseClock(result.clock, { cause: 'LUNCH', at: at('2026-03-09T09:00:00') }, { policy, calendar });
console.log(refused.ok ? 'paused' : clockProblemText(refused.problem, 'en', calendar.zone));
