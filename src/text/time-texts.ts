// What is wrong with a text about time: durations, cycles, dates, plans.
import { timeProblemCodes } from '../model/duration.ts';
import type { TimeProblemCode } from '../model/duration.ts';
import { fill } from '../model/fill.ts';
import type { Lang, Sentence } from './lang.ts';

/** With a proposal when the problem has one (`params.mend`). */
export function timeProblemText(
  code: TimeProblemCode,
  params: Readonly<Record<string, string | number>>,
  lang: Lang,
): string {
  const words = code === 'PLAN_UNIT' ? { ...params, ...planWords(params, lang) } : params;
  const sentence = fill(timeProblemTexts[code][lang], words);
  return params['mend'] === undefined ? sentence : `${sentence} ${fill(proposal[lang], params)}`;
}

export function isTimeProblemCode(code: string): code is TimeProblemCode {
  return (timeProblemCodes as readonly string[]).includes(code);
}

function planWords(params: Readonly<Record<string, string | number>>, lang: Lang): Record<string, string> {
  const words = (name: 'unit' | 'counting'): string => {
    const value = String(params[name] ?? '');
    return planWordTexts[name][value]?.[lang] ?? value;
  };
  return { unit: words('unit'), counting: words('counting') };
}

const planWordTexts: Readonly<Record<'unit' | 'counting', Readonly<Record<string, Sentence>>>> = {
  unit: {
    Y: { vi: 'năm (Y)', en: 'years (Y)' },
    M: { vi: 'tháng (M)', en: 'months (M)' },
    W: { vi: 'tuần (W)', en: 'weeks (W)' },
    T: { vi: 'giờ, phút (T…)', en: 'hours and minutes (T…)' },
    '.': { vi: 'phần lẻ của ngày', en: 'a share of a day' },
  },
  counting: {
    working: { vi: 'thời gian làm việc', en: 'working time' },
    calendar: { vi: 'ngày lịch', en: 'calendar days' },
    workingDays: { vi: 'trọn ngày làm việc', en: 'whole working days' },
    calendarDays: { vi: 'ngày lịch', en: 'calendar days' },
  },
};

const proposal: Sentence = { vi: 'Có phải ý là {mend}?', en: 'Did you mean {mend}?' };

export const timeProblemTexts = {
  TIME_EMPTY: { vi: 'chưa có nội dung.', en: 'it is empty.' },
  TIME_TOO_LONG: { vi: 'dài hơn {limit} ký tự.', en: 'it has more than {limit} characters.' },
  DURATION_NO_P: { vi: 'khoảng thời gian phải bắt đầu bằng chữ P.', en: 'a duration begins with P.' },
  DURATION_NEGATIVE: { vi: 'khoảng thời gian không được có dấu.', en: 'a duration has no sign.' },
  DURATION_EMPTY: { vi: 'sau chữ P chưa có gì.', en: 'nothing follows the P.' },
  DURATION_COMPONENT: {
    vi: 'sau chữ P phải là số kèm Y, M, W hoặc D; sau chữ T là số kèm H, M hoặc S.',
    en: 'after P come numbers with Y, M, W or D; after T numbers with H, M or S.',
  },
  DURATION_ORDER: {
    vi: 'các đơn vị phải theo thứ tự lớn đến nhỏ, mỗi đơn vị một lần.',
    en: 'units go from large to small, each once.',
  },
  DURATION_T_EMPTY: {
    vi: 'sau chữ T phải có giờ, phút hoặc giây.',
    en: 'hours, minutes or seconds must follow the T.',
  },
  DURATION_FRACTION: {
    vi: 'chỉ đơn vị nhỏ nhất được có phần thập phân; năm và tháng thì không.',
    en: 'only the smallest unit may have a fraction; years and months never.',
  },
  DURATION_WEEKS_MIXED: { vi: 'tuần (W) không đi cùng đơn vị khác.', en: 'weeks (W) stand alone.' },
  DURATION_TOO_LARGE: { vi: 'số lớn hơn {limit}.', en: 'a number is greater than {limit}.' },
  DATE_FORMAT: { vi: 'ngày phải viết theo dạng YYYY-MM-DD.', en: 'a date is written YYYY-MM-DD.' },
  DATE_NOT_REAL: { vi: 'ngày này không có trong lịch.', en: 'there is no such day.' },
  INSTANT_FORMAT: {
    vi: 'thời điểm phải viết theo dạng YYYY-MM-DDThh:mm:ss+07:00.',
    en: 'a moment is written YYYY-MM-DDThh:mm:ss+07:00.',
  },
  INSTANT_NO_OFFSET: { vi: 'thiếu múi giờ.', en: 'the offset from UTC is missing.' },
  CRON_SYNTAX: { vi: 'biểu thức cron không hợp lệ ({detail}).', en: 'the cron expression is not valid ({detail}).' },
  CRON_NEVER: { vi: 'biểu thức cron này không bao giờ đến hạn.', en: 'this cron expression never fires.' },
  CYCLE_NO_R: { vi: 'chu kỳ phải bắt đầu bằng chữ R.', en: 'a cycle begins with R.' },
  CYCLE_COUNT: { vi: 'sau chữ R phải là số lần lặp.', en: 'after R comes the number of times.' },
  CYCLE_PARTS: {
    vi: 'chu kỳ gồm R, số lần, dấu / và khoảng cách.',
    en: 'a cycle is R, the number of times, a slash and the interval.',
  },
  CYCLE_ZERO_INTERVAL: { vi: 'khoảng cách giữa hai lần không được bằng 0.', en: 'the interval may not be zero.' },
  CYCLE_END_BEFORE_START: { vi: 'kết thúc sớm hơn bắt đầu.', en: 'the end is before the start.' },
  ZONE_UNKNOWN: { vi: 'không có múi giờ "{zone}".', en: 'there is no time zone "{zone}".' },
  PLAN_UNIT: {
    vi: 'không dùng được {unit} khi tính theo {counting}.',
    en: "{unit} can't be used when counting {counting}.",
  },
  PLAN_EMPTY: { vi: 'thời hạn phải lớn hơn 0.', en: 'a time allowed must be greater than 0.' },
  PLAN_OUT_OF_RANGE: {
    vi: 'thời hạn dài hơn phạm vi của lịch.',
    en: 'the time allowed is longer than the calendar covers.',
  },
  WARNING_FORMAT: {
    vi: 'mốc cảnh báo phải là tỷ lệ (80%) hoặc khoảng báo trước (-P1D).',
    en: 'a warning is a share (80%) or a lead time (-P1D).',
  },
} as const satisfies Record<TimeProblemCode, Sentence>;
