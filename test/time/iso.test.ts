// ISO 8601 texts: what is read, and what is said about a bad one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeLimits } from 'quytrinh/model';
import {
  addDuration,
  cycleInstant,
  formatDuration,
  formatInstant,
  parseCycle,
  parseDate,
  parseDuration,
  parseInstant,
  zeroDuration,
} from 'quytrinh/time';
import { at } from './at.ts';

const read = (text: string) => {
  const parsed = parseDuration(text);
  return parsed.ok
    ? Object.fromEntries(Object.entries(parsed.value).filter(([, value]) => value !== 0))
    : `${parsed.problem.code}@${parsed.problem.offset}`;
};

describe('parseDuration', () => {
  it.each([
    ['P5D', { days: 5 }],
    ['PT40H', { hours: 40 }],
    ['P1DT2H', { days: 1, hours: 2 }],
    ['P0.25D', { days: 0.25 }],
    ['P0,5D', { days: 0.5 }],
    ['P1Y2M3DT4H5M6.7S', { years: 1, months: 2, days: 3, hours: 4, minutes: 5, seconds: 6.7 }],
    ['P2W', { weeks: 2 }],
    ['PT0S', {}],
    ['P1M', { months: 1 }],
    ['PT1M', { minutes: 1 }],
  ])('%s', (text, value) => expect(read(text)).toEqual(value));

  it.each([
    ['', 'TIME_EMPTY@0'],
    ['5D', 'DURATION_NO_P@0'],
    ['-P1D', 'DURATION_NEGATIVE@0'],
    ['P', 'DURATION_EMPTY@1'],
    ['P1DT', 'DURATION_T_EMPTY@4'],
    ['P5H', 'DURATION_COMPONENT@2'],
    ['PT5D', 'DURATION_COMPONENT@3'],
    ['P1D1M', 'DURATION_ORDER@3'],
    ['P1D1D', 'DURATION_ORDER@3'],
    ['P1.5DT1H', 'DURATION_FRACTION@2'],
    ['P1.5M', 'DURATION_FRACTION@2'],
    ['P1W1D', 'DURATION_WEEKS_MIXED@3'],
    ['P1M1W', 'DURATION_WEEKS_MIXED@3'],
    ['P5', 'DURATION_COMPONENT@1'],
    ['P5D ', 'DURATION_COMPONENT@3'],
    ['P1e3D', 'DURATION_COMPONENT@2'],
    ['p5d', 'DURATION_NO_P@0'],
    ['P9999999D', 'DURATION_TOO_LARGE@1'],
    ['P1DT1HT1M', 'DURATION_COMPONENT@6'],
  ])('%s is refused', (text, problem) => expect(read(text)).toBe(problem));

  it.each([
    ['5 days', 'P5D'],
    ['40h', 'PT40H'],
    ['P40H', 'PT40H'],
    ['p5d', 'P5D'],
    ['-P1D', 'P1D'],
    ['P5D ', 'P5D'],
  ])('%s: did you mean %s?', (text, mend) => {
    const parsed = parseDuration(text);
    expect(parsed.ok ? undefined : parsed.problem.mend).toBe(mend);
  });

  it('is the inverse of formatDuration', () => {
    const whole = fc.integer({ min: 0, max: timeLimits.component });
    const duration = fc.record({
      years: whole,
      months: whole,
      weeks: fc.constant(0),
      days: whole,
      hours: whole,
      minutes: whole,
      seconds: fc.double({ min: 0, max: 59, noNaN: true }),
    });
    fc.assert(
      fc.property(duration, (value) => {
        const parsed = parseDuration(formatDuration(value));
        if (!parsed.ok) throw new Error(parsed.problem.code);
        expect(parsed.value.seconds).toBeCloseTo(value.seconds, 9);
        expect({ ...parsed.value, seconds: 0 }).toEqual({ ...value, seconds: 0 });
      }),
    );
    expect(formatDuration(zeroDuration)).toBe('PT0S');
  });

  it('never throws', () => {
    const near = fc.string({ unit: fc.constantFrom(...Array.from('PTYMWDHS0123456789.,-+R/:Z ')) });
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        for (const parse of [parseDuration, parseCycle, parseDate, parseInstant]) {
          const parsed = parse(text);
          if (!parsed.ok) expect(parsed.problem.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
    expect(parseDuration('P' + '1'.repeat(500))).toMatchObject({ ok: false, problem: { code: 'TIME_TOO_LONG' } });
    expect(parseDuration(undefined as unknown as string)).toMatchObject({ ok: false, problem: { code: 'TIME_EMPTY' } });
  });
});

describe('parseInstant and parseDate', () => {
  it.each([
    ['2026-02-26T16:30:00+07:00', '2026-02-26T09:30:00.000Z'],
    ['2026-02-26T16:30+0700', '2026-02-26T09:30:00.000Z'],
    ['2026-02-26T16:30:00.25Z', '2026-02-26T16:30:00.250Z'],
    ['2026-02-26T24:00:00Z', '2026-02-27T00:00:00.000Z'],
    ['2026-02-26T00:00:00-05:30', '2026-02-26T05:30:00.000Z'],
  ])('%s', (text, utc) => expect(parseInstant(text)).toEqual({ ok: true, value: Date.parse(utc) }));

  it.each([
    ['2026-02-30T10:00:00Z', 'DATE_NOT_REAL', 8],
    ['2026-13-01T10:00:00Z', 'DATE_NOT_REAL', 5],
    ['2026-02-26T25:00:00Z', 'INSTANT_FORMAT', 11],
    ['2026-02-26T10:60:00Z', 'INSTANT_FORMAT', 11],
    ['2026-02-26T10:00:60Z', 'INSTANT_FORMAT', 17],
    ['2026-02-26', 'INSTANT_FORMAT', 10],
    ['26/02/2026', 'INSTANT_FORMAT', 0],
    ['2026-02-26T10:00:00', 'INSTANT_NO_OFFSET', 19],
    ['2026-02-26T24:00:01Z', 'INSTANT_FORMAT', 11],
  ])('%s is refused', (text, code, offset) =>
    expect(parseInstant(text)).toMatchObject({ ok: false, problem: { code, offset } }),
  );

  it('takes a local time only with a zone that exists', () => {
    expect(parseInstant('2026-02-26T16:30:00', { zone: 'Asia/Ho_Chi_Minh' })).toEqual({
      ok: true,
      value: Date.parse('2026-02-26T09:30:00Z'),
    });
    expect(parseInstant('2026-02-26T16:30:00', { zone: 'Asia/Nowhere' })).toMatchObject({
      ok: false,
      problem: { code: 'ZONE_UNKNOWN' },
    });
    // 02:30 does not exist that night, 02:30 exists twice the other
    expect(parseInstant('2026-03-29T02:30:00', { zone: 'Europe/Berlin' })).toEqual({
      ok: true,
      value: Date.parse('2026-03-29T01:30:00Z'),
    });
    expect(parseInstant('2026-10-25T02:30:00', { zone: 'Europe/Berlin' })).toEqual({
      ok: true,
      value: Date.parse('2026-10-25T00:30:00Z'),
    });
  });

  it('proposes the date that was meant', () => {
    expect(parseDate('26/02/2026')).toMatchObject({ ok: false, problem: { code: 'DATE_FORMAT', mend: '2026-02-26' } });
    expect(parseDate('2026-02-29')).toMatchObject({ ok: false, problem: { code: 'DATE_NOT_REAL' } });
    expect(parseDate('2024-02-29')).toEqual({ ok: true, value: '2024-02-29' });
  });

  it('is the inverse of formatInstant in any zone', () => {
    const zones = fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), zones, (instant, zone) => {
        expect(parseInstant(formatInstant(instant, zone))).toEqual({ ok: true, value: instant });
      }),
    );
  });
});

