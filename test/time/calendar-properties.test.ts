// Laws that hold for every calendar, length and moment.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from 'quytrinh/model';
import {
  addCalendarDays,
  addWorkingDayFractions,
  addWorkingDays,
  addWorkingMinutes,
  compileCalendar,
  isWorkingDay,
  isWorkingTime,
  localDateOf,
  nextClosing,
  nextOpening,
  nextWorkingTime,
  openingHours,
  previousClosing,
  previousOpening,
  rollToWorkingDay,
  subtractWorkingDays,
  subtractWorkingMinutes,
  vietnamCalendar,
  workingDayFractionsBetween,
  workingDaysBetween,
  workingMinutesBetween,
} from 'quytrinh/time';
import { at, shown, vn } from './at.ts';

const title = { vi: 'thử', en: 'test' };
const night = compiled('Europe/Berlin', ['00:00-06:00', '22:00-24:00']);
const half = compiled('Australia/Lord_Howe', ['01:00-03:00', '08:15-12:45']);
const byName = { vn, office: vietnamCalendar('vn-office-7h30'), night, half };
// by name, since a counterexample prints its values
const calendars = fc.constantFrom(...(Object.keys(byName) as (keyof typeof byName)[]));

function compiled(zone: string, hours: readonly string[]): Calendar {
  const week = {
    mon: hours,
    tue: hours,
    wed: hours,
    thu: hours,
    fri: hours,
    sat: hours.slice(0, 1),
    sun: hours.slice(1),
  };
  const result = compileCalendar([
    {
      id: zone,
      title,
      zone,
      weeks: [{ effectiveFrom: '1990-01-01', hours: week, dayWeight: { sat: 0.5 }, basis: [] }],
    },
  ]);
  if (!result.ok) throw new Error(result.problems[0]?.code);
  return result.value;
}

const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2050, 0, 1) });
const minutes = fc.integer({ min: 0, max: 500_000 });
const date = instant.map((value) => new Date(value).toISOString().slice(0, 10));
const days = fc.integer({ min: 0, max: 3000 });

describe('working minutes', () => {
  it('add then measure is identity', () => {
    fc.assert(
      fc.property(calendars, instant, minutes, (name, t, m) => {
        const c = byName[name];
        expect(workingMinutesBetween(c, t, addWorkingMinutes(c, t, m))).toBe(m);
        expect(workingMinutesBetween(c, subtractWorkingMinutes(c, t, m), t)).toBe(m);
      }),
    );
  });

  it('add is additive and monotone', () => {
    fc.assert(
      fc.property(calendars, instant, instant, minutes, minutes, (name, t, u, m, n) => {
        const c = byName[name];
        if (n > 0) expect(addWorkingMinutes(c, addWorkingMinutes(c, t, m), n)).toBe(addWorkingMinutes(c, t, m + n));
        expect(addWorkingMinutes(c, t, m)).toBeGreaterThanOrEqual(t);
        const [early, late] = [Math.min(t, u), Math.max(t, u)];
        expect(addWorkingMinutes(c, early, m)).toBeLessThanOrEqual(addWorkingMinutes(c, late, m));
        expect(addWorkingMinutes(c, t, Math.min(m, n))).toBeLessThanOrEqual(addWorkingMinutes(c, t, Math.max(m, n)));
      }),
    );
  });

  it('measure is additive and odd', () => {
    fc.assert(
      fc.property(calendars, instant, instant, instant, (name, a, b, d) => {
        const c = byName[name];
        const between = (x: number, y: number): number => workingMinutesBetween(c, x, y);
        expect(between(a, b) + between(b, d)).toBeCloseTo(between(a, d), 6);
        expect(between(a, b)).toBe(-between(b, a) + 0);
      }),
    );
  });

  it('forward then back comes to the same moment in working time', () => {
    fc.assert(
      fc.property(calendars, instant, minutes, (name, t, m) => {
        const c = byName[name];
        const start = nextWorkingTime(c, t);
        expect(subtractWorkingMinutes(c, addWorkingMinutes(c, start, m), m)).toBe(start);
      }),
    );
  });

  it('a sum ends in working time or at its closing', () => {
    fc.assert(
      fc.property(calendars, instant, fc.integer({ min: 1, max: 100_000 }), (name, t, m) => {
        const c = byName[name];
        expect(isWorkingTime(c, addWorkingMinutes(c, t, m) - 1)).toBe(true);
        expect(isWorkingTime(c, subtractWorkingMinutes(c, t, m))).toBe(true);
      }),
    );
  });
});

describe('openings', () => {
  it('lie where they should, and nothing is worked between', () => {
    fc.assert(
      fc.property(calendars, instant, (name, t) => {
        const c = byName[name];
        const [opens, opened, closes, closed] = [
          nextOpening(c, t),
          previousOpening(c, t),
          nextClosing(c, t),
          previousClosing(c, t),
        ];
        expect(opens).toBeGreaterThanOrEqual(t);
        expect(opened).toBeLessThanOrEqual(t);
        expect([isWorkingTime(c, opens), isWorkingTime(c, opens - 1)]).toEqual([true, false]);
        expect([isWorkingTime(c, opened), isWorkingTime(c, opened - 1)]).toEqual([true, false]);
        expect([isWorkingTime(c, closes), isWorkingTime(c, closes - 1)]).toEqual([false, true]);
        expect([isWorkingTime(c, closed), isWorkingTime(c, closed - 1)]).toEqual([false, true]);
        if (!isWorkingTime(c, t)) expect(workingMinutesBetween(c, closed, opens)).toBe(0);
        else expect(closes).toBeLessThanOrEqual(opens === t ? Number.POSITIVE_INFINITY : opens);
      }),
    );
  });

  it('in Hà Nội', () => {
    expect(shown(nextOpening(vn, at('2026-03-02 11:30')))).toBe('2026-03-02 13:30');
    expect(shown(nextOpening(vn, at('2026-02-13 17:00')))).toBe('2026-02-23 07:00');
    expect(shown(nextOpening(vn, at('2026-03-02 07:00')))).toBe('2026-03-02 07:00');
    expect(shown(nextWorkingTime(vn, at('2026-03-02 07:01')))).toBe('2026-03-02 07:01');
    expect(shown(previousClosing(vn, at('2026-02-22 09:00')))).toBe('2026-02-13 17:00');
    expect(openingHours(vn, '2026-02-17')).toBeUndefined();
    expect(shown(openingHours(vn, '2026-02-23')?.closeAt ?? 0)).toBe('2026-02-23 17:00');
  });
});

