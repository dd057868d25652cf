// `quytrinh calendar`: a year, a deadline and its reasons.
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';

const { path, write } = workFolder();
const ownDay = (day: object): string =>
  JSON.stringify({ id: 'so-thu', title: { vi: 'Sở Thử', en: 'Test department' }, extends: 'vn', days: [day] });

describe('quytrinh calendar show', { timeout: SLOW }, () => {
  it('gives the working days of the year and every special day with its basis', async () => {
    const [pretty, json] = await Promise.all([
      quytrinh('calendar', 'show', '2026'),
      quytrinh('calendar', 'show', '2026', '--format', 'json'),
    ]);
    expect(pretty.code).toBe(0);
    expect(pretty.out).toMatch(/Cả năm +249 +1992/);
    expect(pretty.out).toContain('22/08/2026  thứ Bảy: làm bù (cho 31/08/2026), 07:00-11:30, 13:30-17:00');
    const year = JSON.parse(json.out) as {
      workingDays: number;
      provisional: boolean;
      months: object[];
      days: object[];
    };
    expect(year).toMatchObject({ year: 2026, calendar: 'vn', workingDays: 249, provisional: false });
    expect(year.months[1]).toMatchObject({ month: 2, workingDays: 15 });
    expect(year.days[0]).toMatchObject({ on: '2026-01-01', kind: 'holiday', isWorkingDay: false });
  });

  it('marks a year that is not announced, and reads the calendar of an agency', async () => {
    const file = write(
      'lich.json',
      ownDay({ fromOn: '2040-03-01', title: { vi: 'Chuyển trụ sở', en: 'Moving' }, hours: [] }),
    );
    const { code, out } = await quytrinh('calendar', 'show', '2040', '--calendar', file, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('Test department, 2040');
    expect(out).toContain('Provisional');
    expect(out).toContain('01/03/2040  Thursday: exception of the unit, Moving');
  });

  it('writes an iCalendar file, and reads one: another program made it, or it came from here', async () => {
    const [{ out }, { out: english }] = await Promise.all([
      quytrinh('calendar', 'show', '2026', '--format', 'ics'),
      quytrinh('calendar', 'show', '2026', '--format', 'ics', '--lang', 'en'),
    ]);
    const { events = [] } = convertIcsCalendar(undefined, out);
    expect(events.map(({ start }) => start.date.toISOString().slice(0, 10))).toContain('2026-08-22');
    expect(events.some(({ summary }) => summary === 'Tết Nguyên đán')).toBe(true);
    expect(english).toContain('SUMMARY:Lunar New Year');
    expect(
      out
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith('\r')),
    ).toBe(true);
    const own = generateIcsCalendar({
      version: '2.0',
      prodId: '-//elsewhere//EN',
      events: [
        {
          uid: '1',
          summary: 'Chuyển trụ sở',
          stamp: { date: new Date(0) },
          start: { type: 'DATE', date: new Date('2026-03-03T00:00:00Z') },
          end: { type: 'DATE', date: new Date('2026-03-05T00:00:00Z') },
        },
      ],
    });
    const due = ['calendar', 'due', '--from', '2026-03-02T09:00:00+07:00', '--plus', 'P1D', '--calendar'];
    const [before, moved, broken] = await Promise.all([
      quytrinh(...due, write('chung.ics', out)),
      quytrinh(...due, write('so.ics', own)),
      quytrinh(...due, write('hong.ics', out.slice(0, 3_000))),
    ]);
    expect(before.out).toContain('Hạn: 03/03/2026 17:00');
    expect(moved.out).toContain('Hạn: 05/03/2026 17:00');
    expect(moved.out).toContain('Chuyển trụ sở');
    expect(broken).toMatchObject({ code: 2, out: '' });
  });

  it.each([['26'], ['1800'], ['năm nay']])('ends with 2 for the year %s', async (year) => {
    expect(await quytrinh('calendar', 'show', year)).toMatchObject({ code: 2, out: '' });
  });

  it('ends with 2 for a calendar file that is none', async () => {
    const file = write('sai.json', ownDay({ fromOn: '2026-02-30', title: { vi: 'x', en: 'x' }, hours: [] }));
    const [wrong, none] = await Promise.all([
      quytrinh('calendar', 'show', '2026', '--calendar', file),
      quytrinh('calendar', 'show', '2026', '--calendar', path('none.json')),
    ]);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('/days/0/fromOn');
    expect(none.code).toBe(2);
  });
});