describe('parseCycle', () => {
  it.each([
    ['R3/PT10H', { repetitions: 3, interval: { ...zeroDuration, hours: 10 } }],
    ['R/PT10H', { repetitions: null, interval: { ...zeroDuration, hours: 10 } }],
    ['R-1/P1D', { repetitions: null, interval: { ...zeroDuration, days: 1 } }],
    [
      'R/2026-01-05T07:00:00+07:00/P1D',
      { repetitions: null, interval: { ...zeroDuration, days: 1 }, startAt: Date.parse('2026-01-05T00:00:00Z') },
    ],
    [
      'R2/P1D/2026-01-05T00:00:00Z',
      { repetitions: 2, interval: { ...zeroDuration, days: 1 }, endAt: Date.parse('2026-01-05T00:00:00Z') },
    ],
    [
      'R5/2026-01-05T00:00:00Z/2026-01-05T00:10:00Z',
      { repetitions: 5, interval: { ...zeroDuration, seconds: 600 }, startAt: Date.parse('2026-01-05T00:00:00Z') },
    ],
  ])('%s', (text, value) => expect(parseCycle(text)).toEqual({ ok: true, value }));

  it.each([
    ['PT10H', 'CYCLE_NO_R', 0],
    ['R3', 'CYCLE_PARTS', 2],
    ['R3/', 'TIME_EMPTY', 3],
    ['Rx/PT1H', 'CYCLE_COUNT', 1],
    ['R3/PT', 'DURATION_T_EMPTY', 5],
    ['R3/PT0S', 'CYCLE_ZERO_INTERVAL', 3],
    ['R3/2026-01-05T00:00:00Z', 'CYCLE_PARTS', 23],
    ['R3/2026-01-05T00:00:00Z/P1H', 'DURATION_COMPONENT', 26],
    ['R3/2026-01-05T00:00:00Z/2026-01-04T00:00:00Z', 'CYCLE_END_BEFORE_START', 24],
    ['R9999999/PT1H', 'CYCLE_COUNT', 1],
    ['R1/P1D/P1D/P1D', 'CYCLE_PARTS', 2],
  ])('%s is refused', (text, code, offset) =>
    expect(parseCycle(text)).toMatchObject({ ok: false, problem: { code, offset } }),
  );

  it('fires at the start and then after each interval, without drift', () => {
    const cycle = parseCycle('R4/2026-01-31T08:00:00+07:00/P1M');
    if (!cycle.ok) throw new Error(cycle.problem.code);
    const fired = [0, 1, 2, 3, 4].map((n) => cycleInstant(cycle.value, n, 0, 'Asia/Ho_Chi_Minh'));
    expect(fired).toEqual([
      at('2026-01-31 08:00'),
      at('2026-02-28 08:00'),
      at('2026-03-31 08:00'),
      at('2026-04-30 08:00'),
      undefined,
    ]);
  });

  it('without a start fires one interval after the moment it began', () => {
    const cycle = parseCycle('R2/PT10H');
    if (!cycle.ok) throw new Error(cycle.problem.code);
    expect([0, 1, 2].map((n) => cycleInstant(cycle.value, n, 1000, 'UTC'))).toEqual([
      36_001_000,
      72_001_000,
      undefined,
    ]);
  });
});

