// What is stuck in a running instance, for the operator.
import type { IncidentCode } from '../model/events.ts';
import { fill } from '../model/fill.ts';
import type { Lang, Sentence } from './lang.ts';
import { wordsOfParams } from './words-of-params.ts';

/** `params` are the incident's; add `element`, the name of the element it is on. */
export function incidentText(
  code: IncidentCode,
  params: Readonly<Record<string, string | number>>,
  lang: Lang,
): string {
  return fill(incidentTexts[code][lang], { ...wordsOfParams(params, lang), ...placesOf(code, params, lang) });
}

/** What was evaluated, where the incident names its place in the model and not its text. */
function placesOf(
  code: IncidentCode,
  { what, expression, reason }: Readonly<Record<string, string | number>>,
  lang: Lang,
): Readonly<Record<string, string>> {
  const wordOf = (place: string): string =>
    Object.hasOwn(placeTexts, place) ? placeTexts[place as keyof typeof placeTexts][lang] : place;
  if (code === 'LOOP_INVALID') return { what: wordOf(String(what)) };
  return code === 'EXPRESSION_FAILED' && String(reason).endsWith('_EXPECTED')
    ? { expression: wordOf(String(expression)) }
    : {};
}

export const placeTexts = {
  condition: { vi: 'điều kiện', en: 'condition' },
  assignee: { vi: 'người được giao', en: 'assignee' },
  candidates: { vi: 'những người hoặc nhóm có thể nhận', en: 'candidates' },
  dueDate: { vi: 'hạn', en: 'due date' },
  followUpDate: { vi: 'ngày nhắc lại', en: 'follow-up date' },
  retries: { vi: 'số lần làm', en: 'number of attempts' },
  'job type': { vi: 'loại việc', en: 'job type' },
  collection: { vi: 'danh sách để lặp', en: 'the collection' },
  cardinality: { vi: 'số lượt', en: 'the number of rounds' },
  loopMaximum: { vi: 'số lượt tối đa', en: 'the most rounds' },
  numberOfInstances: { vi: 'số lượt', en: 'the number of rounds' },
  activeElements: { vi: 'danh sách việc sẽ làm', en: 'the list of activities' },
} as const satisfies Record<string, Sentence>;

export const incidentTexts = {
  EXPRESSION_FAILED: {
    vi: 'Biểu thức "{expression}" tại "{element}" không tính được: {reason}. Hãy sửa biến rồi cho chạy lại.',
    en: 'The expression "{expression}" at "{element}" could not be evaluated: {reason}. Correct the variables, then retry.',
  },
  NO_FLOW_TAKEN: {
    vi: 'Không có điều kiện nào đúng sau "{element}" ({flows}) và không có luồng mặc định. Hãy sửa biến rồi cho chạy lại.',
    en: 'No condition after "{element}" is true ({flows}) and there is no default flow. Correct the variables, then retry.',
  },
  JOIN_DEADLOCK: {
    vi: 'Cổng hội "{element}" chờ mãi: không còn nhánh nào có thể đến qua {missing}. Quy trình cần được sửa; hãy bỏ các nhánh đang chờ ở cổng này (modify), hủy hồ sơ hoặc chuyển sang phiên bản mới.',
    en: 'The join "{element}" waits forever: nothing can arrive through {missing} any more. The process must be corrected; take away what waits at this join (modify), cancel the instance or migrate it.',
  },
  JOB_RETRIES_EXHAUSTED: {
    vi: 'Tác vụ máy "{element}" đã hết lượt thử lại. Lỗi cuối cùng: {message}. Hãy khắc phục nguyên nhân rồi cho chạy lại.',
    en: 'The job of "{element}" has used up its retries. Last failure: {message}. Remove the cause, then retry.',
  },
  STEP_LIMIT: {
    vi: 'Một bước đã đi qua quá {limit} phần tử: quy trình có vòng lặp vô tận quanh "{element}".',
    en: 'One step went through more than {limit} elements: the process has an endless loop around "{element}".',
  },
  LOOP_INVALID: {
    vi: 'Không thể thực hiện "{element}": {what} không dùng được ({found}). Hãy sửa biến rồi cho chạy lại.',
    en: '"{element}" cannot be performed: {what} is not usable ({found}). Correct the variables, then retry.',
  },
  TIMER_INVALID: {
    vi: 'Thời gian "{value}" của "{element}" không hợp lệ: {reason}. Hãy sửa biến rồi cho chạy lại.',
    en: 'The time "{value}" of "{element}" is not valid: {reason}. Correct the variables, then retry.',
  },
  CORRELATION_INVALID: {
    vi: 'Khóa đối chiếu thông điệp "{message}" tại "{element}" không phải là chuỗi hay số ({found}). Hãy sửa biến rồi cho chạy lại.',
    en: 'The correlation key of message "{message}" at "{element}" is neither a text nor a number ({found}). Correct the variables, then retry.',
  },
  CALL_UNKNOWN: {
    vi: '"{element}" gọi một quy trình không xác định được ({found}). Hãy sửa biến hoặc triển khai quy trình đó rồi cho chạy lại.',
    en: '"{element}" calls a process that is not known ({found}). Correct the variables or deploy that process, then retry.',
  },
  DECISION_UNKNOWN: {
    vi: '"{element}" hỏi một quyết định chưa được triển khai ({found}). Hãy triển khai tệp DMN rồi cho chạy lại.',
    en: '"{element}" asks a decision that is not deployed ({found}). Deploy its DMN file, then retry.',
  },
  DECISION_FAILED: {
    vi: 'Quyết định "{decision}" mà "{element}" hỏi không có trả lời đúng (tại "{at}"): {reason}. Hãy sửa biến, hoặc triển khai quyết định đã sửa, rồi cho chạy lại.',
    en: 'The decision "{decision}" asked by "{element}" has no valid answer (at "{at}"): {reason}. Correct the variables, or deploy the corrected decision, then retry.',
  },
  CALL_FAILED: {
    vi: 'Quy trình "{process}" do "{element}" gọi đã kết thúc mà không hoàn thành: {reason}. Cho chạy lại sẽ gọi lại từ đầu.',
    en: 'The process "{process}" called by "{element}" ended without completing: {reason}. A retry calls it anew.',
  },
  COMPENSATION_CANCELLED: {
    vi: 'Việc bù trừ quy trình "{process}" do "{element}" gọi đã bị hủy: {reason}. Cho chạy lại sẽ bỏ qua phần này và bù trừ tiếp phần còn lại.',
    en: 'The compensation of the process "{process}" called by "{element}" was cancelled: {reason}. A retry leaves it as it is and goes on with the rest.',
  },
  CLOCK_INVALID: {
    vi: 'Không tính được đồng hồ thời hạn của "{element}": {reason}.',
    en: 'The SLA clock of "{element}" cannot be computed: {reason}.',
  },
  DATA_INPUTS_MISSING: {
    vi: '"{element}" chưa thể bắt đầu: chưa có dữ liệu vào bắt buộc ({missing}). Khi có đủ, bước này tự bắt đầu; nếu không, hãy sửa biến rồi cho chạy lại.',
    en: '"{element}" cannot begin: data inputs that it needs have no value ({missing}). It begins by itself once they have; else correct the variables, then retry.',
  },
  DATA_OUTPUTS_MISSING: {
    vi: '"{element}" đã xong nhưng thiếu dữ liệu ra bắt buộc ({missing}). Hãy cho giá trị rồi cho chạy lại.',
    en: '"{element}" is done, but data outputs that it must give have no value ({missing}). Give them, then retry.',
  },
} as const satisfies Record<IncidentCode, Sentence>;
