// The Vietnamese calendar: lunar dates against a second source, derived years against the official ones, the data files.
import { readFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import {
  checkCalendarData,
  checkSlaPolicies,
  compileCalendar,
  computeDue,
  dayInfo,
  isReceptionTime,
  isWorkingTime,
  lunarDay,
  policyOn,
  vietnamCalendar,
  vietnamCalendarIds,
  vietnamCalendars,
  vietnamDossierStatuses,
  vietnamPolicies,
} from 'quytrinh/time';
import { at, policy, shown, vn } from './at.ts';
import { tableFile, tableText } from './lunar-table.ts';

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../src/time/data/${name}`, import.meta.url), 'utf8'));

describe('lunar calendar at UTC+7', () => {
  it('is the table that the library computes', () => {
    expect(readFileSync(tableFile, 'utf8')).toBe(tableText(1900, 2200));
    expect(() => lunarDay(2201, 1, 1)).toThrow('year');
  });

  it('agrees with a second source from 1990 to 2060: Tết and the Hung Kings', () => {
    const second = new Holidays('VN');
    for (let year = 1990; year <= 2060; year += 1) {
      const holidays = second.getHolidays(year, 'en');
      const on = (rule: string) => holidays.find((holiday) => holiday.rule === rule)?.date.slice(0, 10);
      expect([year, dateOf(lunarDay(year, 1, 1))]).toEqual([year, on('vietnamese 1-0-1')]);
      // The second source is a day early in 2050: the new moon is on 23 March at 07:40 in Hà Nội, so the tenth is 1 April.
      const hungKings = year === 2050 ? '2050-04-01' : on('vietnamese 3-0-10');
      expect([year, dateOf(lunarDay(year, 3, 10))]).toEqual([year, hungKings]);
    }
  }, 60_000);

  it('agrees with the Chinese calendar of the runtime on every month, but where the new moon falls between the two midnights', () => {
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'Asia/Shanghai',
      month: 'numeric',
      day: 'numeric',
    });
    const different: string[] = [];
    for (let year = 1990; year <= 2100; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const day = lunarDay(year, month, 10);
        const there = chinese.format(day * 86_400_000 + 4 * 3_600_000);
        if (there === `${month}/10`) continue;
        // then Viet Nam's month begins a day earlier, never later
        expect(there, dateOf(day)).toBe(`${month}/9`);
        different.push(dateOf(day - 9));
      }
    }
    expect(different).toContain('2007-02-17');
    // one hour of 24: about 4 % of 1332 months
    expect(different.length).toBeGreaterThan(30);
    expect(different.length).toBeLessThan(70);
  });

  it('differs from China in the known years', () => {
    expect([1985, 2007, 2030].map((year) => dateOf(lunarDay(year, 1, 1)))).toEqual([
      '1985-01-21',
      '2007-02-17',
      '2030-02-02',
    ]);
  });
});

describe('years without an official schedule', () => {
  const { schedules: _, ...bare } = vietnamCalendars[0] ?? { id: '', title: { vi: '', en: '' } };
  const derived = compileCalendar([bare], { fromYear: 2023, toYear: 2031 });
  if (!derived.ok) throw new Error(derived.problems[0]?.code);

  it.each([2023, 2024, 2025, 2026, 2027])(
    'the rules alone give the official weekdays off of %i, but for the swaps',
    (year) => {
      const official = vietnamCalendars[0]?.schedules?.find((schedule) => schedule.year === year);
      const wanted = official?.off.filter((day) => day.kind !== 'swappedOff').map((day) => day.on);
      const found: string[] = [];
      for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
        const weekday = new Date(day).getUTCDay();
        const info = dayInfo(derived.value, dateOf(day / 86_400_000));
        if (weekday !== 0 && weekday !== 6 && !info.isWorkingDay) found.push(info.on);
      }
      expect(found).toEqual(wanted);
    },
  );

  it('are marked, and a deadline in them says so', () => {
    expect(dayInfo(vn, '2027-09-02').provisional).toBe(false);
    expect(dayInfo(vn, '2028-01-26')).toMatchObject({ kind: 'holiday', rule: 'tet', provisional: true });
    const due = computeDue({
      receivedAt: at('2027-12-30 09:00'),
      plan: 'P5D',
      policy: policy('vn-one-stop'),
      calendar: vn,
    });
    expect(due).toMatchObject({ ok: true, provisional: true });
    expect(due.ok && due.reasons.map((reason) => reason.code)).toContain('PROVISIONAL_YEAR');
  });

  it('follow the law of their time', () => {
    expect(dayInfo(vn, '1998-03-07')).toMatchObject({ isWorkingDay: true }); // Saturday, before the 40-hour week
    expect(dayInfo(vn, '2000-03-04')).toMatchObject({ isWorkingDay: false });
    expect(dayInfo(vn, '2006-04-07')).toMatchObject({ isWorkingDay: true }); // 10/3 lunar, not yet a day off
    expect(dayInfo(vn, '2007-04-26')).toMatchObject({ isWorkingDay: false });
    expect(dayInfo(vn, '2020-09-03')).toMatchObject({ isWorkingDay: true });
  });
});

describe('shipped data', () => {
  it.each(vietnamCalendarIds)('calendar %s passes its schema and compiles', (id) => {
    expect(checkCalendarData(data(`${id}.json`))).toMatchObject({ ok: true });
    expect(vietnamCalendar(id).id).toBe(id);
  });

  it('policies pass their schema', () => {
    expect(checkSlaPolicies(data('vn-sla-policies.json'))).toMatchObject({ ok: true });
  });

  it('every policy, pause and rule has its legal basis', () => {
    for (const each of vietnamPolicies) {
      expect(each.basis.length, each.id).toBeGreaterThan(0);
      for (const pause of each.pauses) expect(pause.basis.length, `${each.id} ${pause.cause}`).toBeGreaterThan(0);
    }
  });

  it('what has not been compared with the text of the law says so', () => {
    const marked = vietnamPolicies
      .filter(({ toConfirm }) => toConfirm?.some(({ en }) => en.startsWith('The day on which')))
      .map(({ id, effectiveFrom }) => `${id} ${effectiveFrom}`);
    // only the day of Decree 118/2025 is known for certain
    expect(
      vietnamPolicies.map(({ id, effectiveFrom }) => `${id} ${effectiveFrom}`).filter((one) => !marked.includes(one)),
    ).toEqual(['vn-one-stop 2025-07-01']);
    for (const { effectiveFrom, toConfirm = [] } of vietnamPolicies) {
      const [y, m, d] = effectiveFrom.split('-');
      const days = toConfirm.flatMap(({ vi }) => vi.match(/\d{2}\/\d{2}\/\d{4}/g) ?? []);
      if (days.length > 0) expect(days[0]).toBe(`${d}/${m}/${y}`);
    }
    expect(vietnamDossierStatuses.mappings.every(({ toConfirm }) => toConfirm !== undefined)).toBe(true);
  });

  it('a dossier keeps the version of the day it was received', () => {
    expect(policyOn(vietnamPolicies, 'vn-one-stop', '2024-06-30')?.cutOff).toBeUndefined();
    expect(policyOn(vietnamPolicies, 'vn-one-stop', '2024-07-01')?.cutOff).toMatchObject({ at: '15:00' });
    expect(policyOn(vietnamPolicies, 'vn-one-stop', '2018-06-20')).toBeUndefined();
    expect(policyOn(vietnamPolicies, 'unknown', '2026-01-01')).toBeUndefined();
  });

  it('offices of 7.5 hours: a day is a day, whatever its hours', () => {
    const office = vietnamCalendar('vn-office-7h30');
    const due = (plan: string, id: string) => {
      const result = computeDue({ receivedAt: at('2026-03-02 07:30'), plan, policy: policy(id), calendar: office });
      return result.ok ? shown(result.dueAt) : result.problem.code;
    };
    expect(due('PT40H', 'vn-step')).toBe('2026-03-06 17:00'); // five days
    expect(due('P5D', 'vn-step')).toBe('2026-03-06 17:00');
    expect(due('PT4H', 'vn-step')).toBe('2026-03-02 11:15'); // half a day
    expect(due('PT40H', 'vn-hours')).toBe('2026-03-09 10:00'); // 40 hours by the clock
  });

  it('receives dossiers on Saturday morning without working then', () => {
    const police = vietnamCalendar('vn-saturday-reception');
    expect(isReceptionTime(police, at('2026-03-07 09:00'))).toBe(true);
    expect(isWorkingTime(police, at('2026-03-07 09:00'))).toBe(false);
    expect(isReceptionTime(police, at('2026-03-07 12:00'))).toBe(false);
  });
});
