// Random calendars in zones with and without clock changes, layered, with swaps, exceptions and half days.
import fc from 'fast-check';
import type { CalendarData } from 'quytrinh/model';

export interface RandomCalendar {
  /** Root first. */
  readonly layers: readonly CalendarData[];
  /** A moment near which something happens. */
  readonly nearAt: number;
}

/** Zone and a moment shortly before one of its clock changes (or of none). */
const places: readonly (readonly [string, string])[] = [
  ['Asia/Ho_Chi_Minh', '2026-02-10'],
  ['Europe/Berlin', '2026-03-25'],
  ['Europe/Berlin', '2026-10-20'],
  ['America/New_York', '2025-03-04'],
  ['America/New_York', '2025-10-30'],
  ['Australia/Lord_Howe', '2026-04-01'],
  ['Australia/Lord_Howe', '2026-10-01'],
  ['Africa/Casablanca', '2026-02-12'],
  ['Africa/Cairo', '2025-04-22'],
  ['America/Santiago', '2026-04-02'],
  ['America/Santiago', '2026-09-04'],
  ['Pacific/Apia', '2011-12-25'],
  ['UTC', '2026-06-01'],
];

const range = fc
  .tuple(fc.integer({ min: 0, max: 1430 }), fc.integer({ min: 1, max: 720 }))
  .map(([start, length]): readonly [number, number] => [start, Math.min(1440, start + length)]);

const hours = fc.array(range, { maxLength: 3 }).map((ranges) => {
  const clean: (readonly [number, number])[] = [];
  for (const next of ranges.sort((a, b) => a[0] - b[0])) if (next[0] >= (clean.at(-1)?.[1] ?? 0)) clean.push(next);
  return clean.map(([start, end]) => `${clock(start)}-${clock(end)}`);
});

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const day = (from: string, offset: number): string =>
  new Date(Date.parse(from) + offset * 86_400_000).toISOString().slice(0, 10);
const title = { vi: 'thử', en: 'test' };

const week = fc.record({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours });
const office = fc.constant({
  mon: ['07:00-11:30', '13:30-17:00'],
  tue: ['07:00-11:30', '13:30-17:00'],
  wed: ['07:00-11:30', '13:30-17:00'],
  thu: ['07:00-11:30', '13:30-17:00'],
  fri: ['07:00-11:30', '13:30-17:00'],
});

export const randomCalendar: fc.Arbitrary<RandomCalendar> = fc
  .record({
    place: fc.constantFrom(...places),
    first: fc.oneof(week, office),
    second: fc.option(fc.record({ hours: week, after: fc.integer({ min: 0, max: 20 }) }), { nil: undefined }),
    dayWeight: fc.constantFrom({}, { sat: 0.5 }, { sat: 0 }, { fri: 0.5, sun: 0.25 }),
    off: fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { maxLength: 5 }),
    makeUp: fc.uniqueArray(fc.integer({ min: 26, max: 33 }), { maxLength: 2 }),
    exceptions: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 30 }),
        length: fc.integer({ min: 1, max: 3 }),
        hours,
        weight: fc.constantFrom(1, 0.5),
      }),
      { maxLength: 3 },
    ),
    unit: fc.boolean(),
  })
  .map(({ place: [zone, near], first, second, dayWeight, off, makeUp, exceptions, unit }) => {
    const inYear = (on: string, year: number): boolean => Number(on.slice(0, 4)) === year;
    const year = Number(near.slice(0, 4));
    const schedules = [year, year + 1].map((y) => ({
      year: y,
      status: 'official' as const,
      off: off.map((k) => ({ on: day(near, k), kind: 'holiday' as const })).filter((entry) => inYear(entry.on, y)),
      makeUp: makeUp.map((k) => ({ on: day(near, k), forOn: day(near, k % 7) })).filter((entry) => inYear(entry.on, y)),
      basis: [],
    }));
    const weeks = [
      { effectiveFrom: '1990-01-01', hours: first, dayWeight, basis: [] },
      ...(second ? [{ effectiveFrom: day(near, second.after), hours: second.hours, basis: [] }] : []),
    ];
    const days = exceptions.map((entry) => ({
      fromOn: day(near, entry.at),
      toOn: day(near, entry.at + entry.length - 1),
      title,
      hours: entry.hours,
      ...(entry.hours.length > 0 ? { dayWeight: entry.weight } : {}),
    }));
    const root: CalendarData = { id: 'root', title, zone, weeks, schedules };
    const layers = unit ? [root, { id: 'unit', extends: 'root', title, days }] : [{ ...root, days }];
    return { layers, nearAt: Date.parse(near) };
  });
