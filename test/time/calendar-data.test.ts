// What a data file may get wrong, and how layers add up.
import { describe, expect, it } from 'vitest';
import type { CalendarData } from 'quytrinh/model';
import {
  addWorkingDays,
  checkCalendarData,
  checkSlaPolicies,
  compileCalendar,
  countWorkingDays,
  dayInfo,
  vietnamCalendar,
  vietnamCalendars,
  vietnamPolicies,
} from 'quytrinh/time';

const title = { vi: 'Sở thử', en: 'Test department' };
const unit = (more: Partial<CalendarData>): CalendarData => ({ id: 'unit', extends: 'vn', title, ...more });
const compile = (...layers: readonly CalendarData[]) => compileCalendar([...layers, ...vietnamCalendars]);
const ok = (...layers: readonly CalendarData[]) => {
  const result = compile(...layers);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const codes = (result: ReturnType<typeof checkCalendarData> | ReturnType<typeof compileCalendar>) =>
  result.ok ? [] : result.problems.map((problem) => `${problem.code} ${problem.path}`);

describe('layers', () => {
  it('a unit takes over the nation and changes what it says', () => {
    const calendar = ok(
      unit({
        unit: 'so-noi-vu',
        days: [
          { fromOn: '2026-03-05', title: { vi: 'Ngày truyền thống', en: 'Anniversary' }, hours: [] },
          {
            fromOn: '2026-03-06',
            title: { vi: 'Họp buổi chiều', en: 'Afternoon off' },
            hours: ['07:00-11:30'],
            dayWeight: 0.5,
          },
          {
            fromOn: '2026-03-07',
            toOn: '2026-03-08',
            title: { vi: 'Trực cuối tuần', en: 'Weekend duty' },
            hours: ['08:00-11:00'],
          },
        ],
      }),
    );
    expect(calendar.layers).toEqual(['vn', 'unit']);
    expect(dayInfo(calendar, '2026-03-05')).toMatchObject({
      kind: 'exception',
      isWorkingDay: false,
      title: { en: 'Anniversary' },
    });
    expect(dayInfo(calendar, '2026-03-06')).toMatchObject({ minutes: 270, weight: 0.5, hours: ['07:00-11:30'] });
    expect(dayInfo(calendar, '2026-03-08')).toMatchObject({ isWorkingDay: true, minutes: 180 });
    expect(dayInfo(calendar, '2026-02-17')).toMatchObject({ kind: 'holiday', rule: 'tet' });
    expect(countWorkingDays(calendar, '2026-03-02', '2026-03-08')).toBe(6);
    expect(addWorkingDays(calendar, '2026-03-04', 2)).toBe('2026-03-07');
  });

  it('the lowest layer wins, three deep', () => {
    const province: CalendarData = unit({ id: 'province', days: [{ fromOn: '2026-03-05', title, hours: [] }] });
    const commune: CalendarData = unit({
      id: 'commune',
      extends: 'province',
      days: [{ fromOn: '2026-03-05', title, hours: ['09:00-10:00'] }],
    });
    expect(dayInfo(ok(commune, province), '2026-03-05').hours).toEqual(['09:00-10:00']);
    expect(dayInfo(ok(province), '2026-03-05').isWorkingDay).toBe(false);
  });

  it('a unit with its own announcement replaces the year (other employers choose other days for Tết)', () => {
    const year = vietnamCalendars[0]?.schedules?.find((schedule) => schedule.year === 2027);
    if (!year) throw new Error('no 2027');
    const off = year.off
      .filter((day) => day.on !== '2027-02-04')
      .concat({ on: '2027-02-11', kind: 'holiday', rule: 'tet' });
    const calendar = ok(unit({ schedules: [{ ...year, off }] }));
    expect([dayInfo(calendar, '2027-02-04').isWorkingDay, dayInfo(calendar, '2027-02-11').isWorkingDay]).toEqual([
      true,
      false,
    ]);
    expect(dayInfo(calendar, '2026-02-16').isWorkingDay).toBe(false);
  });

  it('a six-day week is compensated on its own days of rest only', () => {
    const hours = ['07:00-11:30', '13:30-17:00'];
    const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours };
    const calendar = ok(unit({ weeks: [{ effectiveFrom: '2000-01-01', hours: week, basis: [] }] }));
    // 1 January 2028 is a Saturday: a working day here, so there is nothing to give back on Monday
    expect(dayInfo(calendar, '2028-01-01')).toMatchObject({ kind: 'holiday' });
    expect(dayInfo(calendar, '2028-01-03')).toMatchObject({ isWorkingDay: true });
    expect(dayInfo(vietnamCalendar(), '2028-01-03')).toMatchObject({ kind: 'inLieu', forOn: '2028-01-01' });
  });

  it('a year that is only expected is shown as provisional', () => {
    const calendar = ok(
      unit({
        schedules: [
          { year: 2028, status: 'expected', off: [{ on: '2028-01-03', kind: 'holiday' }], makeUp: [], basis: [] },
        ],
      }),
    );
    expect(dayInfo(calendar, '2028-01-03')).toMatchObject({ isWorkingDay: false, provisional: true });
    expect(dayInfo(calendar, '2028-04-04')).toMatchObject({ isWorkingDay: true, provisional: true });
  });

  it('what does not add up is said', () => {
    expect(codes(compile(unit({ extends: 'nowhere' })))).toEqual(['DATA_EXTENDS_UNKNOWN /extends']);
    expect(codes(compile(unit({ id: 'a', extends: 'b' }), unit({ id: 'b', extends: 'a' })))).toEqual([
      'DATA_EXTENDS_LOOP /extends',
    ]);
    expect(codes(compile(unit({ id: 'vn' })))).toEqual(['DATA_DUPLICATE /id']);
    expect(codes(compileCalendar([]))).toEqual(['DATA_EMPTY ']);
    expect(codes(compileCalendar([{ id: 'x', title }]))).toEqual(['DATA_ZONE_MISSING /zone']);
    expect(codes(compileCalendar([{ id: 'x', title, zone: 'UTC' }]))).toEqual(['DATA_WEEKS_MISSING /weeks']);
    expect(
      codes(
        compileCalendar([
          { id: 'x', title, zone: 'Mars/Olympus', weeks: [{ effectiveFrom: '2000-01-01', hours: {}, basis: [] }] },
        ]),
      ),
    ).toEqual(['DATA_ZONE /zone']);
    for (const span of [{ fromYear: 1800 }, { toYear: 2300 }, { fromYear: 2030, toYear: 2020 }, { fromYear: 2020.5 }]) {
      expect(codes(compileCalendar(vietnamCalendars, span))).toEqual(['DATA_SPAN ']);
    }
  });

  it('covers 1900 to 2200 when asked', () => {
    const calendar = vietnamCalendar('vn', { fromYear: 1900, toYear: 2200 });
    expect(addWorkingDays(calendar, '1900-01-02', 70_000) > '2100-01-01').toBe(true);
  });
});