describe('addDuration', () => {
  const plus = (text: string, duration: string, zone: string): string => {
    const [start, length] = [parseInstant(text, { zone }), parseDuration(duration)];
    if (!start.ok || !length.ok) throw new Error('bad test');
    return formatInstant(addDuration(start.value, length.value, zone), zone);
  };
  it.each([
    ['2026-01-31T10:00', 'P1M', 'Asia/Ho_Chi_Minh', '2026-02-28T10:00:00+07:00'],
    ['2024-02-29T10:00', 'P1Y', 'Asia/Ho_Chi_Minh', '2025-02-28T10:00:00+07:00'],
    ['2026-03-28T10:00', 'P1D', 'Europe/Berlin', '2026-03-29T10:00:00+02:00'],
    ['2026-03-28T10:00', 'PT24H', 'Europe/Berlin', '2026-03-29T11:00:00+02:00'],
    ['2026-10-24T10:00', 'P1D', 'Europe/Berlin', '2026-10-25T10:00:00+01:00'],
    ['2026-10-24T10:00', 'PT24H', 'Europe/Berlin', '2026-10-25T09:00:00+01:00'],
    ['2026-03-28T02:30', 'P1D', 'Europe/Berlin', '2026-03-29T03:30:00+02:00'],
    ['2026-03-02T10:00', 'P0.5D', 'Asia/Ho_Chi_Minh', '2026-03-02T22:00:00+07:00'],
    ['2026-03-02T10:00', 'P1Y1M1DT1H', 'UTC', '2027-04-03T11:00:00Z'],
  ])('%s + %s in %s', (start, duration, zone, result) =>
    expect(plus(start, duration, zone).replace('+00:00', 'Z')).toBe(result),
  );
});
