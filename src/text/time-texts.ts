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
  const sentence = fill(timeProblemTexts[code][lang], params);
  return params['mend'] === undefined ? sentence : `${sentence} ${fill(proposal[lang], params)}`;
}

export function isTimeProblemCode(code: string): code is TimeProblemCode {
  return (timeProblemCodes as readonly string[]).includes(code);
}

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
    vi: 'thời hạn chỉ tính bằng ngày hoặc giờ, không lẫn cả hai.',
    en: 'a time allowed is in days or in hours, not both.',
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
