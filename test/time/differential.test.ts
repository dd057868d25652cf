// The compiled calendar against the minute-by-minute simulator, over random calendars, zones and clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, SlaPolicy } from 'quytrinh/model';
import {
  addWorkingMinutes,
  checkCalendarData,
  clockAt,
  compileCalendar,
  countWorkingDays,
  isWorkingTime,
  nextOpening,
  nextWorkingTime,
  pauseClock,
  previousOpening,
  resumeClock,
  startClock,
  subtractWorkingMinutes,
  workingDayFractionsBetween,
  workingMinutesBetween,
} from 'quytrinh/time';
import { policy } from './at.ts';
import { naive, naiveAdd, naiveBetween, naiveSubtract, weightOn, type Naive } from './naive.ts';
import { randomCalendar, type RandomCalendar } from './random-calendar.ts';

const MINUTE = 60_000;
const DAYS = 40;

function both({ layers, nearAt }: RandomCalendar): { readonly calendar: Calendar; readonly slow: Naive } {
  for (const layer of layers) expect(checkCalendarData(layer)).toMatchObject({ ok: true });
  const year = new Date(nearAt).getUTCFullYear();
  const compiled = compileCalendar([...layers].reverse(), { fromYear: year - 1, toYear: year + 1 });
  if (!compiled.ok) throw new Error(compiled.problems[0]?.code);
  return { calendar: compiled.value, slow: naive(layers, nearAt - 3 * 86_400_000, DAYS) };
}

const minute = fc.integer({ min: 0, max: DAYS * 1440 - 1 });

