// The due-date vectors and working-day counts worked out by hand from the announcements of 2023–2027.
import { describe, expect, it } from 'vitest';
import { computeDue, countWorkingDays, dayInfo, isWorkingDay, lunarDay } from 'quytrinh/time';
import { at, policy, shown, vn } from './at.ts';

const counts: Record<number, readonly [number, string]> = {
  2023: [249, '16 20 23 20 20 22 21 23 19 22 22 21'],
  2024: [251, '22 16 21 19 23 20 23 22 19 23 21 22'],
  2025: [250, '17 20 21 21 20 21 23 21 20 23 20 23'],
  2026: [249, '21 15 22 20 20 22 23 21 20 22 20 23'],
  2027: [249, '20 15 23 20 20 22 22 22 20 21 21 23'],
};

describe('working days of the official years', () => {
  it.each(Object.entries(counts))('%s', (year, [total, months]) => {
    const month = (m: number): string => `${year}-${String(m).padStart(2, '0')}`;
    const lastOn = (m: number): string => new Date(Date.UTC(Number(year), m, 0)).toISOString().slice(0, 10);
    expect(countWorkingDays(vn, `${year}-01-01`, `${year}-12-31`)).toBe(total);
    const byMonth = Array.from({ length: 12 }, (_, i) => countWorkingDays(vn, `${month(i + 1)}-01`, lastOn(i + 1)));
    expect(byMonth.join(' ')).toBe(months);
  });

  it('knows make-up Saturdays with the hours of the day they replace', () => {
    for (const on of ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']) {
      expect(isWorkingDay(vn, on)).toBe(true);
      expect(dayInfo(vn, on)).toMatchObject({ kind: 'makeUp', minutes: 480, provisional: false });
    }
  });

  it('says why a day is off', () => {
    expect(dayInfo(vn, '2026-04-27')).toMatchObject({ kind: 'inLieu', rule: 'hungKings', forOn: '2026-04-26' });
    expect(dayInfo(vn, '2026-08-31')).toMatchObject({ kind: 'swappedOff', forOn: '2026-08-22' });
    expect(dayInfo(vn, '2026-11-24')).toMatchObject({ kind: 'holiday', rule: 'cultureDay' });
    expect(dayInfo(vn, '2025-11-24')).toMatchObject({ kind: 'working' });
    expect(dayInfo(vn, '2026-11-22')).toMatchObject({ kind: 'weeklyRest' });
  });
});

describe('days off and worked Saturdays as announced', () => {
  const off: Record<number, string> = {
    2023: '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04',
    2024: '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03',
    2025: '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02',
    2026: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
    2027: '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24',
  };
  const makeUp: Record<number, string> = { 2023: '', 2024: '05-04', 2025: '04-26', 2026: '01-10 08-22', 2027: '' };
  it.each([2023, 2024, 2025, 2026, 2027])('%i, day by day', (year) => {
    const found = { off: [] as string[], makeUp: [] as string[] };
    for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
      const on = new Date(day).toISOString().slice(0, 10);
      const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
      if (isWorkingDay(vn, on) === isWeekend) found[isWeekend ? 'makeUp' : 'off'].push(on.slice(5));
    }
    expect({ off: found.off.join(' '), makeUp: found.makeUp.join(' ') }).toEqual({
      off: off[year],
      makeUp: makeUp[year],
    });
  });

  it.each([
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
    [2028, '2028-01-26', '2028-04-04'],
  ])('the first day of the lunar year %i, and its tenth of the third month', (year, tet, hungKings) => {
    const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect([dateOf(lunarDay(year, 1, 1)), dateOf(lunarDay(year, 3, 10))]).toEqual([tet, hungKings]);
  });

  it('the Day of Culture on a weekend is not made good: it is not among the days of article 112', () => {
    expect(dayInfo(vn, '2029-11-24')).toMatchObject({ kind: 'holiday', rule: 'cultureDay' }); // a Saturday
    expect(dayInfo(vn, '2029-11-26')).toMatchObject({ kind: 'working' });
    expect(dayInfo(vn, '2029-09-03')).toMatchObject({ kind: 'holiday', rule: 'nationalDay' });
    expect(dayInfo(vn, '2029-09-04')).toMatchObject({ kind: 'inLieu', forOn: '2029-09-02' }); // a Sunday
  });
});

