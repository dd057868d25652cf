// Vietnamese words of what is wrong with a value or with a schema; the English ones stand in model/schema.ts.
import { fill } from '../model/fill.ts';
import {
  schemaFaults,
  schemaProblems,
  type SchemaFault,
  type SchemaFaultCode,
  type SchemaProblem,
  type SchemaProblemCode,
} from '../model/schema.ts';
import type { Lang } from './lang.ts';

/** Ends the sentence that names the value: `"/a/b" is …`. */
export function schemaText({ code, params }: Pick<SchemaProblem, 'code' | 'params'>, lang: Lang): string {
  if (lang === 'en') return fill(schemaProblems[code], params);
  const words: Record<string, string | number> = { ...params };
  if (code === 'TYPE') words['expected'] = namesVi(String(params['expected']), typesVi);
  if (code === 'FORMAT') words['format'] = namesVi(String(params['format']), formatsVi);
  return fill(schemaTextsVi[code], words);
}

function namesVi(names: string, words: Readonly<Record<string, string>>): string {
  return names
    .split(' | ')
    .map((name) => (Object.hasOwn(words, name) ? words[name] : name))
    .join(' hoặc ');
}

const typesVi = {
  string: 'văn bản',
  number: 'số',
  integer: 'số nguyên',
  boolean: 'đúng hoặc sai (true, false)',
  array: 'danh sách',
  object: 'đối tượng',
  null: 'để trống (null)',
};
const formatsVi = {
  date: 'ngày (năm-tháng-ngày)',
  'date-time': 'ngày giờ có múi giờ',
  time: 'giờ',
  duration: 'khoảng thời gian ISO 8601',
  email: 'thư điện tử',
};

export function schemaFaultText({ code, params }: Pick<SchemaFault, 'code' | 'params'>, lang: Lang): string {
  return fill((lang === 'vi' ? schemaFaultTextsVi : schemaFaults)[code], params);
}

export function isSchemaProblemCode(code: unknown): code is SchemaProblemCode {
  return typeof code === 'string' && Object.hasOwn(schemaProblems, code);
}

export function isSchemaFaultCode(code: unknown): code is SchemaFaultCode {
  return typeof code === 'string' && Object.hasOwn(schemaFaults, code);
}

export const schemaTextsVi = {
  TYPE: 'không thuộc kiểu {expected}',
  ENUM: 'không phải là một trong {expected}',
  REQUIRED: 'thiếu "{name}" là mục bắt buộc',
  UNKNOWN_NAME: 'có "{name}" chưa được khai báo',
  MINIMUM: 'nhỏ hơn {limit}',
  MAXIMUM: 'lớn hơn {limit}',
  EXCLUSIVE_MINIMUM: 'không lớn hơn {limit}',
  EXCLUSIVE_MAXIMUM: 'không nhỏ hơn {limit}',
  MULTIPLE_OF: 'không phải là bội số của {limit}',
  MIN_LENGTH: 'ngắn hơn {limit} ký tự',
  MAX_LENGTH: 'dài hơn {limit} ký tự',
  PATTERN: 'không đúng dạng {pattern}',
  FORMAT: 'không đúng định dạng {format}',
  MIN_ITEMS: 'là danh sách có ít hơn {limit} mục',
  MAX_ITEMS: 'là danh sách có nhiều hơn {limit} mục',
  UNIQUE_ITEMS: 'là danh sách có mục trùng nhau',
  MIN_PROPERTIES: 'là đối tượng có ít hơn {limit} mục',
  MAX_PROPERTIES: 'là đối tượng có nhiều hơn {limit} mục',
  ANY_OF: 'không thuộc loại nào trong các loại được phép',
  ONE_OF: 'thuộc {count} loại cùng lúc trong khi chỉ được thuộc đúng một loại',
  NOT: 'thuộc loại bị loại trừ',
  NEVER: 'không được phép có',
  TOO_MUCH: 'quá lớn, không thể kiểm tra ({limit} bước)',
} as const satisfies Record<SchemaProblemCode, string>;

export const schemaFaultTextsVi = {
  NOT_SCHEMA: 'lược đồ phải là một đối tượng, true hoặc false',
  NOT_OBJECT: 'tập biến là một đối tượng: lược đồ phải có "type": "object"',
  KEYWORD_UNKNOWN: 'không hỗ trợ từ khóa "{keyword}"',
  KEYWORD_VALUE: 'giá trị của "{keyword}" không hợp lệ',
  PATTERN_INVALID: 'mẫu "{pattern}" không phải là biểu thức chính quy dùng được ở đây',
  FORMAT_UNKNOWN: 'không hỗ trợ định dạng "{format}". Các định dạng: {known}',
  REF_REMOTE: '"{ref}" dẫn ra ngoài lược đồ; chỉ theo "#" và "#/…"',
  REF_UNKNOWN: '"{ref}" không dẫn tới đâu',
  REF_CIRCLE: '"{ref}" dẫn trở lại chính nó',
  TOO_DEEP: 'lồng nhau sâu hơn {limit} cấp',
} as const satisfies Record<SchemaFaultCode, string>;