describe('compiled calendar = minute-by-minute simulator', () => {
  it('measures, adds and subtracts alike', () => {
    fc.assert(
      fc.property(
        randomCalendar,
        fc.array(fc.tuple(minute, minute, fc.integer({ min: 0, max: 6000 })), { minLength: 20, maxLength: 20 }),
        (random, probes) => {
          const { calendar, slow } = both(random);
          const at = (m: number): number => slow.fromAt + m * MINUTE;
          for (const [a, b, length] of probes) {
            const [from, to] = [Math.min(a, b), Math.max(a, b)];
            expect(isWorkingTime(calendar, at(a))).toBe(slow.works[a] === 1);
            expect(workingMinutesBetween(calendar, at(from), at(to))).toBe(naiveBetween(slow, from, to));
            const sum = naiveAdd(slow, from, length);
            if (sum !== undefined) expect(addWorkingMinutes(calendar, at(from), length)).toBe(at(sum));
            const difference = naiveSubtract(slow, to, length);
            if (difference !== undefined) expect(subtractWorkingMinutes(calendar, at(to), length)).toBe(at(difference));
            const opening = slow.works.findIndex((w, m) => m >= a && w === 1 && (m === 0 || slow.works[m - 1] === 0));
            if (opening > 0 && naiveBetween(slow, from, to) > 0) {
              expect(nextOpening(calendar, at(a))).toBeLessThanOrEqual(at(opening));
              expect(isWorkingTime(calendar, nextWorkingTime(calendar, at(a)))).toBe(true);
              expect(previousOpening(calendar, at(opening))).toBe(at(opening));
            }
          }
        },
      ),
      { numRuns: 90 },
    );
  });

  it('counts days and shares of days alike', () => {
    fc.assert(
      fc.property(
        randomCalendar,
        fc.array(fc.tuple(minute, minute), { minLength: 10, maxLength: 10 }),
        (random, probes) => {
          const { calendar, slow } = both(random);
          for (const [a, b] of probes) {
            const [from, to] = [Math.min(a, b), Math.max(a, b)];
            const dates = new Set(slow.dates.slice(from, to + 1));
            const worked = new Set(slow.dates.filter((_, m) => slow.works[m] === 1));
            const working = [...dates].filter(
              (date) => weightOn(random.layers, date) > 0 && (worked.has(date) || edge(slow, date)),
            );
            if (!edge(slow, slow.dates[from] as string) && !edge(slow, slow.dates[to] as string)) {
              expect(countWorkingDays(calendar, slow.dates[from] as string, slow.dates[to] as string)).toBe(
                working.length,
              );
              let share = 0;
              for (let m = from; m < to; m += 1) share += slow.shares[m] as number;
              expect(
                workingDayFractionsBetween(calendar, slow.fromAt + from * MINUTE, slow.fromAt + to * MINUTE),
              ).toBeCloseTo(share, 6);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

/** The first and last date of the window are only partly seen. */
function edge(slow: Naive, date: string): boolean {
  return date === slow.dates[0] || date === slow.dates.at(-1);
}

const hourRules: SlaPolicy = policy('vn-hours');

describe('SLA clock = minute-by-minute simulator', () => {
  it('hours: due at the minute the time is used up, whatever the pauses', () => {
    let checked = 0;
    const stops = fc.uniqueArray(minute, { maxLength: 6 });
    fc.assert(
      fc.property(
        randomCalendar,
        minute,
        fc.integer({ min: 1, max: 3000 }),
        stops,
        minute,
        (random, receivedMinute, budget, edges, probe) => {
          const { calendar, slow } = both(random);
          const at = (m: number): number => slow.fromAt + m * MINUTE;
          const pauses = edges.filter((m) => m >= receivedMinute).sort((a, b) => a - b);
          if (pauses.length % 2 === 1) pauses.pop();
          // the simulator: a counter that stands still in pauses
          const paused = (m: number): boolean =>
            pauses.some((from, k) => k % 2 === 0 && m >= from && m < (pauses[k + 1] as number));
          const rules: SlaPolicy = { ...hourRules, offDayReceipt: 'sameDay' };
          const context = { policy: rules, calendar };
          const first = startClock({ id: 'c', receivedAt: at(receivedMinute), plan: `PT${budget}M` }, context);
          if (!first.ok) return;
          let clock = first.clock;
          let used = 0;
          let due: number | undefined;
          const usedAt: number[] = [];
          for (let m = receivedMinute; m < slow.minutes; m += 1) {
            usedAt[m] = used;
            // a clock that is overdue stands still in a pause too, so the deadline is the first minute outside of them
            if (!paused(m)) used += slow.works[m] as number;
            if (used === budget && due === undefined) due = m + 1;
          }
          for (let k = 0; k < pauses.length; k += 2) {
            const from = pauses[k] as number;
            const stopped = pauseClock(clock, { cause: 'VERIFICATION', at: at(from) }, context);
            if (!stopped.ok) throw new Error(stopped.problem.code);
            const resumed = resumeClock(stopped.clock, { at: at(pauses[k + 1] as number) }, context);
            if (!resumed.ok) return; // beyond the calendar
            clock = resumed.clock;
          }
          const lastResume = pauses.at(-1) ?? receivedMinute;
          if (due !== undefined && due > lastResume) {
            checked += 1;
            expect(clock.dueAt).toBe(at(due));
            if (probe > lastResume) {
              const view = clockAt(clock, calendar, at(probe));
              expect(view.usedMinutes).toBe(usedAt[probe]);
              expect(view.remainingMinutes).toBe(budget - (usedAt[probe] as number));
              expect(view.light === 'overdue').toBe(probe > due);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(10);
  });

  it('days: every working date after receipt counts, but those of a pause', () => {
    let checked = 0;
    const receipts = fc.constantFrom('sameDay' as const, 'nextWorkingDay' as const);
    fc.assert(
      fc.property(
        randomCalendar,
        minute,
        fc.integer({ min: 1, max: 12 }),
        fc.tuple(minute, minute),
        receipts,
        (random, receivedMinute, days, stop, offDayReceipt) => {
          const { calendar, slow } = both(random);
          const at = (m: number): number => slow.fromAt + m * MINUTE;
          const context = { policy: { ...policy('vn-civil-code'), offDayReceipt }, calendar };
          const first = startClock({ id: 'c', receivedAt: at(receivedMinute), plan: `P${days}D` }, context);
          if (!first.ok) return;
          // the simulator: dates one by one
          const dates = [...new Set(slow.dates)];
          const works = (date: string): boolean =>
            weightOn(random.layers, date) > 0 && slow.dates.some((d, m) => d === date && slow.works[m] === 1);
          const deemed = (date: string): string =>
            offDayReceipt === 'sameDay' ? date : (dates.find((d) => d >= date && works(d)) ?? '9999');
          const received = deemed(slow.dates[receivedMinute] as string);
          const [from, to] = [Math.min(...stop), Math.max(...stop)];
          let clock = first.clock;
          let [pausedOn, returnedOn] = ['9999', '9999'];
          if (from >= receivedMinute && at(from) > clock.startAt && at(from) <= clock.dueAt) {
            const stopped = pauseClock(clock, { cause: 'VERIFICATION', at: at(from) }, context);
            if (!stopped.ok) throw new Error(stopped.problem.code);
            const resumed = resumeClock(stopped.clock, { at: at(to) }, context);
            if (!resumed.ok) return;
            clock = resumed.clock;
            [pausedOn, returnedOn] = [slow.dates[from] as string, deemed(slow.dates[to] as string)];
          }
          const counted = dates.filter(
            (date) => date > received && works(date) && !(date > pausedOn && date <= returnedOn),
          );
          let dueOn = counted[days - 1];
          if (pausedOn !== '9999' && dueOn !== undefined && dueOn <= pausedOn)
            dueOn = dates.find((date) => date >= returnedOn && works(date) && date >= (dueOn ?? ''));
          const seen = [dueOn, received, returnedOn, slow.dates[receivedMinute], slow.dates[to]].every(
            (date) => date !== undefined && !edge(slow, date),
          );
          if (dueOn === undefined || !seen) return;
          checked += 1;
          expect(clock.dueOn).toBe(dueOn);
        },
      ),
      { numRuns: 90 },
    );
    expect(checked).toBeGreaterThan(10);
  });
});
