// Why something could not be done or was ended, and what was found instead of what was expected.
import { fill } from '../model/fill.ts';
import { foundWords, reasonCodes, type ReasonCode, type ReasonParams } from '../model/reasons.ts';
import type { Lang, Sentence } from './lang.ts';

export const reasonTexts = {
  TEXT_EXPECTED: { vi: 'phải là một chuỗi, nhưng là {found}', en: 'a text expected, found {found}' },
  LIST_EXPECTED: { vi: 'phải là một danh sách, nhưng là {found}', en: 'a list expected, found {found}' },
  BOOLEAN_EXPECTED: { vi: 'phải là true hoặc false, nhưng là {found}', en: 'true or false expected, found {found}' },
  COUNT_EXPECTED: {
    vi: 'phải là số nguyên từ 1 trở lên, nhưng là {found}',
    en: 'a whole number from 1 on expected, found {found}',
  },
  TIME_TEXT_EXPECTED: { vi: 'phải là chuỗi theo ISO 8601 hoặc cron', en: 'a text by ISO 8601 or cron expected' },
  CALENDAR_MISSING: { vi: 'không có lịch làm việc', en: 'there is no calendar' },
  POLICY_NOT_IN_FORCE: {
    vi: 'không có chính sách thời hạn "{policy}" có hiệu lực ngày {on}',
    en: 'no SLA policy "{policy}" in force on {on}',
  },
  CLOCK_MISSING: { vi: 'không có đồng hồ {clockId}', en: 'there is no clock {clockId}' },
  ERROR_UNCAUGHT: {
    vi: 'lỗi {error} do "{thrower}" báo không có nơi nào tiếp nhận',
    en: 'error {error} thrown by "{thrower}" was not caught',
  },
  CALLER_ENDED_CALL: {
    vi: 'quy trình gọi ({callerId}) đã kết thúc lời gọi',
    en: 'the caller ({callerId}) ended the call',
  },
  STEP_VALUES: {
    vi: 'các giá trị của một bước vượt quá {limit} byte',
    en: 'the values of one step come to more than {limit} bytes',
  },
  NO_ANSWER: { vi: 'không có trả lời ({cause}) đến {by}', en: 'no answer ({cause}) by {by}' },
} as const satisfies Record<ReasonCode, Sentence>;

export const foundTexts = {
  NULL: { vi: 'null (có thiếu biến không?)', en: 'null (is a variable missing?)' },
  LIST: { vi: 'một danh sách', en: 'a list' },
  CONTEXT: { vi: 'một đối tượng', en: 'a context' },
} as const satisfies Record<(typeof foundWords)[number], Sentence>;

/** Sentence of a code; null: it is none, but somebody's own words. */
export function reasonText(reason: string, params: ReasonParams, lang: Lang): string | null {
  const code = reasonCodes.find((one) => one === reason);
  return code === undefined ? null : fill(reasonTexts[code][lang], params);
}

export function foundText(found: string, lang: Lang): string {
  const word = foundWords.find((one) => one === found);
  return word === undefined ? found : foundTexts[word][lang];
}
