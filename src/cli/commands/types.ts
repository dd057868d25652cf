// `quytrinh types`: the declared types of a BPMN file, as TypeScript.
import { command } from '../command.ts';

export const typesCommand = command({
  name: 'types',
  summary: {
    vi: 'Sinh kiểu TypeScript từ lược đồ dữ liệu khai báo trong tệp BPMN',
    en: 'Writes TypeScript types for the data that a BPMN file declares',
  },
  about: {
    vi: [
      'Đọc lược đồ JSON Schema (quytrinh:schema) của quy trình, công việc và thông điệp, rồi viết ra kiểu TypeScript tương ứng: biến của mỗi',
      'quy trình, dữ liệu vào và ra của mỗi bước, nội dung của mỗi thông điệp. Tệp sinh ra không phụ thuộc gói nào. Những gì kiểu không nói',
      'được (giới hạn, mẫu) vẫn được bộ máy kiểm tra khi dữ liệu đi vào.',
    ].join('\n'),
    en: [
      'Reads the JSON Schemas (quytrinh:schema) of processes, activities and messages, and writes them as TypeScript: the variables of each',
      'process, what goes into each step and comes out, what each message brings. The file that is made needs no package. What a type cannot',
      'say (limits, patterns) is still checked by the engine when data come in.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<tệp.bpmn>', en: '<file.bpmn>' }, min: 1, max: 1 },
  options: {
    out: {
      kind: 'value',
      shown: '<file.ts>',
      about: { vi: 'ghi vào tệp này thay vì in ra', en: 'write to this file instead of printing' },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'đã sinh kiểu', en: 'the types were written' } },
    { code: 1, meaning: { vi: 'tệp BPMN có lỗi', en: 'the BPMN file has errors' } },
    {
      code: 2,
      meaning: { vi: 'gọi sai cách, hoặc không ghi được tệp', en: 'wrong use, or the file cannot be written' },
    },
  ],
  examples: [
    {
      line: 'quytrinh types quy-trinh.bpmn --out src/quy-trinh.types.ts',
      meaning: { vi: 'Ghi kiểu của một quy trình vào mã nguồn', en: 'Write the types of a procedure into the sources' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { typesCommand: run } = await import('../types/types-command.ts');
    return run(operands[0] ?? '', options.out, shell);
  },
});