describe('due dates, cut-off 15:00, first day excluded, due at the close', () => {
  const rules = policy('vn-one-stop', '2026-01-01');
  it.each([
    ['2024-04-26 10:00', 5, '2024-04-26', '2024-05-07'],
    ['2025-04-25 15:30', 3, '2025-04-26', '2025-05-05'],
    ['2026-02-12 09:00', 5, '2026-02-12', '2026-02-26'],
    ['2026-08-21 14:00', 10, '2026-08-21', '2026-09-08'],
    ['2027-02-03 16:00', 5, '2027-02-11', '2027-02-18'],
    ['2027-04-29 09:00', 3, '2027-04-29', '2027-05-06'],
    ['2026-11-23 10:00', 1, '2026-11-23', '2026-11-25'],
  ])('%s + %i working days', (received, days, deemed, dueOn) => {
    const due = computeDue({ receivedAt: at(received), plan: `P${days}D`, policy: rules, calendar: vn });
    expect(due).toMatchObject({ ok: true, dueOn, mode: 'workingDays', provisional: false });
    if (!due.ok) return;
    expect(shown(due.dueAt)).toBe(`${dueOn} 17:00`);
    expect(shown(due.startAt).slice(0, 10)).toBe(deemed);
    expect(due.reasons.find((reason) => reason.code === 'FIRST_DAY_EXCLUDED')?.params.on).toBe(deemed);
  });

  it('explains a deadline over Tết', () => {
    const due = computeDue({ receivedAt: at('2026-02-12 15:01'), plan: 'P5D', policy: rules, calendar: vn });
    if (!due.ok) throw new Error(due.problem.code);
    expect(due.reasons.map((reason) => reason.code)).toEqual([
      'RECEIVED_AFTER_CUT_OFF',
      'FIRST_DAY_EXCLUDED',
      'COUNTED_WORKING_DAYS',
      ...Array.from({ length: 5 }, () => 'DAY_OFF_SKIPPED'),
      'DUE_AT_CLOSE',
    ]);
    expect(due.reasons[0]?.basis).toEqual([{ document: 'Nghị định 63/2024/NĐ-CP', article: 'Điều 7 khoản 2' }]);
    expect(due.reasons[3]?.params).toMatchObject({ on: '2026-02-16', titleVi: 'Tết Nguyên đán' });
  });
});

describe('the special days of a deadline', () => {
  it.each(['2023-12-15', '2025-01-20', '2026-02-10', '2026-08-20'])(
    'from %s are those on the way, of the first year',
    (from) => {
      for (const days of [1, 5, 20, 90, 250, 700]) {
        const due = computeDue({ receivedAt: at(`${from} 09:00`), plan: `P${days}D`, policy: rules, calendar: vn });
        if (!due.ok) throw new Error(due.problem.code);
        const said = due.reasons.filter(({ code }) => special.has(code)).map(({ params }) => params.on);
        const first = Date.parse(due.reasons.find(({ code }) => code === 'FIRST_DAY_EXCLUDED')?.params.on as string);
        const last = Math.min(Date.parse(due.dueOn), first + 366 * 86_400_000);
        const expected: string[] = [];
        for (let day = first + 86_400_000; day <= last; day += 86_400_000) {
          const on = new Date(day).toISOString().slice(0, 10);
          const { kind, isWorkingDay: works } = dayInfo(vn, on);
          if (kind === 'makeUp' || (!works && kind !== 'weeklyRest')) expected.push(on);
        }
        expect({ days, said }).toEqual({ days, said: expected.slice(0, 40) });
      }
    },
  );
});

const rules = policy('vn-one-stop');
const special = new Set(['DAY_OFF_SKIPPED', 'DAY_IN_LIEU_SKIPPED', 'SWAPPED_DAY_SKIPPED', 'MAKE_UP_DAY_COUNTED']);

