// What is stuck in a running instance, for the operator.
import type { IncidentCode } from '../model/events.ts';
import { fill } from '../model/fill.ts';
import type { Lang, Sentence } from './lang.ts';

export function incidentText(
  code: IncidentCode,
  params: Readonly<Record<string, string | number>>,
  lang: Lang,
): string {
  return fill(incidentTexts[code][lang], params);
}

export const incidentTexts = {
  EXPRESSION_FAILED: {
    vi: 'Biểu thức "{text}" không tính được: {problem} Hãy sửa biến rồi cho chạy lại.',
    en: 'The expression "{text}" could not be evaluated: {problem} Correct the variables, then retry.',
  },
  NO_FLOW_TAKEN: {
    vi: 'Không có điều kiện nào đúng sau "{element}" và không có luồng mặc định. Hãy sửa biến rồi cho chạy lại.',
    en: 'No condition after "{element}" is true and there is no default flow. Correct the variables, then retry.',
  },
  JOIN_DEADLOCK: {
    vi: 'Cổng hội "{element}" chờ mãi: không còn nhánh nào có thể đến qua {flows}. Quy trình cần được sửa; hãy hủy hoặc chuyển hồ sơ sang phiên bản mới.',
    en: 'The join "{element}" waits forever: nothing can arrive through {flows} any more. The process must be corrected; cancel the instance or migrate it.',
  },
  JOB_RETRIES_EXHAUSTED: {
    vi: 'Tác vụ máy "{element}" đã hết lượt thử lại. Lỗi cuối cùng: {message} Hãy khắc phục nguyên nhân rồi cho chạy lại.',
    en: 'The job of "{element}" has used up its retries. Last failure: {message} Remove the cause, then retry.',
  },
  STEP_LIMIT: {
    vi: 'Một bước đã đi qua quá {limit} phần tử: quy trình có vòng lặp vô tận quanh "{element}".',
    en: 'One step went through more than {limit} elements: the process has an endless loop around "{element}".',
  },
  LOOP_INVALID: {
    vi: 'Không thể lặp "{element}": {problem} Hãy sửa biến rồi cho chạy lại.',
    en: '"{element}" cannot be repeated: {problem} Correct the variables, then retry.',
  },
  TIMER_INVALID: {
    vi: 'Hẹn giờ của "{element}" không hợp lệ: {problem} Hãy sửa biến rồi cho chạy lại.',
    en: 'The timer of "{element}" is not valid: {problem} Correct the variables, then retry.',
  },
  CORRELATION_INVALID: {
    vi: 'Khóa đối chiếu thông điệp của "{element}" không phải là chuỗi hay số. Hãy sửa biến rồi cho chạy lại.',
    en: 'The correlation key of "{element}" is neither a text nor a number. Correct the variables, then retry.',
  },
  CALL_UNKNOWN: {
    vi: '"{element}" gọi quy trình "{process}" nhưng quy trình này chưa được triển khai. Hãy triển khai rồi cho chạy lại.',
    en: '"{element}" calls the process "{process}", which is not deployed. Deploy it, then retry.',
  },
  CLOCK_INVALID: {
    vi: 'Không tính được đồng hồ thời hạn của "{element}": {problem}',
    en: 'The SLA clock of "{element}" cannot be computed: {problem}',
  },
} as const satisfies Record<IncidentCode, Sentence>;
