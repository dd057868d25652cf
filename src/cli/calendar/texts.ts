// The words of calendars and deadlines.
import type { DayKind } from '../../model/calendar.ts';
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

export const calendarWords = {
  due: { vi: 'Hạn: {dueAt} ({weekday})', en: 'Due: {dueAt} ({weekday})' },
  basis: { vi: 'Căn cứ', en: 'Basis' },
  toConfirm: { vi: 'Cần kiểm tra lại', en: 'To be confirmed' },
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
