// `quytrinh archive`: what ended long ago leaves the store.
import { command } from '../command.ts';
import { actorOption, doOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const archiveCommand = command({
  name: 'archive',
  summary: { vi: 'Đưa hồ sơ đã kết thúc vào thư mục lưu trữ', en: 'Moves ended instances into an archive folder' },
  about: {
    vi: [
      'Mỗi hồ sơ một tệp JSON tự chứng minh được, nằm chắc trên đĩa rồi hồ sơ mới rời kho. Không có --do: chỉ nói sẽ làm gì.',
      'Mã băm và vị trí các mục nhật ký ở lại kho, nên mọi điểm kiểm tra đã cấp vẫn đúng. Kiểm chứng: quytrinh audit verify <kho> --archive <thư mục>.',
      'Giữ lại: hồ sơ còn thông điệp chưa gửi xong, hồ sơ được gọi mà bên gọi còn chạy, và hồ sơ có nhật ký không nguyên vẹn.',
    ].join('\n'),
    en: [
      'One JSON file for each, which proves itself and is safe on the disk before the instance leaves the store. Without --do: only says what it would do.',
      'Hashes and positions of the entries stay, so every checkpoint given out still holds. Verify: quytrinh audit verify <store> --archive <folder>.',
      'Kept are instances with something still on its way, those called by one that runs, and those whose journal is not sound.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho> <thư mục>', en: '<store> <folder>' }, min: 2, max: 2 },
  options: {
    before: {
      kind: 'value',
      required: true,
      shown: 'DATE',
      about: {
        vi: 'kết thúc trước ngày này (giờ Việt Nam), hoặc trước một thời điểm',
        en: 'ended before this day (time of Viet Nam), or before an instant',
      },
    },
    process: { kind: 'value', shown: 'ID', about: { vi: 'của quy trình này', en: 'of this process' } },
    limit: {
      kind: 'value',
      shown: 'N',
      about: { vi: 'số hồ sơ tối đa, mặc định 1000', en: 'most instances, 1000 when nothing is said' },
    },
    do: doOption,
    actor: actorOption,
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh archive kho.db luu-tru --before 2016-01-01',
      meaning: { vi: 'Xem sẽ lưu trữ những gì', en: 'See what would be archived' },
    },
    {
      line: 'quytrinh archive kho.db luu-tru --before 2016-01-01 --process cap_phep --do --actor an',
      meaning: { vi: 'Lưu trữ thật', en: 'Archive it' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { archiveTo } = await import('../ops/archive.ts');
    return archiveTo(operands, options, shell);
  },
});
