// `quytrinh migrate`: running instances go on under another version.
import { command } from '../command.ts';
import { actorOption, doOption, pageOptions, reasonOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const migrateCommand = command({
  name: 'migrate',
  summary: { vi: 'Chuyển hồ sơ đang chạy sang phiên bản khác', en: 'Takes running instances to another version' },
  about: {
    vi: [
      'Không có --do: kiểm tra từng hồ sơ và nêu lý do của mỗi hồ sơ không chuyển được. Có --do: từng hồ sơ một, mỗi hồ sơ là một bước được ghi lại.',
      '--map: phần tử hoặc luồng đổi mã. Sau sự cố: chạy lại với --cursor và --key đã in ra, hồ sơ nào xong rồi không làm lại.',
    ].join('\n'),
    en: [
      'Without --do: looks at each instance and says why those that can’t go can’t. With --do: one by one, each a step that is written down.',
      '--map: elements or flows whose id has changed. After a crash: run it again with the --cursor and --key that were shown; what is done is not done twice.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho>', en: '<store>' }, min: 1, max: 1 },
  options: {
    process: { kind: 'value', required: true, shown: 'ID', about: { vi: 'quy trình', en: 'the process' } },
    to: {
      kind: 'value',
      required: true,
      shown: 'VERSION',
      about: { vi: 'sang phiên bản này (số hoặc mã băm)', en: 'to this version (its number or hash)' },
    },
    from: {
      kind: 'value',
      shown: 'VERSION',
      about: {
        vi: 'chỉ từ phiên bản này; mặc định: mọi phiên bản khác',
        en: 'only from this one; else from all others',
      },
    },
    map: {
      kind: 'list',
      shown: 'OLD=NEW',
      about: { vi: 'mã cũ=mã mới của phần tử hoặc luồng', en: 'old id=new id of an element or flow' },
    },
    reason: reasonOption,
    do: doOption,
    limit: {
      kind: 'value',
      shown: 'N',
      about: {
        vi: 'số hồ sơ tối đa của mỗi phiên bản, mặc định 1000',
        en: 'most instances of each version, 1000 when nothing is said',
      },
    },
    cursor: pageOptions.cursor,
    key: {
      kind: 'value',
      shown: 'KEY',
      about: { vi: 'khóa chống lặp của lần chạy trước', en: 'idempotency key of the run before' },
    },
    actor: actorOption,
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh migrate kho.db --process cap_phep --to 3 --reason QD-12',
      meaning: { vi: 'Xem hồ sơ nào chuyển được', en: 'See which can go' },
    },
    {
      line: 'quytrinh migrate kho.db --process cap_phep --from 2 --to 3 --map tham_dinh=tham_tra --reason QD-12 --do',
      meaning: { vi: 'Chuyển thật, một phần tử đổi mã', en: 'Do it; one element has a new id' },
    },
  ],
  run: async ({ operands: [where = ''], options }, shell) => {
    const { migrateAll } = await import('../ops/migrate.ts');
    return migrateAll(where, options, shell);
  },
});