describe('working days', () => {
  it('add then measure is identity; forward then back; never a day off', () => {
    fc.assert(
      fc.property(calendars, date, days, (name, on, n) => {
        const c = byName[name];
        const later = addWorkingDays(c, on, n);
        expect(workingDaysBetween(c, on, later)).toBe(n);
        expect(workingDaysBetween(c, later, on)).toBe(-n + 0);
        if (n > 0) expect(isWorkingDay(c, later)).toBe(true);
        if (n > 0 && isWorkingDay(c, on)) expect(subtractWorkingDays(c, later, n)).toBe(on);
        expect(addWorkingDays(c, on, n) <= addWorkingDays(c, on, n + 1)).toBe(true);
      }),
    );
  });

  it('rolling moves a day off only, and to the nearest working day', () => {
    fc.assert(
      fc.property(calendars, date, days, (name, on, n) => {
        const c = byName[name];
        const next = rollToWorkingDay(c, on, 'next');
        expect(isWorkingDay(c, next)).toBe(true);
        expect(next).toBe(isWorkingDay(c, on) ? on : addWorkingDays(c, on, 1));
        expect(rollToWorkingDay(c, on, 'previous')).toBe(isWorkingDay(c, on) ? on : subtractWorkingDays(c, on, 1));
        expect(addCalendarDays(c, on, n, 'next')).toBe(rollToWorkingDay(c, addCalendarDays(c, on, n, 'none'), 'next'));
      }),
    );
  });
});

describe('shares of working days', () => {
  const share = fc.integer({ min: 0, max: 4000 }).map((eighths) => eighths / 8);

  it('add then measure is identity, to the millisecond of a day', () => {
    fc.assert(
      fc.property(calendars, instant, share, (name, t, d) => {
        const c = byName[name];
        expect(workingDayFractionsBetween(c, t, addWorkingDayFractions(c, t, d))).toBeCloseTo(d, 5);
        expect(workingDayFractionsBetween(c, addWorkingDayFractions(c, t, -d), t)).toBeCloseTo(d, 5);
      }),
    );
  });

  it('whole days from an opening end at a closing', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 400 }), (t, d) => {
        const on = rollToWorkingDay(vn, localDateOf(vn, t), 'next');
        const last = addWorkingDays(vn, on, d - 1);
        const openAt = openingHours(vn, on)?.openAt ?? 0;
        expect(addWorkingDayFractions(vn, openAt, d)).toBe(openingHours(vn, last)?.closeAt);
        expect(addWorkingDayFractions(vn, addWorkingDayFractions(vn, openAt, d / 3), (2 * d) / 3)).toBe(
          openingHours(vn, last)?.closeAt,
        );
      }),
    );
  });
});

describe('many small shares', () => {
  it('add up to the closing, not to the next opening', () => {
    const { openAt, closeAt } = openingHours(vn, '2026-03-02') ?? { openAt: 0, closeAt: 0 };
    for (let n = 2; n <= 48; n += 1) {
      let end = openAt;
      for (let k = 0; k < n; k += 1) end = addWorkingDayFractions(vn, end, 1 / n);
      expect(Math.abs(end - closeAt), `${n} steps`).toBeLessThanOrEqual(n);
    }
  });
});

describe('arguments', () => {
  it('outside the calendar is an error that names the span', () => {
    expect(() => addWorkingMinutes(vn, at('2026-03-02 09:00'), 1e9)).toThrow(/CALENDAR_RANGE.*1990-01-01.*2100-12-31/);
    expect(() => addWorkingDays(vn, '2101-01-01', 1)).toThrow(/CALENDAR_RANGE/);
    expect(() => isWorkingTime(vn, at('1980-01-01 09:00'))).toThrow(/CALENDAR_RANGE/);
    expect(() => subtractWorkingDays(vn, '1990-01-05', 30)).toThrow(/CALENDAR_RANGE/);
  });

  it('nonsense is an error that names the argument', () => {
    expect(() => addWorkingMinutes(vn, Number.NaN, 1)).toThrow(/ARGUMENT_INVALID.*"at"/);
    expect(() => addWorkingMinutes(vn, 0, -1)).toThrow(/CALENDAR_RANGE|ARGUMENT_INVALID/);
    expect(() => addWorkingMinutes(vn, at('2026-03-02 09:00'), -1)).toThrow(/ARGUMENT_INVALID.*"minutes"/);
    expect(() => addWorkingDays(vn, '2026-03-02', 0.5)).toThrow(/ARGUMENT_INVALID.*"days"/);
    expect(() => addWorkingDays(vn, '02/03/2026', 1)).toThrow(/ARGUMENT_INVALID.*"on"/);
  });
});
