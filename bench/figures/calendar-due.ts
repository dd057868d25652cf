// Deadlines: five years ahead must cost what one day costs. Beside them the bare operations: against a simulator that walks minute by
// minute, and against a library that knows weekends alone.
import { addBusinessDays } from 'date-fns';
import {
  addWorkingMinutes,
  compileCalendar,
  computeDue,
  defaultDossierPolicyId,
  policyOn,
  vietnamCalendar,
  vietnamCalendars,
  vietnamPolicies,
} from 'quytrinh/time';
import { naive, naiveAdd } from '../../test/time/naive.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median, medianRatio, takeTurns, type Work } from '../support/measure.ts';

// date-fns counts in the zone of the process.
process.env.TZ = 'UTC';

const CALLS = 2_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A moment of each day for two years from 5 January 2026, 09:10 in Hanoi. */
const receivedAt = Array.from({ length: 730 }, (_, day) => Date.UTC(2026, 0, 5, 2, 10) + day * DAY_MS);
const onWeekdays = receivedAt.filter((at) => new Date(at).getUTCDay() % 6 !== 0);
const firstMonth = receivedAt.slice(0, 30);
/** Five years of about 250 working days. */
const FIVE_YEARS = 1_250;

/** The simple case: two working weeks. */
const TWO_WEEKS = 10;
/** A week of 40 hours in minutes, for the simulator. */
const WEEK_MINUTES = 2_400;
/** Days that the simulator lays out: long enough for a week of work from any day of the first month. */
const SIMULATED_DAYS = 60;

export const calendarDue: Bench = {
  name: 'calendar-due',
  run: async () => {
    const [oneDay, fiveYears, plain, ownDays, plainDays, table, walk] = await takeTurns([
      deadlines(1),
      deadlines(FIVE_YEARS),
      weekdaysOnly(FIVE_YEARS),
      workingDays(TWO_WEEKS),
      weekdaysOnly(TWO_WEEKS, onWeekdays),
      workingMinutes(WEEK_MINUTES),
      simulated(WEEK_MINUTES),
    ]);
    const figure = (
      rates: readonly number[],
      unit: string,
      others: readonly number[],
      against: string,
      goal: Figure['goal'] = null,
    ): Figure => ({ value: median(rates), unit, ratio: medianRatio(rates, others), against, goal });
    const deadline = 'deadlines/s, five years ahead';
    return {
      'calendar-due': figure(fiveYears!, deadline, oneDay!, 'one day ahead', 0.8),
      'calendar-due-date-fns': figure(
        fiveYears!,
        deadline,
        plain!,
        'addBusinessDays of date-fns, which knows weekends alone and gives no reasons',
      ),
      'calendar-days-date-fns': figure(
        ownDays!,
        'sums/s, ten working days after a moment',
        plainDays!,
        'addBusinessDays of date-fns, with the same answers',
      ),
      'calendar-minutes-simulator': figure(
        table!,
        'sums/s, 40 working hours after a moment',
        walk!,
        'a walk minute by minute, its minutes laid out before',
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

function weekdaysOnly(days: number, moments = receivedAt): Work {
  return over((at) => addBusinessDays(at, days).getTime(), moments);
}

/** The same sum on a calendar that knows weekends alone and whose days are 24 hours long. */
function workingDays(days: number): Work {
  const day = ['00:00-24:00'];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day };
  const weeks = [{ effectiveFrom: '2020-01-01', hours, basis: [] }];
  const compiled = compileCalendar([{ id: 'week', title: { vi: 'tuần', en: 'week' }, zone: 'UTC', weeks }]);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.code);
  const minutes = days * 1_440;
  for (const at of onWeekdays) {
    const [own, plain] = [addWorkingMinutes(compiled.value, at, minutes), addBusinessDays(at, days).getTime()];
    if (own !== plain) throw new Error(`${days} days after ${new Date(at).toISOString()}: ${own}, and ${plain}`);
  }
  return over((at) => addWorkingMinutes(compiled.value, at, minutes), onWeekdays);
}

function workingMinutes(minutes: number): Work {
  const calendar = vietnamCalendar();
  return over((at) => addWorkingMinutes(calendar, at, minutes), firstMonth);
}

function simulated(minutes: number): Work {
  const root = vietnamCalendars.filter(({ id }) => id === 'vn');
  const slow = naive(root, firstMonth[0]! - DAY_MS, SIMULATED_DAYS);
  return over((at) => {
    const sum = naiveAdd(slow, (at - slow.fromAt) / MINUTE_MS, minutes);
    return sum === undefined ? 0 : slow.fromAt + sum * MINUTE_MS;
  }, firstMonth);
}

function over(deadlineOf: (receivedAt: number) => number, moments: readonly number[] = receivedAt): Work {
  return {
    run: () => {
      for (let call = 0; call < CALLS; call += 1) {
        const at = moments[call % moments.length]!;
        if (!(deadlineOf(at) > at)) throw new Error('a deadline before its beginning');
      }
      return CALLS;
    },
  };
}
