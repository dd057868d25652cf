// Calendars out to and in from the files that calendar programs use.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarData } from 'quytrinh/model';
import { compileCalendar, dayInfo, fromICalendar, toICalendar, vietnamCalendars } from 'quytrinh/time';
import { at, vn } from './at.ts';

const title = { vi: 'Lịch', en: 'Calendar' };
const stampAt = at('2026-11-24 09:00');
const ics = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]) => ics('BEGIN:VEVENT', ...lines, 'END:VEVENT');

describe('iCalendar', () => {
  it('comes back as it went, day for day', () => {
    const text = toICalendar(vn, { fromOn: '2023-01-01', toOn: '2027-12-31', stampAt });
    const { schedules: _, holidays: __, ...bare } = vietnamCalendars[0] as CalendarData;
    const layer = fromICalendar(text, { id: 'back', title, extends: bare.id });
    if (!layer.ok) throw new Error(JSON.stringify(layer.problems));
    const back = compileCalendar([layer.value, bare], { fromYear: 2023, toYear: 2027 });
    if (!back.ok) throw new Error(JSON.stringify(back.problems));
    for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2028, 0, 1); day += 86_400_000) {
      const on = new Date(day).toISOString().slice(0, 10);
      const { hours, minutes, weight } = dayInfo(vn, on);
      expect([on, dayInfo(back.value, on)]).toMatchObject([on, { hours, minutes, weight }]);
    }
  });

  it('folds lines at 75 octets, escapes, marks provisional days as tentative', () => {
    const text = toICalendar(vn, {
      fromOn: '2028-01-01',
      toOn: '2028-12-31',
      stampAt,
      summary: (day) => `${day.title?.vi ?? ''}; nghỉ, ${'rất dài '.repeat(20)}\nhết`,
    });
    expect(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
    expect(text).toContain('STATUS:TENTATIVE');
    expect(text).toContain('DTSTAMP:20261124T020000Z');
    const layer = fromICalendar(text, { id: 'x', title, extends: 'vn' });
    expect(layer.ok && layer.value.days?.[0]?.title.vi).toMatch(/^Tết.*; nghỉ, rất dài .*\nhết$/s);
  });

  it('reads what other programs write', () => {
    const layer = fromICalendar(
      event(
        'DTSTART;VALUE=DATE:20260305',
        'DTEND;VALUE=DATE:20260307',
        'SUMMARY;LANGUAGE="vi":Nghỉ',
        ' \\, hội họp',
        'BEGIN:VALARM',
        'SUMMARY:x',
        'END:VALARM',
      ),
      { id: 'x', title, extends: 'vn' },
    );
    expect(layer).toMatchObject({
      ok: true,
      value: { days: [{ fromOn: '2026-03-05', toOn: '2026-03-06', title: { vi: 'Nghỉ, hội họp' }, hours: [] }] },
    });
  });

  it.each([
    ['no calendar', 'BEGIN:VCARD', 'ICAL_FORMAT /line/1'],
    ['empty', '', 'ICAL_FORMAT /line/1'],
    ['cut off', ics('BEGIN:VEVENT').replace('END:VCALENDAR\r\n', ''), 'ICAL_FORMAT /line/3'],
    ['a line without a colon', ics('rubbish'), 'ICAL_FORMAT /line/3'],
    ['a time of day', event('DTSTART:20260305T080000Z'), 'ICAL_TIMED /line/4'],
    ['a repetition', event('DTSTART;VALUE=DATE:20260305', 'RRULE:FREQ=YEARLY'), 'ICAL_REPEATS /line/5'],
    ['an unreal date', event('DTSTART;VALUE=DATE:20260230'), 'ICAL_DATE /line/4'],
    ['no date', event('SUMMARY:x'), 'ICAL_DATE /line/3'],
    ['an end before the start', event('DTSTART;VALUE=DATE:20260305', 'DTEND;VALUE=DATE:20260305'), 'ICAL_DATE /line/5'],
    [
      'hours that are none',
      event('DTSTART;VALUE=DATE:20260305', 'X-QUYTRINH-HOURS:morning'),
      'DATA_SHAPE /days/0/hours/0',
    ],
  ])('%s is said', (_, text, problem) => {
    const result = fromICalendar(text, { id: 'x', title, extends: 'vn' });
    expect(result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`)).toContain(problem);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART;VALUE=DATE:20260305',
      'DTEND:x',
      ' y',
      'RRULE:z',
      ':',
      ';',
      '\n',
      '\r\n',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string())),
        (pieces) => typeof fromICalendar(pieces.join('\r\n'), { id: 'x', title }).ok === 'boolean',
      ),
    );
  });
});