describe('checkCalendarData', () => {
  const week = (hours: readonly string[]) =>
    unit({ weeks: [{ effectiveFrom: '2026-01-01', hours: { mon: hours }, basis: [] }] });
  it.each([
    ['no object', 5, 'DATA_SHAPE '],
    ['unknown field', { ...unit({}), holiday: [] }, 'DATA_SHAPE '],
    ['no title', { id: 'x' }, 'DATA_SHAPE '],
    ['hours as a word', week(['morning']), 'DATA_SHAPE /weeks/0/hours/mon/0'],
    ['end before start', week(['11:30-07:00']), 'DATA_RANGE /weeks/0/hours/mon/0'],
    ['after the end of the day', week(['20:00-24:30']), 'DATA_RANGE /weeks/0/hours/mon/0'],
    ['overlap', week(['07:00-11:30', '11:00-12:00']), 'DATA_ORDER /weeks/0/hours/mon/1'],
    ['unreal date', unit({ days: [{ fromOn: '2026-02-30', title, hours: [] }] }), 'DATA_DATE /days/0/fromOn'],
    [
      'backward span',
      unit({ days: [{ fromOn: '2026-03-02', toOn: '2026-03-01', title, hours: [] }] }),
      'DATA_ORDER /days/0',
    ],
    ['zone', unit({ zone: 'Asia/Nowhere' }), 'DATA_ZONE /zone'],
    [
      'day of another year',
      unit({
        schedules: [
          { year: 2028, status: 'official', off: [{ on: '2029-01-01', kind: 'holiday' }], makeUp: [], basis: [] },
        ],
      }),
      'DATA_YEAR /schedules/0/off/0',
    ],
    [
      'off and worked at once',
      unit({
        schedules: [
          {
            year: 2028,
            status: 'official',
            off: [{ on: '2028-01-03', kind: 'holiday' }],
            makeUp: [{ on: '2028-01-03', forOn: '2028-01-04' }],
            basis: [],
          },
        ],
      }),
      'DATA_DUPLICATE /schedules/0/makeUp/0',
    ],
  ])('%s', (_, data, problem) => expect(codes(checkCalendarData(data))).toContain(problem));
});

describe('checkSlaPolicies', () => {
  const first = vietnamPolicies[0];
  const check = (...policies: readonly unknown[]) => {
    const result = checkSlaPolicies({ policies });
    return result.ok ? [] : result.problems.map((problem) => `${problem.code} ${problem.path}`);
  };
  it('says what is wrong', () => {
    expect(check(first)).toEqual([]);
    expect(check({ ...first, roll: 'maybe' })).toEqual(['DATA_SHAPE /policies/0/roll']);
    expect(check({ ...first, effectiveTo: '2026-02-30' })).toEqual(['DATA_DATE /policies/0/effectiveTo']);
    expect(check({ ...first, effectiveTo: '2001-01-01' })).toEqual(['DATA_ORDER /policies/0/effectiveTo']);
    expect(check({ ...first, warnings: [{ id: 'w', lead: 'P1X' }] })).toEqual([
      'DATA_DURATION /policies/0/warnings/0/lead',
    ]);
    expect(check(first, first)).toEqual([`DATA_DUPLICATE /policies/1`]);
    expect(check({ ...first, pauses: [{ cause: 'X', title, effect: 'exclude', basis: [] }] })).toEqual([
      'DATA_SHAPE /policies/0/pauses/0/basis',
    ]);
  });
});
