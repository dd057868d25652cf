// Why a deadline is what it is, why a clock refuses, and what is wrong in a data file: each in both languages.
// `{title}` and `{cause}` are put in by `timeReasonText` in the reader's language; instants and dates as an office writes them.
import type { DataProblemCode } from '../model/calendar.ts';
import type { ClockLight, ClockProblemCode, ClockState, TimeReasonCode } from '../model/sla.ts';
import type { Sentence } from './lang.ts';

export const timeReasonTexts = {
  RECEIVED: {
    vi: 'Nhận hồ sơ lúc {receivedAt}, tính là ngày {on}.',
    en: 'Received at {receivedAt}, which counts as {on}.',
  },
  RECEIVED_AFTER_CUT_OFF: {
    vi: 'Nhận lúc {receivedAt}, sau {cutOff}, nên tính là nhận ngày làm việc tiếp theo {on}.',
    en: 'Received at {receivedAt}, after {cutOff}, so it counts as received on the next working day, {on}.',
  },
  RECEIVED_BEFORE_CLOSE: {
    vi: 'Nhận lúc {receivedAt}, trong {minutes} phút cuối giờ hành chính, nên tính là nhận ngày làm việc tiếp theo {on}.',
    en: 'Received at {receivedAt}, within {minutes} minutes of closing, so it counts as received on the next working day, {on}.',
  },
  RECEIVED_ON_DAY_OFF: {
    vi: 'Nhận lúc {receivedAt}, vào ngày nghỉ, nên tính là nhận ngày làm việc tiếp theo {on}.',
    en: 'Received at {receivedAt}, on a day off, so it counts as received on the next working day, {on}.',
  },
  FIRST_DAY_EXCLUDED: { vi: 'Không tính ngày đầu tiên {on}.', en: 'The first day, {on}, is not counted.' },
  FIRST_DAY_INCLUDED: { vi: 'Ngày đầu tiên {on} được tính.', en: 'The first day, {on}, is counted.' },
  COUNTED_WORKING_DAYS: { vi: 'Đếm {days} ngày làm việc, đến ngày {toOn}.', en: '{days} working days, up to {toOn}.' },
  COUNTED_WORKING_HOURS: { vi: 'Đếm {hours} giờ làm việc từ {fromAt}.', en: '{hours} working hours from {fromAt}.' },
  COUNTED_DAY_FRACTIONS: {
    vi: 'Đếm {days} ngày làm việc (tính theo phần của ngày) từ {fromAt}.',
    en: '{days} working days, by shares of a day, from {fromAt}.',
  },
  COUNTED_CALENDAR_DAYS: {
    vi: 'Đếm {plan} theo ngày lịch, đến ngày {toOn}.',
    en: '{plan} in calendar days, up to {toOn}.',
  },
  HOURS_PER_DAY: { vi: 'Quy đổi 01 ngày = {hours} giờ làm việc.', en: 'One day is taken as {hours} working hours.' },
  DAY_OFF_SKIPPED: { vi: 'Bỏ qua ngày nghỉ {on} ({title}).', en: 'Day off {on} is skipped ({title}).' },
  DAY_IN_LIEU_SKIPPED: {
    vi: 'Bỏ qua ngày {on}: nghỉ bù cho {forOn} ({title}).',
    en: '{on} is skipped: day in lieu of {forOn} ({title}).',
  },
  SWAPPED_DAY_SKIPPED: {
    vi: 'Bỏ qua ngày {on}: hoán đổi, làm bù ngày {forOn}.',
    en: '{on} is skipped: swapped with {forOn}.',
  },
  MAKE_UP_DAY_COUNTED: {
    vi: 'Tính cả ngày {on}: làm bù cho ngày {forOn}.',
    en: '{on} counts: it is worked in place of {forOn}.',
  },
  LAST_DAY_ROLLED: {
    vi: 'Ngày cuối {fromOn} là ngày nghỉ nên chuyển sang ngày {toOn}.',
    en: 'The last day, {fromOn}, is a day off, so it moves to {toOn}.',
  },
  DUE_AT_CLOSE: { vi: 'Hết hạn khi hết giờ làm việc, {dueAt}.', en: 'Due at the close of business, {dueAt}.' },
  DUE_AT_END_OF_DAY: { vi: 'Hết hạn lúc 24 giờ, tức {dueAt}.', en: 'Due at the end of the day, {dueAt}.' },
  PROVISIONAL_YEAR: {
    vi: 'Chưa có lịch nghỉ chính thức của năm {year}; hạn này là tạm tính.',
    en: 'There is no official schedule for {year} yet; this deadline is provisional.',
  },
  PAUSE_EXCLUDED_DAYS: {
    vi: 'Không tính {days} ngày, từ {fromAt} đến {toAt}: {cause}.',
    en: '{days} days are left out, from {fromAt} to {toAt}: {cause}.',
  },
  PAUSE_EXCLUDED_MINUTES: {
    vi: 'Không tính {minutes} phút làm việc, từ {fromAt} đến {toAt}: {cause}.',
    en: '{minutes} working minutes are left out, from {fromAt} to {toAt}: {cause}.',
  },
  COUNTED_ANEW: { vi: 'Tính lại từ đầu từ {at}: {cause}.', en: 'Counted anew from {at}: {cause}.' },
  EXTENDED: {
    vi: 'Gia hạn {plan}, từ {fromDueAt} sang {toDueAt}: {reason}.',
    en: 'Extended by {plan}, from {fromDueAt} to {toDueAt}: {reason}.',
  },
  RECOMPUTED: {
    vi: 'Tính lại theo lịch mới, từ {fromDueAt} sang {toDueAt}: {reason}.',
    en: 'Computed anew on the changed calendar, from {fromDueAt} to {toDueAt}: {reason}.',
  },
} as const satisfies Record<TimeReasonCode, Sentence>;

