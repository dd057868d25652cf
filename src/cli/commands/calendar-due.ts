// `quytrinh calendar due`: a deadline, and why it is that one.
import { command } from '../command.ts';

export const calendarDueCommand = command({
  name: 'calendar due',
  summary: { vi: 'Tính hạn và giải thích vì sao', en: 'Computes a deadline and explains it' },
  about: {
    vi: [
      'Tính hạn giải quyết từ lúc nhận: ngày nhận không tính, ngày nghỉ được bỏ qua (working) hoặc chỉ dời ngày cuối (calendar),',
      'hạn là lúc hết giờ làm việc của ngày cuối. --cutoff: nhận sau giờ này thì tính từ ngày làm việc kế tiếp.',
      '--policy dùng toàn bộ quy tắc của một chính sách có sẵn (kể cả giờ chốt): vn-one-stop, vn-decree-297, vn-step, vn-hours, vn-land, vn-civil-code, vn-same-day.',
      'Không có --policy: quy tắc của vn-one-stop, không có giờ chốt.',
    ].join('\n'),
    en: [
      'Counts from the receipt: the day of receipt is not counted; days off are passed over (working) or only move the last day (calendar);',
      'the deadline is the close of the last day. --cutoff: what comes later counts as received on the next working day.',
      '--policy takes all rules of a shipped policy (its cut-off too): vn-one-stop, vn-decree-297, vn-step, vn-hours, vn-land, vn-civil-code, vn-same-day.',
      'Without --policy: the rules of vn-one-stop, without a cut-off.',
    ].join('\n'),
  },
  operands: { shown: { vi: '', en: '' }, min: 0, max: 0 },
  options: {
    from: {
      kind: 'value',
      required: true,
      shown: 'INSTANT',
      about: {
        vi: 'lúc nhận, ví dụ 2026-02-12T16:00:00+07:00 (thiếu múi giờ: giờ của lịch)',
        en: 'the receipt, as 2026-02-12T16:00:00+07:00 (without offset: time of the calendar)',
      },
    },
    plus: {
      kind: 'value',
      required: true,
      shown: 'P5D',
      about: {
        vi: 'thời hạn theo ISO 8601: P5D, PT40H, P0.5D, P1M',
        en: 'time allowed, ISO 8601: P5D, PT40H, P0.5D, P1M',
      },
    },
    count: {
      kind: 'choice',
      choices: ['working', 'calendar'],
      about: {
        vi: 'working: ngày/giờ làm việc; calendar: mọi ngày',
        en: 'working: working days or hours; calendar: every day',
      },
    },
    cutoff: {
      kind: 'value',
      shown: 'HH:MM',
      about: { vi: 'giờ chốt nhận hồ sơ', en: 'time of day after which the next day counts' },
    },
    policy: { kind: 'value', shown: 'ID', about: { vi: 'chính sách tính hạn', en: 'counting policy' } },
    calendar: {
      kind: 'value',
      shown: 'FILE|ID',
      about: {
        vi: 'tệp lịch của cơ quan (.json, .ics), hoặc một lịch có sẵn',
        en: 'calendar file of an agency (.json, .ics), or one that is shipped',
      },
    },
    format: {
      kind: 'choice',
      choices: ['pretty', 'json'],
      about: {
        vi: 'pretty: cho người đọc; json: { due, dueOn, reasons: […] }',
        en: 'pretty: for people; json: { due, dueOn, reasons: […] }',
      },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'đã tính được hạn', en: 'the deadline was computed' } },
    {
      code: 2,
      meaning: { vi: 'gọi sai cách, hoặc tệp lịch không hợp lệ', en: 'wrong use, or the calendar file is not valid' },
    },
  ],
  examples: [
    {
      line: 'quytrinh calendar due --from 2026-02-12T16:00:00+07:00 --plus P5D --cutoff 15:00',
      meaning: {
        vi: '5 ngày làm việc, nhận sau 15 giờ, qua Tết',
        en: 'Five working days, received after 15:00, over the New Year',
      },
    },
    {
      line: 'quytrinh calendar due --from 2026-04-01T09:00:00+07:00 --plus P1M --count calendar --format json',
      meaning: { vi: 'Một tháng theo lịch, dạng JSON', en: 'One calendar month, as JSON' },
    },
  ],
  run: async ({ options }, shell) => {
    const { showDue } = await import('../calendar/show-due.ts');
    return showDue(options, shell);
  },
});
