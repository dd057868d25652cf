// What is wrong in a DMN file: the Vietnamese sentences (the English ones stand in model/dmn.ts), and how to mend it in both languages.
import { dmnProblems, type DmnDiagnostic, type DmnProblemCode } from '../model/dmn.ts';
import { fill } from '../model/fill.ts';
import type { MessageAndMend } from './diagnostic-text.ts';
import { feelText } from './feel-texts.ts';
import type { Lang, Sentence } from './lang.ts';

export function dmnText({ code, params }: Pick<DmnDiagnostic, 'code' | 'params'>, lang: Lang): MessageAndMend {
  if (!isDmnProblemCode(code)) return { message: feelText({ code, params }, lang), mend: mendOfExpression[lang] };
  return { message: fill((lang === 'vi' ? dmnTextsVi : dmnProblems)[code], params), mend: dmnMends[code][lang] };
}

export function isDmnProblemCode(code: unknown): code is DmnProblemCode {
  return typeof code === 'string' && Object.hasOwn(dmnProblems, code);
}

export const dmnTextsVi = {
  DMN_XML: 'Tệp không phải là XML đúng cú pháp: {reason}.',
  DMN_NOT_DMN:
    'Tệp không phải là DMN: phần tử gốc phải là "definitions" trong không gian tên DMN (phiên bản 1.1 đến 1.5).',
  DMN_TOO_LARGE: 'Tệp có {length} ký tự; giới hạn là {limit}.',
  DMN_CONTENT: 'Có nội dung trong tệp không hiểu được nên bị bỏ qua: {reason}.',
  DMN_REFERENCE: 'Phần tử "{name}" trỏ tới "{reference}", nhưng không có phần tử này.',
  DMN_IMPORT: 'Chưa có mô hình được nhập "{namespace}". Hãy đưa kèm mô hình đó (imports).',
  DMN_CYCLE: 'Quyết định "{name}" cần chính nó: {path}.',
  DMN_DUPLICATE: 'Tên "{name}" được dùng hai lần.',
  DMN_NO_LOGIC: '"{name}" không có nội dung quyết định; giá trị là null.',
  DMN_HIT_POLICY: 'Không có chính sách chọn "{policy}".',
  DMN_CELLS: 'Dòng {rule} có {found} ô; bảng có {expected} cột.',
  DMN_RULES_OVERLAP:
    'Dòng {before} và dòng {rule} cùng khớp một dữ liệu vào, điều mà chính sách chọn {policy} không cho phép.',
  DMN_RULE_UNREACHABLE: 'Dòng {rule} không bao giờ được dùng: dòng {before} đứng trước đã khớp mọi trường hợp của nó.',
} as const satisfies Record<DmnProblemCode, string>;

const mendOfExpression: Sentence = {
  vi: 'Hãy sửa biểu thức FEEL trong ô này.',
  en: 'Correct the FEEL expression in this cell.',
};

export const dmnMends = {
  DMN_XML: {
    vi: 'Hãy lưu lại tệp từ công cụ vẽ, hoặc sửa chỗ XML bị hỏng.',
    en: 'Save the file again from the modeler, or correct the XML.',
  },
  DMN_NOT_DMN: { vi: 'Hãy chọn tệp .dmn.', en: 'Choose a .dmn file.' },
  DMN_TOO_LARGE: { vi: 'Hãy tách thành nhiều tệp.', en: 'Divide it into several files.' },
  DMN_CONTENT: {
    vi: 'Hãy sửa tên phần tử hay thuộc tính, hoặc bỏ đi nếu không cần.',
    en: 'Correct the name of the element or attribute, or remove it if it is not needed.',
  },
  DMN_REFERENCE: {
    vi: 'Hãy sửa tên hoặc mã được trỏ tới, hoặc thêm phần tử đó.',
    en: 'Correct the name or id that it refers to, or add that element.',
  },
  DMN_IMPORT: {
    vi: 'Hãy kiểm tra cùng tệp DMN có không gian tên (namespace) này.',
    en: 'Check it together with the DMN file of that namespace.',
  },
  DMN_CYCLE: {
    vi: 'Hãy bỏ một trong các yêu cầu thông tin trong vòng này.',
    en: 'Remove one of the requirements in the cycle.',
  },
  DMN_DUPLICATE: { vi: 'Hãy đổi tên một trong hai.', en: 'Rename one of the two.' },
  DMN_NO_LOGIC: {
    vi: 'Hãy thêm bảng quyết định hoặc biểu thức, hoặc bỏ quyết định này.',
    en: 'Give it a decision table or an expression, or remove it.',
  },
  DMN_HIT_POLICY: {
    vi: 'Hãy dùng UNIQUE, ANY, FIRST, PRIORITY, RULE ORDER, OUTPUT ORDER hoặc COLLECT.',
    en: 'Use UNIQUE, ANY, FIRST, PRIORITY, RULE ORDER, OUTPUT ORDER or COLLECT.',
  },
  DMN_CELLS: {
    vi: 'Hãy thêm hoặc bớt ô cho đủ mỗi cột một ô.',
    en: 'Give the rule one cell for each column.',
  },
  DMN_RULES_OVERLAP: {
    vi: 'Hãy sửa điều kiện để mỗi dữ liệu vào chỉ khớp một dòng, hoặc chọn chính sách khác (FIRST, COLLECT).',
    en: 'Change the conditions so that one rule matches, or choose another hit policy (FIRST, COLLECT).',
  },
  DMN_RULE_UNREACHABLE: {
    vi: 'Hãy đưa dòng hẹp hơn lên trước, hoặc bỏ dòng này.',
    en: 'Put the narrower rule first, or remove it.',
  },
} as const satisfies Record<DmnProblemCode, Sentence>;
