// `quytrinh instances export`: one instance as a document.
import { command } from '../command.ts';
import { storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesExportCommand = command({
  name: 'instances export',
  summary: { vi: 'Xuất một hồ sơ thành tài liệu JSON', en: 'Writes one instance as a JSON document' },
  about: {
    vi: [
      'Tài liệu gồm nhật ký, trạng thái và tệp quy trình, tự chứng minh được: quytrinh audit verify <tệp .json>.',
      'Hồ sơ vẫn chạy tiếp ở kho này: hãy tạm dừng hoặc hủy nếu kho khác tiếp nhận. Bị từ chối khi còn thông điệp chưa gửi xong.',
    ].join('\n'),
    en: [
      'The document holds the journal, the state and the file of the process, and proves itself: quytrinh audit verify <.json file>.',
      'The instance goes on here: suspend or cancel it when another store takes it over. Refused while something it sent is on its way.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho> <mã hồ sơ>', en: '<store> <instance>' }, min: 2, max: 2 },
  options: {
    out: {
      kind: 'value',
      shown: 'FILE',
      about: { vi: 'tệp mới để ghi; không có: in ra', en: 'a new file to write; without: printed' },
    },
    schema: storeOptions.schema,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances export kho.db 0197f0a2-6c1e-7000-8000-000000000001 --out ho-so.json',
      meaning: { vi: 'Xuất vào một tệp', en: 'Into a file' },
    },
    {
      line: 'quytrinh instances export postgres://localhost/qt 0197f0a2-6c1e-7000-8000-000000000001 --lang en',
      meaning: { vi: 'In ra từ kho PostgreSQL', en: 'Printed, from a PostgreSQL store' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { exportOne } = await import('../ops/export.ts');
    return exportOne(operands, options, shell);
  },
});
