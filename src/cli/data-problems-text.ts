// What is wrong in a data file, each with its place. Findings of the JSON Schema come from its checker in English, beside the rule.
import type { DataProblem, DataProblemCode } from '../model/calendar.ts';
import { fill } from '../model/fill.ts';
import type { Lang, Sentence } from '../text/index.ts';

export function dataProblemsText(problems: readonly DataProblem[], lang: Lang): string {
  const shown = problems.slice(0, MOST_SHOWN).map(({ code, path, params }) => {
    const sentence = fill(dataProblemTexts[code][lang], params);
    return path === '' ? sentence : `${path}: ${sentence}`;
  });
  return [...shown, ...(problems.length > MOST_SHOWN ? ['…'] : [])].join('; ');
}

const MOST_SHOWN = 5;

const dataProblemTexts = {
  DATA_SHAPE: { vi: 'sai mẫu ({rule}: {problem})', en: 'wrong shape ({rule}: {problem})' },
  DATA_EMPTY: { vi: 'không có lịch nào', en: 'there is no calendar' },
  DATA_ZONE: { vi: 'không có múi giờ "{zone}"', en: 'there is no time zone "{zone}"' },
  DATA_ZONE_MISSING: { vi: 'thiếu múi giờ (zone)', en: 'the time zone (zone) is missing' },
  DATA_WEEKS_MISSING: { vi: 'thiếu giờ làm việc trong tuần (weeks)', en: 'the weekly hours (weeks) are missing' },
  DATA_EXTENDS_UNKNOWN: { vi: 'không có lịch gốc được kế thừa (extends)', en: 'the calendar it extends is not known' },
  DATA_EXTENDS_LOOP: { vi: 'các lịch kế thừa nhau thành vòng', en: 'the calendars extend one another in a circle' },
  DATA_DUPLICATE: { vi: '"{id}" được khai hai lần', en: '"{id}" is said twice' },
  DATA_RANGE: { vi: 'khoảng giờ "{range}" không đúng', en: 'the hours "{range}" are not right' },
  DATA_DATE: { vi: 'ngày "{date}" không có thật', en: 'there is no day "{date}"' },
  DATA_ORDER: { vi: 'thứ tự không đúng, hoặc quá dài', en: 'the order is not right, or it is too long' },
  DATA_YEAR: { vi: 'ngày {on} không thuộc năm {year}', en: '{on} does not belong to the year {year}' },
  DATA_DURATION: { vi: 'độ dài thời gian không đúng', en: 'the duration is not right' },
  DATA_SPAN: {
    vi: 'lịch chỉ tính được từ năm {firstYear} đến {lastYear}',
    en: 'calendars go from {firstYear} to {lastYear}',
  },
  ICAL_FORMAT: { vi: 'không phải iCalendar', en: 'it is not iCalendar' },
  ICAL_TOO_LARGE: { vi: 'tệp iCalendar quá lớn', en: 'the iCalendar file is too large' },
  ICAL_DATE: { vi: 'ngày trong iCalendar không đúng', en: 'a date of the iCalendar is not right' },
  ICAL_TIMED: { vi: 'chỉ nhận sự kiện cả ngày', en: 'only events of whole days are taken' },
  ICAL_REPEATS: { vi: 'không nhận sự kiện lặp', en: 'repeated events are not taken' },
} as const satisfies Record<DataProblemCode, Sentence>;
