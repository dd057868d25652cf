// `quytrinh instances import`: an exported instance goes on in another store.
import { command } from '../command.ts';
import { actorOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesImportCommand = command({
  name: 'instances import',
  summary: { vi: 'Nhận một hồ sơ đã xuất vào kho', en: 'Takes an exported instance into a store' },
  about: {
    vi: [
      'Tài liệu được kiểm chứng trước; chuỗi băm giữ nguyên, thêm một mục ghi nguồn gốc. Mã hồ sơ không được có sẵn trong kho.',
      'Quy trình của hồ sơ phải có trong kho. --with-definition: nếu chưa có thì nhận kèm dưới dạng dự thảo, không làm đổi phiên bản đang hiệu lực.',
    ].join('\n'),
    en: [
      'The document is verified first; its chain stays as it was, and one entry more says whence it came. Its id must not be in the store.',
      'Its definition must be there. --with-definition: where it is not, it is kept as a draft, and what is in force stays so.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho> <tệp .json>', en: '<store> <.json file>' }, min: 2, max: 2 },
  options: {
    'with-definition': {
      kind: 'flag',
      about: { vi: 'nhận kèm quy trình dưới dạng dự thảo', en: 'keep its definition too, as a draft' },
    },
    actor: actorOption,
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    { line: 'quytrinh instances import kho2.db ho-so.json', meaning: { vi: 'Nhận một hồ sơ', en: 'Take one in' } },
    {
      line: 'quytrinh instances import kho2.db ho-so.json --with-definition --actor an',
      meaning: { vi: 'Kèm quy trình, ghi người thực hiện', en: 'With its definition, and who did it' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { importOne } = await import('../ops/import.ts');
    return importOne(operands, options, shell);
  },
});
