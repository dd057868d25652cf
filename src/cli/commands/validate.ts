// `quytrinh validate`: what is wrong in BPMN and DMN files, where, why and how to mend it.
import { command } from '../command.ts';

export const validateCommand = command({
  name: 'validate',
  summary: {
    vi: 'Kiểm tra tệp BPMN và DMN: sai gì, ở đâu, sửa thế nào',
    en: 'Checks BPMN and DMN files: what is wrong, where, and how to mend it',
  },
  about: {
    vi: [
      'Đọc từng tệp như XML và như BPMN 2.0, chạy mọi quy tắc kiểm tra (kể cả bế tắc và nhánh không bao giờ tới), và báo trước những gì',
      'sẽ bị từ chối khi triển khai một quy trình thực thi được. Mỗi vấn đề có vị trí tệp:dòng:cột, mức độ, mã, giải thích và cách sửa.',
      'Tệp DMN được đọc như khi triển khai: ô không đọc được, tham chiếu không có, chính sách chọn, các dòng chồng nhau hay không bao giờ tới.',
      'Khi kiểm tra cùng tệp DMN, tác vụ quy tắc hỏi quyết định không có trong các tệp ấy cũng bị báo.',
      'Thư mục nghĩa là mọi tệp .bpmn, .bpmn20.xml và .dmn bên trong (bỏ qua thư mục ẩn và node_modules). Mẫu tên có thể dùng **, *, ?, [ ], { }.',
      'Cảnh báo và lưu ý được in ra nhưng không làm lệnh thất bại.',
    ].join('\n'),
    en: [
      'Reads each file as XML and as BPMN 2.0, runs every rule (deadlocks and branches that are never reached among them), and says beforehand',
      'what deployment of an executable process would refuse. Each finding has file:line:column, severity, code, explanation and mend.',
      'DMN files are read as at deployment: cells that cannot be read, unknown references, hit policies, rules that overlap or are never reached.',
      'Together with DMN files, business rule tasks that ask a decision which none of them has are told too.',
      'A folder means all .bpmn, .bpmn20.xml and .dmn files in it (hidden folders and node_modules left out). Patterns may use **, *, ?, [ ], { }.',
      'Warnings and notes are shown but do not make the command fail.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<tệp|thư mục|mẫu>…', en: '<file|folder|glob>…' }, min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    format: {
      kind: 'choice',
      choices: ['pretty', 'json'],
      about: {
        vi: 'pretty: cho người đọc, kèm dòng nguồn; json: { files, problems: […] } cho chương trình',
        en: 'pretty: for people, with the source line; json: { files, problems: […] } for programs',
      },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'không có lỗi (có thể có cảnh báo)', en: 'no error (there may be warnings)' } },
    {
      code: 1,
      meaning: {
        vi: 'có ít nhất một lỗi, hoặc một tệp không đọc được',
        en: 'at least one error, or a file that cannot be read',
      },
    },
    { code: 2, meaning: { vi: 'gọi sai cách, hoặc không có tệp nào khớp', en: 'wrong use, or no file matches' } },
  ],
  examples: [
    {
      line: 'quytrinh validate processes',
      meaning: { vi: 'Kiểm tra mọi quy trình trong một thư mục', en: 'Check every procedure in a folder' },
    },
    {
      line: "quytrinh validate 'quy-trinh/**/*.bpmn' --format json --lang en",
      meaning: { vi: 'Kết quả JSON, bằng tiếng Anh, cho CI', en: 'JSON in English, for CI' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { validateFiles } = await import('../check/validate-files.ts');
    return validateFiles(operands, options, shell);
  },
});
