// Deadlines: five years ahead must cost what one day costs.
import { addBusinessDays } from 'date-fns';
import { computeDue, defaultDossierPolicyId, policyOn, vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import type { Bench, Figure } from '../support/figure.ts';
import { median, medianRatio, takeTurns, type Work } from '../support/measure.ts';

const CALLS = 2_000;
const DAY_MS = 86_400_000;
/** A moment of each day for two years from 5 January 2026, 09:10 in Hanoi. */
const receivedAt = Array.from({ length: 730 }, (_, day) => Date.UTC(2026, 0, 5, 2, 10) + day * DAY_MS);
/** Five years of about 250 working days. */
const FIVE_YEARS = 1_250;

export const calendarDue: Bench = {
  name: 'calendar-due',
  run: async () => {
    const [oneDay, fiveYears, plain] = await takeTurns([deadlines(1), deadlines(FIVE_YEARS), weekdaysOnly(FIVE_YEARS)]);
    const figure = (ratio: number, against: string, goal: Figure['goal']): Figure => ({
      value: median(fiveYears!),
      unit: 'deadlines/s, five years ahead',
      ratio,
      against,
      goal,
    });
    return {
      'calendar-due': figure(medianRatio(fiveYears!, oneDay!), 'one day ahead', 0.8),
      'calendar-due-date-fns': figure(
        medianRatio(fiveYears!, plain!),
        'addBusinessDays of date-fns, which knows weekends alone and gives no reasons',
        null,
      ),
    };
  },
};

function deadlines(days: number): Work {
  const calendar = vietnamCalendar();
  const plan = `P${days}D`;
  const policy = policyOn(vietnamPolicies, defaultDossierPolicyId, '2026-01-05');
  if (policy === undefined) throw new Error('no policy holds on the day');
  return over((at) => {
    const due = computeDue({ receivedAt: at, plan, policy, calendar });
    if (!due.ok) throw new Error(due.problem.code);
    return due.dueAt;
  });
}

function weekdaysOnly(days: number): Work {
  return over((at) => addBusinessDays(at, days).getTime());
}

function over(deadlineOf: (receivedAt: number) => number): Work {
  return {
    run: () => {
      for (let call = 0; call < CALLS; call += 1) {
        const at = receivedAt[call % receivedAt.length]!;
        if (!(deadlineOf(at) > at)) throw new Error('a deadline before its beginning');
      }
      return CALLS;
    },
  };
}
