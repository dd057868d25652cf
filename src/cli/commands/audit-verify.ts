// `quytrinh audit verify`: was anything in a store changed, removed or added?
import { command } from '../command.ts';

export const auditVerifyCommand = command({
  name: 'audit verify',
  summary: {
    vi: 'Kiểm chứng nhật ký của một kho dữ liệu: có gì bị sửa, bớt, thêm không',
    en: 'Verifies the trail of a store: was anything changed, removed or added',
  },
  about: {
    vi: [
      'Mở kho (tệp SQLite, hoặc cơ sở dữ liệu PostgreSQL postgres://…) chỉ để đọc, kiểm tra từng trang tệp, từng mục nhật ký, từng chuỗi băm và',
      'các điểm kiểm tra, rồi dựng lại trạng thái',
      'của mọi hồ sơ từ nhật ký và so với trạng thái đang lưu. Nếu có gì sai, mục sai đầu tiên được nêu rõ: vị trí, hồ sơ, bước, thời điểm, sai gì.',
      '--archive: mọi hồ sơ đã lưu trữ còn đủ tài liệu trong thư mục, đúng tài liệu mà nhật ký ghi. Tệp .json: kiểm chứng tài liệu của một hồ sơ.',
      'Không có điểm kiểm tra đã ký nhận qua đường khác thì không thể phát hiện người giữ kho viết lại toàn bộ; hãy dùng --public-key và --checkpoint.',
    ].join('\n'),
    en: [
      'Opens the store (a SQLite file, or a PostgreSQL database postgres://…) for reading only; checks every page of a file, every entry, every chain',
      'and the checkpoints; then rebuilds the state',
      'of every instance from the journal and compares it with what is stored. The first bad entry is named: position, instance, step, time, what is wrong.',
      '--archive: every archived instance has its document in the folder, and the one that the journal names. A .json file: verifies the document of one instance.',
      'Without a signed checkpoint got by another way, a keeper who rewrites everything cannot be caught: use --public-key and --checkpoint.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho|tệp .json>', en: '<store|.json file>' }, min: 1, max: 1 },
  options: {
    'public-key': {
      kind: 'list',
      shown: 'KEY|@FILE',
      about: {
        vi: 'khóa công khai (tên+mã+base64) của người ký điểm kiểm tra; có thể viết nhiều lần',
        en: 'verifier key (name+id+base64) of whoever signs checkpoints; may be given several times',
      },
    },
    checkpoint: {
      kind: 'list',
      shown: 'FILE',
      about: {
        vi: 'tệp chứa một điểm kiểm tra đã ký nhận qua đường khác; cần --public-key; có thể viết nhiều lần',
        en: 'file with a signed checkpoint got by another way; needs --public-key; may be given several times',
      },
    },
    archive: {
      kind: 'value',
      shown: 'FOLDER',
      about: {
        vi: 'thư mục chứa tài liệu của các hồ sơ đã lưu trữ (quytrinh archive)',
        en: 'folder with the documents of archived instances (quytrinh archive)',
      },
    },
    schema: {
      kind: 'value',
      shown: 'NAME',
      about: {
        vi: 'lược đồ chứa kho trong cơ sở dữ liệu PostgreSQL (mặc định quytrinh)',
        en: 'schema of the PostgreSQL database in which the store lies (default quytrinh)',
      },
    },
    format: {
      kind: 'choice',
      choices: ['pretty', 'json'],
      about: { vi: 'pretty: cho người đọc; json: cho chương trình', en: 'pretty: for people; json: for programs' },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'nhật ký nguyên vẹn', en: 'the trail is sound' } },
    {
      code: 1,
      meaning: {
        vi: 'nhật ký bị sửa, hoặc tệp kho bị hỏng',
        en: 'the trail was tampered with, or the store is damaged',
      },
    },
    {
      code: 2,
      meaning: {
        vi: 'gọi sai cách, không đọc được tệp hay máy chủ, hoặc đó không phải kho dữ liệu',
        en: 'wrong use, the file or server cannot be read, or it is not a store',
      },
    },
  ],
  examples: [
    { line: 'quytrinh audit verify kho.db', meaning: { vi: 'Kiểm chứng một kho', en: 'Verify a store' } },
    {
      line: 'quytrinh audit verify kho.db --public-key @so.key --checkpoint 2026-06.note --format json',
      meaning: { vi: 'Với điểm kiểm tra đã ký, kết quả JSON', en: 'Against a signed checkpoint, JSON result' },
    },
    {
      line: 'quytrinh audit verify kho.db --archive luu-tru',
      meaning: { vi: 'Cả các tài liệu đã lưu trữ', en: 'The archived documents too' },
    },
    {
      line: 'quytrinh audit verify luu-tru/0197f0a2.json',
      meaning: { vi: 'Một tài liệu, không cần kho', en: 'One document, without a store' },
    },
  ],
  run: async ({ operands: [file = ''], options }, shell) => {
    const { verifyCommand } = await import('../audit/verify-command.ts');
    return verifyCommand(file, { ...options, publicKeys: options['public-key'] }, shell);
  },
});