describe('other ways of counting', () => {
  it('cut-off strictly after 15:00', () => {
    const rules = policy('vn-one-stop');
    const due = (text: string) => computeDue({ receivedAt: at(text), plan: 'P1D', policy: rules, calendar: vn });
    expect(due('2026-03-02 15:00')).toMatchObject({ dueOn: '2026-03-03' });
    expect(due('2026-03-02 15:01')).toMatchObject({ dueOn: '2026-03-04' });
    expect(due('2026-03-07 09:00')).toMatchObject({ dueOn: '2026-03-10' });
  });

  it('the same day, or the next after 15:00 (NĐ 23/2015 art. 7)', () => {
    const rules = policy('vn-same-day');
    const due = (text: string) => {
      const result = computeDue({ receivedAt: at(text), plan: 'P1D', policy: rules, calendar: vn });
      return result.ok ? shown(result.dueAt) : result.problem.code;
    };
    expect(due('2026-03-02 07:05')).toBe('2026-03-02 17:00');
    expect(due('2026-03-02 15:00')).toBe('2026-03-02 17:00');
    expect(due('2026-03-02 15:01')).toBe('2026-03-03 17:00');
    expect(due('2026-03-06 15:30')).toBe('2026-03-09 17:00');
    expect(due('2026-03-07 09:00')).toBe('2026-03-09 17:00');
  });

  it('a cut-off that is for the transfer alone does not move the count (NĐ 61/2018 art. 18)', () => {
    const due = (text: string, on: string) =>
      computeDue({ receivedAt: at(text), plan: 'P1D', policy: policy('vn-one-stop', on), calendar: vn });
    expect(due('2024-06-26 16:00', '2024-06-26')).toMatchObject({ dueOn: '2024-06-27' });
    expect(due('2024-07-02 16:00', '2024-07-02')).toMatchObject({ dueOn: '2024-07-04' });
  });

  it('a document that came is passed on by the next working day (NĐ 30/2020 art. 4)', () => {
    const due = (text: string) =>
      computeDue({ receivedAt: at(text), plan: 'P1D', policy: policy('vn-civil-code'), calendar: vn });
    expect(due('2026-02-13 16:30')).toMatchObject({ dueOn: '2026-02-23' }); // over Tết
    expect(due('2026-08-21 16:30')).toMatchObject({ dueOn: '2026-08-22' }); // a Saturday that is worked
  });

  it('cut-off one hour before closing (NĐ 297/2025)', () => {
    const rules = policy('vn-decree-297');
    const due = (text: string) => computeDue({ receivedAt: at(text), plan: 'P3D', policy: rules, calendar: vn });
    expect(due('2026-03-02 15:59')).toMatchObject({ dueOn: '2026-03-05' });
    expect(due('2026-03-02 16:00')).toMatchObject({ dueOn: '2026-03-06' });
    expect(due('2026-03-02 20:00')).toMatchObject({ dueOn: '2026-03-06' });
  });

  it('calendar days and months roll to the next working day (BLDS art. 148)', () => {
    const rules = policy('vn-civil-code');
    const due = (text: string, plan: string) => {
      const result = computeDue({ receivedAt: at(text), plan, counting: 'calendar', policy: rules, calendar: vn });
      return result.ok ? `${result.baseDueOn} ${shown(result.dueAt)}` : result.problem.code;
    };
    expect(due('2026-02-01 09:00', 'P15D')).toBe('2026-02-16 2026-02-24 00:00'); // Tết: over at the end of Mon 23/2
    expect(due('2026-01-31 09:00', 'P1M')).toBe('2026-02-28 2026-03-03 00:00');
    expect(due('2026-03-02 09:00', 'P30D')).toBe('2026-04-01 2026-04-02 00:00');
    expect(due('2026-03-02 09:00', 'PT5H')).toBe('PLAN_UNIT');
  });

  it('hours by the clock and shares of a day', () => {
    const hours = policy('vn-hours');
    const step = policy('vn-step');
    const due = (text: string, plan: string, rules = hours) => {
      const result = computeDue({ receivedAt: at(text), plan, policy: rules, calendar: vn });
      return result.ok ? shown(result.dueAt) : result.problem.code;
    };
    expect(due('2026-03-02 10:00', 'PT2H')).toBe('2026-03-02 14:00');
    expect(due('2026-03-02 07:00', 'PT8H')).toBe('2026-03-02 17:00');
    expect(due('2026-03-02 07:00', 'PT40H')).toBe('2026-03-06 17:00');
    expect(due('2026-03-06 16:30', 'PT1H')).toBe('2026-03-09 07:30');
    expect(due('2026-03-02 07:00', 'P0.5D', step)).toBe('2026-03-02 11:00');
    expect(due('2026-03-02 07:00', 'P1M', step)).toBe('PLAN_UNIT');
    expect(due('2026-03-02 07:00', 'P0D', step)).toBe('PLAN_EMPTY');
    expect(due('2026-03-02 07:00', 'P999999D', step)).toBe('PLAN_OUT_OF_RANGE');
  });
});
