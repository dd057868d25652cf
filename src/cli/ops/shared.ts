// Options and sentences that the commands of an operator share.
import type { Sentence } from '../../text/index.ts';
import { usageError } from '../usage-error.ts';

export const storeOperand = {
  shown: { vi: '<kho>', en: '<store>' },
  min: 1,
  max: 1,
} as const;

export const instancesOperand = {
  shown: { vi: '<kho> <mã hồ sơ>…', en: '<store> <instance>…' },
  min: 2,
  max: 1_000,
} as const;

export const storeOptions = {
  schema: {
    kind: 'value',
    shown: 'NAME',
    about: { vi: 'lược đồ PostgreSQL, mặc định quytrinh', en: 'the PostgreSQL schema, quytrinh when nothing is said' },
  },
  format: {
    kind: 'choice',
    choices: ['pretty', 'json'],
    about: { vi: 'pretty: cho người đọc; json: cho chương trình', en: 'pretty: for people; json: for programs' },
  },
} as const;

export const pageOptions = {
  limit: {
    kind: 'value',
    shown: 'N',
    about: {
      vi: 'số dòng tối đa một trang, mặc định 100, nhiều nhất 1000',
      en: 'rows of one page, 100 when nothing is said, 1000 at most',
    },
  },
  cursor: {
    kind: 'value',
    shown: 'CURSOR',
    about: { vi: 'tiếp từ đây: "next" của trang trước', en: 'go on from here: "next" of the page before' },
  },
  count: { kind: 'flag', about: { vi: 'chỉ đếm', en: 'only count' } },
  process: { kind: 'value', shown: 'ID', about: { vi: 'của quy trình này', en: 'of this process' } },
  element: { kind: 'value', shown: 'ID', about: { vi: 'đang ở phần tử này', en: 'at this element' } },
} as const;

/** Who does it, and why: of acts that are written down. */
export const actorOption = {
  kind: 'value',
  shown: 'ID',
  about: { vi: 'mã người thực hiện, ghi vào nhật ký', en: 'who does it: written into the journal' },
} as const;
export const reasonOption = {
  kind: 'value',
  required: true,
  shown: 'TEXT',
  about: { vi: 'lý do, ghi vào nhật ký', en: 'why: written into the journal' },
} as const;
export const doOption = {
  kind: 'flag',
  about: { vi: 'làm thật; không có: chỉ nói sẽ làm gì', en: 'do it; without: only say what would be done' },
} as const;

export const storeExitCodes = [
  { code: 0, meaning: { vi: 'như mong muốn', en: 'as wished' } },
  { code: 1, meaning: { vi: 'có việc không làm được', en: 'something could not be done' } },
  { code: 2, meaning: { vi: 'gọi sai cách, hoặc không mở được kho', en: 'wrong use, or the store cannot be opened' } },
] as const;

export const opsWords = {
  none: { vi: 'Không có.', en: 'None.' },
  more: { vi: '… còn nữa: --cursor {cursor}', en: '… more: --cursor {cursor}' },
  unreadable: { vi: '{id}  không đọc được: {detail}', en: '{id}  cannot be read: {detail}' },
  retried: {
    vi: 'Đã thử lại {done} sự cố, {refused} sự cố bị từ chối.',
    en: 'Tried {done} incidents again, {refused} were refused.',
  },
  wouldRetry: { vi: 'Sẽ thử lại {done} sự cố.', en: 'Would try {done} incidents again.' },
  atStep: { vi: 'bước {seq}, {status}', en: 'step {seq}, {status}' },
  exported: {
    vi: 'Đã xuất hồ sơ {instanceId} ({entries} bước) vào {file}. Hồ sơ vẫn chạy tiếp ở kho này: hãy tạm dừng hoặc hủy nếu kho khác tiếp nhận.',
    en: 'Instance {instanceId} ({entries} steps) was written to {file}. It goes on here: suspend or cancel it when another store takes it over.',
  },
  imported: {
    vi: 'Đã nhận hồ sơ {instanceId} từ {file}; nhật ký đến bước {seq}.',
    en: 'Instance {instanceId} was taken in from {file}; its journal is at step {seq}.',
  },
  archiving: { vi: 'Đang lưu trữ: {archived} hồ sơ', en: 'Archiving: {archived} instances' },
  archived: {
    vi: 'Đã đưa {archived} hồ sơ vào {folder}, giữ lại {kept}. Hãy kiểm chứng: quytrinh audit verify <kho> --archive {folder}',
    en: '{archived} instances were archived into {folder}, {kept} were kept. Verify: quytrinh audit verify <store> --archive {folder}',
  },
  wouldArchive: {
    vi: 'Sẽ đưa {archived} hồ sơ vào {folder}, giữ lại {kept}. Chưa làm gì: thêm --do để làm.',
    en: 'Would archive {archived} instances into {folder}, and keep {kept}. Nothing was done: add --do to do it.',
  },
  moreToArchive: {
    vi: '… có thể còn nữa: chạy lại hoặc tăng --limit.',
    en: '… there may be more: run it again, or raise --limit.',
  },
  keptBecause: {
    sending: {
      vi: 'còn thông điệp chưa gửi xong: để bộ máy gửi rồi chạy lại',
      en: 'something it sent is still on its way: let the engine deliver, then run this again',
    },
    callerRuns: { vi: 'hồ sơ đã gọi nó còn đang chạy', en: 'the instance that called it still runs' },
    compensating: { vi: 'đang được hoàn tác cho hồ sơ đã gọi nó', en: 'it is being compensated for its caller' },
    unsound: {
      vi: 'nhật ký không tự chứng minh được: chạy quytrinh audit verify',
      en: 'its journal does not prove itself: run quytrinh audit verify',
    },
    moved: { vi: 'vừa có thay đổi trong lúc đó', en: 'somebody went on with it meanwhile' },
  },
  migrating: {
    vi: 'Đang chuyển: {done} hồ sơ, {refused} bị từ chối (--cursor {cursor} --key {key})',
    en: 'Migrating: {done} instances, {refused} refused (--cursor {cursor} --key {key})',
  },
  migrated: {
    vi: 'Đã chuyển {done} hồ sơ sang phiên bản {version}, {refused} bị từ chối.',
    en: '{done} instances went on to version {version}, {refused} were refused.',
  },
  wouldMigrate: {
    vi: 'Sẽ chuyển {done} hồ sơ sang phiên bản {version}, {refused} không chuyển được. Chưa làm gì: thêm --do để làm.',
    en: 'Would take {done} instances to version {version}, {refused} could not go. Nothing was done: add --do to do it.',
  },
  copying: { vi: 'Đang sao lưu: {percent} %', en: 'Copying: {percent} %' },
  copied: {
    vi: 'Đã sao lưu vào {file} ({bytes} byte). Hãy kiểm chứng: quytrinh audit verify {file}',
    en: 'Copied to {file} ({bytes} bytes). Verify it: quytrinh audit verify {file}',
  },
} as const satisfies Record<string, Sentence | Record<string, Sentence>>;

/** Throws a UsageError. */
export function countOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw usageError('limitWrong', { value: given });
  return count;
}

/** Only what was given. */
export function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
