// `quytrinh calendar show`: the working time of a year.
import { command } from '../command.ts';

export const calendarShowCommand = command({
  name: 'calendar show',
  summary: { vi: 'Xem lịch làm việc của một năm', en: 'Shows the working calendar of a year' },
  about: {
    vi: [
      'In số ngày và giờ làm việc từng tháng, và mọi ngày đặc biệt (nghỉ lễ, nghỉ bù, hoán đổi, làm bù) kèm căn cứ.',
      'Năm chưa có thông báo chính thức được tính theo quy tắc và ghi rõ là tạm tính.',
    ].join('\n'),
    en: [
      'Prints the working days and hours of each month, and every special day (holidays, days in lieu, swapped and make-up days) with its basis.',
      'A year without an official announcement is derived by rule and marked as provisional.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<năm>', en: '<year>' }, min: 1, max: 1 },
  options: {
    calendar: {
      kind: 'value',
      shown: 'FILE|ID',
      about: {
        vi: 'tệp lịch của cơ quan (.json, .ics), hoặc một lịch có sẵn: vn, vn-office-7h30, vn-saturday-reception',
        en: 'calendar file of an agency (.json, .ics), or one that is shipped: vn, vn-office-7h30, vn-saturday-reception',
      },
    },
    format: {
      kind: 'choice',
      choices: ['pretty', 'json', 'ics'],
      about: {
        vi: 'pretty: cho người đọc; json: cho chương trình; ics: tệp iCalendar',
        en: 'pretty: for people; json: for programs; ics: an iCalendar file',
      },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'đã in lịch', en: 'the calendar was printed' } },
    {
      code: 2,
      meaning: { vi: 'gọi sai cách, hoặc tệp lịch không hợp lệ', en: 'wrong use, or the calendar file is not valid' },
    },
  ],
  examples: [
    { line: 'quytrinh calendar show 2026', meaning: { vi: 'Lịch chung năm 2026', en: 'The common calendar of 2026' } },
    {
      line: 'quytrinh calendar show 2027 --format ics > lich-2027.ics',
      meaning: { vi: 'Tệp cho các phần mềm lịch', en: 'A file for calendar programs' },
    },
    {
      line: 'quytrinh calendar show 2027 --calendar lich-so.json --format json',
      meaning: { vi: 'Lịch riêng của một sở, dạng JSON', en: 'The calendar of one department, as JSON' },
    },
  ],
  run: async ({ operands: [year = ''], options }, shell) => {
    const { showYear } = await import('../calendar/show-year.ts');
    return showYear(year, options, shell);
  },
});