export const clockProblemTexts = {
  CLOCK_TRANSITION: {
    vi: 'Đồng hồ {clockId} đang ở trạng thái {state}, không thể "{event}".',
    en: 'Clock {clockId} is {state}; "{event}" is not possible.',
  },
  CLOCK_CAUSE_UNKNOWN: {
    vi: 'Lý do {cause} không nằm trong danh mục được phép dừng tính giờ. Được phép: {allowed}.',
    en: 'Cause {cause} is not on the list of lawful causes. Allowed: {allowed}.',
  },
  CLOCK_CAUSE_USED_UP: {
    vi: 'Lý do {cause} chỉ được dùng {max} lần.',
    en: 'Cause {cause} may be used only {max} time(s).',
  },
  CLOCK_EXTENSION_NOT_ALLOWED: {
    vi: 'Quy tắc {policyId} không cho phép gia hạn.',
    en: 'Policy {policyId} allows no extension.',
  },
  CLOCK_EXTENSION_USED_UP: {
    vi: 'Chỉ được hẹn lại {max} lần.',
    en: 'The deadline may be extended only {max} time(s).',
  },
  CLOCK_EXTENSION_TOO_LATE: {
    vi: 'Phải gia hạn chậm nhất lúc {latest} (trước hạn {lead}); nay đã {at}.',
    en: 'The extension had to be made by {latest} ({lead} before the deadline); it is {at}.',
  },
  CLOCK_EXTENSION_REASON: { vi: 'Gia hạn phải ghi rõ lý do.', en: 'An extension must state its reason.' },
  CLOCK_TIME_BACKWARDS: {
    vi: 'Thời điểm {at} sớm hơn việc đã ghi nhận lúc {latest}.',
    en: '{at} is before what has happened at {latest}.',
  },
  CLOCK_NOT_DUE: { vi: 'Chưa đến lúc: đến hạn {dueAt}, nay mới {at}.', en: 'Not due yet: due at {dueAt}, it is {at}.' },
  CLOCK_WARNING_UNKNOWN: {
    vi: 'Đồng hồ {clockId} không có mốc cảnh báo {warningId}.',
    en: 'Clock {clockId} has no warning {warningId}.',
  },
  CLOCK_POLICY_MISMATCH: {
    vi: 'Đồng hồ {clockId} chạy theo quy tắc {expected}, không phải {found}.',
    en: 'Clock {clockId} runs under policy {expected}, not {found}.',
  },
  CLOCK_PAUSE_REASON: {
    vi: 'Dừng tính giờ vì {cause} phải ghi rõ lý do.',
    en: 'A pause for {cause} must state its reason.',
  },
  CLOCK_PAUSE_DOCUMENTS: {
    vi: 'Dừng tính giờ vì {cause} phải nêu đầy đủ, một lần, danh mục giấy tờ.',
    en: 'A pause for {cause} must list all documents, once and in full.',
  },
  CLOCK_RECOMPUTE_REASON: {
    vi: 'Tính lại hạn theo lịch mới phải ghi rõ lý do.',
    en: 'Computing a deadline on a changed calendar must state its reason.',
  },
} as const satisfies Record<ClockProblemCode, Sentence>;

