// Vietnamese sentences of what is wrong in a DMN file; the English ones stand in model/dmn.ts.
import { dmnProblems, type DmnProblemCode } from '../model/dmn.ts';

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
} as const satisfies Record<DmnProblemCode, string>;
