// `quytrinh backup`: copies a store while it is in use.
import { command } from '../command.ts';
import { storeExitCodes } from '../ops/shared.ts';

export const backupCommand = command({
  name: 'backup',
  summary: { vi: 'Sao lưu kho SQLite trong khi đang chạy', en: 'Copies an SQLite store while it is in use' },
  about: {
    vi: [
      'Chép mọi bước đã ghi vào một tệp mới, nguyên vẹn, trong khi các tiến trình khác vẫn làm việc trên kho. Tệp đích không được có sẵn.',
      'Khôi phục: dừng các tiến trình, đặt bản sao vào chỗ tệp kho, xóa các tệp -wal và -shm cạnh nó.',
      'Kho PostgreSQL: dùng pg_dump (một bản sao nhất quán) hoặc pg_basebackup cùng lưu WAL (khôi phục tới một thời điểm).',
    ].join('\n'),
    en: [
      'Writes a sound copy of all that is committed into a new file while other processes go on working on the store. The target must not exist.',
      'To restore: stop the processes, put the copy where the store was, remove the files -wal and -shm beside it.',
      'A PostgreSQL store: use pg_dump (one consistent copy) or pg_basebackup with archived WAL (back to any moment).',
    ].join('\n'),
  },
  operands: { shown: { vi: '<tệp kho> <tệp đích>', en: '<store file> <target file>' }, min: 2, max: 2 },
  options: {},
  exitCodes: storeExitCodes,
  examples: [
    { line: 'quytrinh backup kho.db kho-2026-06-01.db', meaning: { vi: 'Sao lưu một kho', en: 'Copy a store' } },
  ],
  run: async ({ operands: [file = '', target = ''] }, shell) => {
    const { backupStore } = await import('../ops/backup.ts');
    return backupStore(file, target, shell);
  },
});