describe('quytrinh calendar due', { timeout: SLOW }, () => {
  const due = async (
    ...args: string[]
  ): Promise<{ due: string; dueOn: string; reasons: { code: string; message: string }[] }> => {
    const { code, out, err } = await quytrinh('calendar', 'due', ...args, '--format', 'json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out) as Awaited<ReturnType<typeof due>>;
  };

  it('answers the line of the handbook: the instant, the date and the reasons', async () => {
    const args = ['--from', '2026-02-12T09:00:00+07:00', '--plus', 'P5D', '--count'];
    const [working, cut, calendar] = await Promise.all([
      due(...args, 'working'),
      due(...args, 'working', '--cutoff', '15:00', '--calendar', 'vn'),
      due(...args, 'calendar'),
    ]);
    expect(working).toMatchObject({ due: '2026-02-26T17:00:00+07:00', dueOn: '2026-02-26' });
    expect(working.reasons.map(({ code }) => code)).toEqual([
      'RECEIVED',
      'FIRST_DAY_EXCLUDED',
      'COUNTED_WORKING_DAYS',
      ...Array.from({ length: 5 }, () => 'DAY_OFF_SKIPPED'),
      'DUE_AT_CLOSE',
    ]);
    expect(cut).toMatchObject({ due: working.due, dueOn: working.dueOn });
    expect(calendar).toMatchObject({ dueOn: '2026-02-23' }); // the 17th is Tết: the last day rolls over it
  });

  it('counts working days from the day after receipt, over Tết, with and without a cut-off', async () => {
    const args = ['--from', '2026-02-12T16:00:00+07:00', '--plus', 'P5D'];
    const [early, late] = await Promise.all([due(...args), due(...args, '--cutoff', '15:00')]);
    expect(early).toMatchObject({ due: '2026-02-26T17:00:00+07:00', dueOn: '2026-02-26' });
    expect(late).toMatchObject({ due: '2026-02-27T17:00:00+07:00', dueOn: '2026-02-27' });
    expect(early.reasons[0]?.code).toBe('RECEIVED');
    expect(late.reasons[0]?.code).toBe('RECEIVED_AFTER_CUT_OFF');
    expect(late.reasons.map(({ code }) => code)).toContain('DAY_OFF_SKIPPED');
    for (const { message } of late.reasons) expect(message).not.toMatch(/[{}]/);
  });

  it('counts calendar days, and moves the last one off a day off', async () => {
    const found = await due('--from', '2026-04-01T09:00', '--plus', 'P1M', '--count', 'calendar', '--lang', 'en');
    expect(found.dueOn).toBe('2026-05-04');
    expect(found.reasons.find(({ code }) => code === 'LAST_DAY_ROLLED')?.message).toBe(
      'The last day, 01/05/2026, is a day off, so it moves to 04/05/2026.',
    );
  });

  it('takes the rules of a policy, its cut-off too', async () => {
    const found = await due('--from', '2026-02-12T16:00:00+07:00', '--plus', 'P5D', '--policy', 'vn-one-stop');
    expect(found.dueOn).toBe('2026-02-27');
  });

  it('says what of a policy has not been compared with the law', async () => {
    const asked = [
      'calendar',
      'due',
      '--from',
      '2026-02-12T16:30:00+07:00',
      '--plus',
      'P3D',
      '--policy',
      'vn-decree-297',
    ];
    const [{ out }, json] = await Promise.all([
      quytrinh(...asked, '--lang', 'en'),
      quytrinh(...asked, '--format', 'json'),
    ]);
    expect(out).toMatch(/To be confirmed: The day on which Nghị định 297\/2025\/NĐ-CP takes effect \(17\/11\/2025\)/);
    expect((JSON.parse(json.out) as { toConfirm: string[] }).toConfirm).toHaveLength(1);
  });

  it('prints the reasoning with its legal basis', async () => {
    const { code, out } = await quytrinh('calendar', 'due', '--from', '2026-06-01T08:00', '--plus', 'PT8H');
    expect(code).toBe(0);
    expect(out).toContain('Hạn: 02/06/2026 08:00 (thứ Ba)');
    expect(out).toContain('Đếm 8 giờ làm việc từ 01/06/2026 08:00.');
    expect(out).toContain('Căn cứ: ');
  });

  it.each([
    [['--plus', 'P5D'], '--from'],
    [['--from', '2026-06-01T08:00'], '--plus'],
    [['--from', '2026-06-31T08:00', '--plus', 'P5D'], 'không có trong lịch'],
    [['--from', '2026-06-01T08:00', '--plus', '5D'], 'chữ P'],
    [['--from', '2026-06-01T08:00', '--plus', 'P5D', '--cutoff', '25:00'], 'HH:MM'],
    [['--from', '2026-06-01T08:00', '--plus', 'P5D', '--policy', 'x'], 'vn-one-stop'],
    [['--from', '2016-06-01T08:00', '--plus', 'P5D'], 'không có hiệu lực'],
    [['--from', '2026-06-01T08:00', '--plus', 'P99999D'], 'dài hơn'],
  ])('ends with 2 for %j', async (args, said) => {
    const { code, out, err } = await quytrinh('calendar', 'due', ...args);
    expect(err).toContain(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
