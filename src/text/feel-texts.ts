// Vietnamese sentences of what is wrong with a FEEL expression; the English ones stand in model/feel.ts.
import { feelProblems } from '../model/feel.ts';
import type { FeelProblem, FeelProblemCode } from '../model/feel.ts';
import { fill } from '../model/fill.ts';
import type { Lang } from './lang.ts';

export function feelText(problem: Pick<FeelProblem, 'code' | 'params'>, lang: Lang): string {
  if (lang === 'en') return fill(feelProblems[problem.code], problem.params);
  const { suggestion } = problem.params;
  const params =
    suggestion === undefined ? problem.params : { ...problem.params, suggestion: suggestionVi(String(suggestion)) };
  return fill(feelTextsVi[problem.code], params);
}

export function isFeelProblemCode(code: unknown): code is FeelProblemCode {
  return typeof code === 'string' && Object.hasOwn(feelProblems, code);
}

/** The compiler proposes a name as a piece of an English sentence: ` Did you mean "x"?`. */
export function suggestionVi(suggestion: string): string {
  return suggestion.replace(/Did you mean (".*")\?/, 'Có phải ý là $1?');
}

export const feelTextsVi = {
  FEEL_SYNTAX: 'FEEL không hợp lệ tại "{found}": cần {expected}.',
  FEEL_STRING_OPEN: 'Chuỗi bắt đầu ở đây không được đóng lại. Hãy thêm dấu " còn thiếu.',
  FEEL_TOO_LONG: 'Biểu thức dài {length} ký tự; giới hạn là {limit}.',
  FEEL_TOO_DEEP: 'Biểu thức lồng nhau sâu hơn {limit} cấp. Hãy tách ra.',
  FEEL_UNKNOWN_FUNCTION: 'Không có hàm "{name}".{suggestion}',
  FEEL_ARGUMENT_COUNT: 'Hàm "{name}" nhận {expected} đối số, không phải {found}.',
  FEEL_UNKNOWN_PARAMETER: 'Hàm "{name}" không có tham số "{parameter}". Các tham số: {known}.',
  FEEL_UNKNOWN_TYPE: 'Không có kiểu "{name}".{suggestion}',
  FEEL_LITERAL: '"{text}" không phải là ngày, giờ, ngày giờ hay khoảng thời gian.',
  FEEL_EXTERNAL_FUNCTION: 'Không chạy hàm bên ngoài (Java, PMML). Hãy viết hàm bằng FEEL.',

  FEEL_STEPS: 'Việc tính toán bị dừng sau {limit} bước.',
  FEEL_DEPTH: 'Việc tính toán bị dừng: lời gọi hoặc giá trị lồng nhau sâu hơn {limit} cấp.',
  FEEL_STRING_LENGTH: 'Việc tính toán bị dừng: có chuỗi dài hơn {limit} ký tự.',
  FEEL_VALUE_SIZE: 'Việc tính toán bị dừng: có giá trị gồm hơn {limit} phần tử.',
  FEEL_REGEX_STEPS: 'Việc tính toán bị dừng: đối chiếu mẫu "{pattern}" cần hơn {limit} bước.',
  FEEL_UNKNOWN_VARIABLE: 'Không có biến "{name}"; coi như null.',
  FEEL_NO_ENTRY: 'Giá trị kiểu {type} không có mục "{name}"; coi như null.',
  FEEL_OPERANDS: 'Không thể áp dụng phép {operator} cho {left} và {right}; kết quả là null.',
  FEEL_DIVISION_BY_ZERO: 'Chia cho 0; kết quả là null.',
  FEEL_NUMBER_RANGE: 'Kết quả của {operator} không phải là số hữu hạn; coi như null.',
  FEEL_TEMPORAL_RANGE: 'Kết quả của {operator} không phải là ngày, giờ hay khoảng thời gian hợp lệ; coi như null.',
  FEEL_NOT_A_FUNCTION: 'Giá trị kiểu {type} bị gọi như một hàm; kết quả là null.',
  FEEL_ARGUMENT: 'Hàm "{name}": đối số "{parameter}" phải là {expected}, không phải {found}; kết quả là null.',
  FEEL_NO_RESULT: 'Hàm "{name}" không có kết quả với các đối số này; coi như null.',
  FEEL_PATTERN:
    '"{pattern}" không phải là biểu thức chính quy hợp lệ (hoặc cờ "{flags}" không hợp lệ); kết quả là null.',
  FEEL_ITERATION: 'Vòng lặp cần một danh sách hoặc một khoảng có giới hạn, không phải {type}; kết quả là null.',
  FEEL_VALUE_TYPE: 'Giá trị của "{name}" phải là {expected}, không phải {found}; coi như null.',
  FEEL_VALUE_NOT_ALLOWED: 'Giá trị của "{name}" không nằm trong các giá trị được phép.',
  FEEL_TABLE_MATCHES:
    'Bảng quyết định với chính sách chọn {policy}: các dòng {rules} cùng khớp và mâu thuẫn nhau; kết quả là null.',
  FEEL_TABLE_AGGREGATION: 'Bảng quyết định: không tính được {name} từ kết quả của các dòng {rules}; kết quả là null.',
  FEEL_CONDITION: 'Điều kiện phải là true hoặc false, không phải {type}.',
} as const satisfies Record<FeelProblemCode, string>;