export const dataProblemTexts = {
  DATA_SHAPE: { vi: 'Không đúng lược đồ: {problem} ({detail}).', en: 'Does not fit the schema: {problem} ({detail}).' },
  DATA_EMPTY: { vi: 'Chưa có lịch nào.', en: 'There is no calendar.' },
  DATA_ZONE: { vi: 'Không có múi giờ "{zone}".', en: 'There is no time zone "{zone}".' },
  DATA_ZONE_MISSING: {
    vi: 'Lịch "{id}" và các lịch nó kế thừa chưa có múi giờ.',
    en: 'Neither calendar "{id}" nor what it extends names a zone.',
  },
  DATA_WEEKS_MISSING: {
    vi: 'Lịch "{id}" và các lịch nó kế thừa chưa có giờ làm việc.',
    en: 'Neither calendar "{id}" nor what it extends has weekly hours.',
  },
  DATA_EXTENDS_UNKNOWN: {
    vi: 'Lịch "{id}" kế thừa "{extends}", nhưng không có lịch đó.',
    en: 'Calendar "{id}" extends "{extends}", which was not given.',
  },
  DATA_EXTENDS_LOOP: {
    vi: 'Lịch "{id}" kế thừa vòng quanh chính nó, hoặc quá {limit} tầng.',
    en: 'Calendar "{id}" extends itself in a circle, or has more than {limit} layers.',
  },
  DATA_DUPLICATE: { vi: '"{id}" có hai lần.', en: '"{id}" is there twice.' },
  DATA_RANGE: { vi: '"{range}" không phải khoảng giờ HH:MM-HH:MM.', en: '"{range}" is no range HH:MM-HH:MM.' },
  DATA_DATE: { vi: '"{date}" không phải ngày có thật.', en: '"{date}" is not a real date.' },
  DATA_ORDER: { vi: 'Thứ tự không đúng, chồng lên nhau hoặc quá dài.', en: 'Out of order, overlapping, or too long.' },
  DATA_YEAR: { vi: 'Ngày {on} không thuộc năm {year}.', en: '{on} is not in the year {year}.' },
  DATA_DURATION: {
    vi: '"{duration}" không phải khoảng thời gian ISO 8601.',
    en: '"{duration}" is no ISO 8601 duration.',
  },
  DATA_SPAN: {
    vi: 'Chỉ lập lịch được từ {firstYear} đến {lastYear}, không phải {fromYear}–{toYear}.',
    en: 'Calendars cover {firstYear} to {lastYear}, not {fromYear}–{toYear}.',
  },
  ICAL_FORMAT: { vi: 'Dòng {line} không đúng định dạng iCalendar.', en: 'Line {line} is not iCalendar.' },
  ICAL_TOO_LARGE: { vi: 'Tệp dài hơn {limit} ký tự.', en: 'The file has more than {limit} characters.' },
  ICAL_DATE: {
    vi: '"{value}" không phải ngày dạng YYYYMMDD, hoặc kết thúc trước khi bắt đầu.',
    en: '"{value}" is no date YYYYMMDD, or ends before it begins.',
  },
  ICAL_TIMED: {
    vi: 'Sự kiện có giờ ("{value}"); chỉ nhận sự kiện cả ngày.',
    en: 'The event has a time of day ("{value}"); only all-day events are read.',
  },
  ICAL_REPEATS: {
    vi: 'Sự kiện lặp lại ("{rule}"); hãy ghi từng ngày.',
    en: 'The event repeats ("{rule}"); write each day.',
  },
} as const satisfies Record<DataProblemCode, Sentence>;

export const clockStateTexts = {
  notStarted: { vi: 'chưa bắt đầu', en: 'not started' },
  running: { vi: 'đang tính giờ', en: 'running' },
  paused: { vi: 'tạm dừng tính giờ', en: 'paused' },
  warned: { vi: 'đã cảnh báo', en: 'warned' },
  breached: { vi: 'quá hạn', en: 'overdue' },
  met: { vi: 'đã hoàn thành', en: 'met' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
} as const satisfies Record<ClockState, Sentence>;

export const clockLightTexts = {
  early: { vi: 'trước hạn', en: 'early' },
  onTime: { vi: 'đúng hạn', en: 'on time' },
  atRisk: { vi: 'sắp đến hạn', en: 'at risk' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
} as const satisfies Record<ClockLight, Sentence>;
