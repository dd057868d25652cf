// The words of calendars and deadlines.
import type { DayKind } from '../../model/calendar.ts';
import type { TimeReasonCode } from '../../model/sla.ts';
import type { Sentence } from '../../text/index.ts';

export const dayKindTexts = {
  working: { vi: 'ngày làm việc', en: 'working day' },
  weeklyRest: { vi: 'nghỉ hằng tuần', en: 'weekly rest' },
  holiday: { vi: 'nghỉ lễ', en: 'holiday' },
  inLieu: { vi: 'nghỉ bù', en: 'day in lieu' },
  swappedOff: { vi: 'nghỉ hoán đổi', en: 'swapped day off' },
  makeUp: { vi: 'làm bù', en: 'make-up working day' },
  exception: { vi: 'ngoại lệ của đơn vị', en: 'exception of the unit' },
} as const satisfies Record<DayKind, Sentence>;

/** `{title}` is in the reader's language; dates and instants are as people write them. */
export const reasonTexts = {
  RECEIVED: { vi: 'Nhận lúc {receivedAt}.', en: 'Received on {receivedAt}.' },
  RECEIVED_AFTER_CUT_OFF: {
    vi: 'Nhận lúc {receivedAt}, sau giờ chốt {cutOff}: tính như nhận ngày {on}.',
    en: 'Received on {receivedAt}, after the cut-off of {cutOff}: it counts as received on {on}.',
  },
  RECEIVED_BEFORE_CLOSE: {
    vi: 'Nhận lúc {receivedAt}, trong {minutes} phút cuối giờ làm việc: tính như nhận ngày {on}.',
    en: 'Received on {receivedAt}, in the last {minutes} minutes of office hours: it counts as received on {on}.',
  },
  RECEIVED_ON_DAY_OFF: {
    vi: 'Nhận lúc {receivedAt}, vào ngày nghỉ: tính như nhận ngày {on}.',
    en: 'Received on {receivedAt}, on a day off: it counts as received on {on}.',
  },
  FIRST_DAY_EXCLUDED: { vi: 'Ngày nhận {on} không tính.', en: 'The day of receipt, {on}, is not counted.' },
  FIRST_DAY_INCLUDED: { vi: 'Ngày nhận {on} được tính.', en: 'The day of receipt, {on}, is counted.' },
  COUNTED_WORKING_DAYS: {
    vi: 'Đếm {days} ngày làm việc, đến {toOn}.',
    en: '{days} working day(s) are counted, to {toOn}.',
  },
  COUNTED_WORKING_HOURS: {
    vi: 'Đếm {hours} giờ làm việc từ {fromAt}.',
    en: '{hours} working hour(s) are counted from {fromAt}.',
  },
  COUNTED_DAY_FRACTIONS: {
    vi: 'Đếm {days} ngày làm việc (tính theo phần ngày) từ {fromAt}.',
    en: '{days} working day(s) are counted by shares of days from {fromAt}.',
  },
  COUNTED_CALENDAR_DAYS: {
    vi: 'Đếm {plan} theo lịch, đến {toOn}.',
    en: '{plan} of calendar time is counted, to {toOn}.',
  },
  HOURS_PER_DAY: { vi: 'Một ngày làm việc là {hours} giờ.', en: 'One working day is {hours} hours.' },
  DAY_OFF_SKIPPED: { vi: 'Bỏ qua ngày nghỉ {on}: {title}.', en: 'Passed over the day off {on}: {title}.' },
  DAY_IN_LIEU_SKIPPED: {
    vi: 'Bỏ qua ngày nghỉ bù {on} (thay ngày {forOn}).',
    en: 'Passed over {on}, a day in lieu of {forOn}.',
  },
  SWAPPED_DAY_SKIPPED: {
    vi: 'Bỏ qua ngày nghỉ hoán đổi {on} (làm bù ngày {forOn}).',
    en: 'Passed over {on}, swapped with {forOn}.',
  },
  MAKE_UP_DAY_COUNTED: {
    vi: 'Ngày {on} làm bù cho ngày {forOn} nên được tính.',
    en: '{on} makes up for {forOn}, so it is counted.',
  },
  LAST_DAY_ROLLED: {
    vi: 'Ngày cuối {fromOn} là ngày nghỉ nên dời đến {toOn}.',
    en: 'The last day, {fromOn}, is a day off, so it moves to {toOn}.',
  },
  DUE_AT_CLOSE: { vi: 'Hết hạn khi hết giờ làm việc: {dueAt}.', en: 'Due at the close of office hours: {dueAt}.' },
  DUE_AT_END_OF_DAY: { vi: 'Hết hạn khi hết ngày: {dueAt}.', en: 'Due at the end of the day: {dueAt}.' },
  PROVISIONAL_YEAR: {
    vi: 'Lịch nghỉ năm {year} chưa được thông báo chính thức: hạn này là tạm tính.',
    en: 'The days off of {year} are not announced yet: this deadline is provisional.',
  },
  PAUSE_EXCLUDED_DAYS: { vi: 'Trừ {days} ngày tạm dừng.', en: '{days} day(s) of pause are left out.' },
  PAUSE_EXCLUDED_MINUTES: { vi: 'Trừ {minutes} phút tạm dừng.', en: '{minutes} minute(s) of pause are left out.' },
  COUNTED_ANEW: { vi: 'Tính lại từ đầu từ {at}.', en: 'Counted anew from {at}.' },
  EXTENDED: { vi: 'Đã gia hạn.', en: 'Extended.' },
} as const satisfies Record<TimeReasonCode, Sentence>;

export const calendarWords = {
  due: { vi: 'Hạn: {dueAt} ({weekday})', en: 'Due: {dueAt} ({weekday})' },
  basis: { vi: 'Căn cứ', en: 'Basis' },
  year: { vi: '{title}, năm {year}', en: '{title}, {year}' },
  provisional: {
    vi: 'Tạm tính: năm này chưa có thông báo chính thức về ngày nghỉ.',
    en: 'Provisional: the days off of this year are not announced yet.',
  },
  month: { vi: 'Tháng', en: 'Month' },
  workingDays: { vi: 'Ngày làm việc', en: 'Working days' },
  hours: { vi: 'Giờ làm việc', en: 'Working hours' },
  total: { vi: 'Cả năm', en: 'Year' },
  specialDays: { vi: 'Ngày đặc biệt', en: 'Special days' },
  forOn: { vi: ' (cho {forOn})', en: ' (for {forOn})' },
} as const satisfies Record<string, Sentence>;

export const weekdayTexts = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
