// Calendars that go to another iCalendar program and come from it: ts-ics reads what is written here, and writes what is read here.
import { convertIcsCalendar, generateIcsCalendar, type IcsEvent } from 'ts-ics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarData } from 'quytrinh/model';
import { addDays } from 'date-fns';
import { compileCalendar, dayInfo, fromICalendar, toICalendar, vietnamCalendars } from 'quytrinh/time';
import { at, vn } from './at.ts';

const stampAt = at('2026-11-24 09:00');
const title = { vi: 'Lịch', en: 'Calendar' };
const first = '2023-01-01';
const last = '2028-12-31';
const on = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (text: string): Date => new Date(`${text}T00:00:00Z`);
const datesBetween = (fromOn: string, toOn: string): readonly string[] =>
  Array.from({ length: (Number(utc(toOn)) - Number(utc(fromOn))) / 86_400_000 + 1 }, (_, i) =>
    on(addDays(utc(fromOn), i)),
  );

/** What the other program understands of a text. */
const readElsewhere = (text: string) => convertIcsCalendar(undefined, text);

/** A file of the other program with one event for each span of days. */
function writtenElsewhere(spans: readonly { summary: string; fromOn: string; toOn?: string }[]): string {
  const events = spans.map(({ summary, fromOn, toOn }, i): IcsEvent => ({
    uid: `${i}@elsewhere`,
    stamp: { date: new Date(stampAt) },
    summary,
    start: { type: 'DATE', date: utc(fromOn) },
    // the day of DTEND is not part of the event
    end: { type: 'DATE', date: addDays(utc(toOn ?? fromOn), 1) },
  }));
  return generateIcsCalendar({ version: '2.0', prodId: '-//elsewhere//EN', events });
}

describe('a calendar that another program reads', () => {
  const special = datesBetween(first, last).filter((date) => {
    const { kind } = dayInfo(vn, date);
    return kind !== 'working' && kind !== 'weeklyRest';
  });
  const text = toICalendar(vn, { fromOn: first, toOn: last, stampAt });
  const read = readElsewhere(text);

  it('has every special day, on its date, for the whole day, and no other', () => {
    expect(special.length).toBeGreaterThan(60);
    expect(read.events?.map(({ start }) => on(start.date))).toEqual(special);
    for (const { start, end } of read.events ?? []) {
      expect([start.type, end?.type]).toEqual(['DATE', 'DATE']);
      expect(on(end?.date ?? start.date)).toBe(on(addDays(start.date, 1)));
    }
  });

  it('says what each day is called, why it is off, and whether that is certain', () => {
    for (const event of read.events ?? []) {
      const day = dayInfo(vn, on(event.start.date));
      expect(event.summary).toBe(day.title?.vi ?? `${day.kind} ${day.forOn}`);
      expect(event.description).toBe(
        day.basis.map(({ document, article }) => [document, article].filter(Boolean).join(', ')).join('\n') ||
          undefined,
      );
      expect(event.status).toBe(day.provisional ? 'TENTATIVE' : 'CONFIRMED');
      expect(event.timeTransparent).toBe(day.isWorkingDay ? 'OPAQUE' : 'TRANSPARENT');
      expect(event.categories).toEqual([day.kind]);
    }
    // X-WR-CALNAME is no name of the standard: the other program leaves its value as it is written
    expect(read.name?.replaceAll('\\', '')).toBe(vn.title.vi);
  });

  it('has the moment of the export and names of days that are long, in Vietnamese, with every sign that is escaped', () => {
    const summary = `Nghỉ; họp, ăn \\ uống\nngày thứ hai: ${'đại hội các dân tộc thiểu số '.repeat(12)}`;
    const long = toICalendar(vn, { fromOn: '2026-01-01', toOn: '2026-01-02', stampAt, summary: () => summary });
    expect(long.split('\r\n').some((line) => line.startsWith(' '))).toBe(true);
    const events = readElsewhere(long).events ?? [];
    expect(events.map((event) => event.summary)).toEqual([summary, summary]);
    expect(events.map(({ stamp }) => Number(stamp.date))).toEqual([stampAt, stampAt]);
  });

  it('keeps its dates, whatever the zone of the calendar', () => {
    for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Ho_Chi_Minh']) {
      const compiled = compileCalendar([{ ...(vietnamCalendars[0] as CalendarData), zone }], {
        fromYear: 2026,
        toYear: 2026,
      });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
      const events = readElsewhere(
        toICalendar(compiled.value, { fromOn: '2026-01-01', toOn: '2026-12-31', stampAt }),
      ).events;
      expect([zone, events?.map(({ start }) => on(start.date))]).toEqual([
        zone,
        special.filter((date) => date.startsWith('2026')),
      ]);
    }
  });
});

describe('a calendar that another program wrote', () => {
  const { schedules: _, holidays: __, ...bare } = vietnamCalendars[0] as CalendarData;

  it('makes the same days off', () => {
    const off = datesBetween('2026-01-01', '2026-12-31').filter((date) => {
      const day = dayInfo(vn, date);
      return !day.isWorkingDay && day.kind !== 'weeklyRest';
    });
    const text = writtenElsewhere(off.map((date) => ({ summary: dayInfo(vn, date).title?.vi ?? date, fromOn: date })));
    const layer = fromICalendar(text, { id: 'back', title, extends: bare.id });
    if (!layer.ok) throw new Error(JSON.stringify(layer.problems));
    const back = compileCalendar([layer.value, bare], { fromYear: 2026, toYear: 2026 });
    if (!back.ok) throw new Error(JSON.stringify(back.problems));
    for (const date of datesBetween('2026-01-01', '2026-12-31')) {
      const day = dayInfo(vn, date);
      if (day.kind === 'makeUp') continue; // hours are no matter of other programs
      expect([date, dayInfo(back.value, date).isWorkingDay]).toEqual([date, day.isWorkingDay]);
    }
    expect(layer.value.days?.map(({ title: { vi } }) => vi)).toEqual(
      off.map((date) => dayInfo(vn, date).title?.vi ?? date),
    );
  });

  it('comes in with the same days and names, however long they are and whatever stands in them', () => {
    const day = fc.integer({ min: 0, max: 300 }).map((days) => on(addDays(utc('2026-01-01'), days)));
    const name = fc
      .array(
        fc.constantFrom('Nghỉ', 'lễ', 'hội; ', 'đình, ', '\\', '\n', 'Ấp Mỹ Thuận', ':', '"', 'ượ', '\\n', '😀', ' '),
        { minLength: 1, maxLength: 60 },
      )
      .map((parts) => `x${parts.join('')}x`);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ summary: name, fromOn: day, days: fc.nat({ max: 20 }) }), {
          minLength: 1,
          maxLength: 6,
          selector: ({ fromOn }) => fromOn,
        }),
        (drawn) => {
          const spans = drawn.map(({ summary, fromOn, days }) => ({
            summary,
            fromOn,
            toOn: on(addDays(utc(fromOn), days)),
          }));
          const layer = fromICalendar(writtenElsewhere(spans), { id: 'x', title });
          if (!layer.ok) throw new Error(JSON.stringify(layer.problems));
          expect(layer.value.days).toEqual(
            spans.map(({ summary, fromOn, toOn }) => ({
              fromOn,
              ...(toOn === fromOn ? {} : { toOn }),
              title: { vi: summary, en: summary },
              hours: [],
            })),
          );
        },
      ),
    );
  });
});
