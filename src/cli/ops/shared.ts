// Options and sentences that the commands of an operator share.
import type { Sentence } from '../../text/index.ts';
import { usageError } from '../usage-error.ts';

export const storeOperand = {
  shown: { vi: '<kho>', en: '<store>' },
  min: 1,
  max: 1,
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

export const storeExitCodes = [
  { code: 0, meaning: { vi: 'như mong muốn', en: 'as wished' } },
  { code: 1, meaning: { vi: 'có việc không làm được', en: 'something could not be done' } },
  { code: 2, meaning: { vi: 'gọi sai cách, hoặc không mở được kho', en: 'wrong use, or the store cannot be opened' } },
] as const;

export const opsWords = {
  none: { vi: 'Không có.', en: 'None.' },
  more: { vi: '… còn nữa: --cursor {cursor}', en: '… more: --cursor {cursor}' },
  retried: {
    vi: 'Đã thử lại {done} sự cố, {refused} sự cố bị từ chối.',
    en: 'Tried {done} incidents again, {refused} were refused.',
  },
  wouldRetry: { vi: 'Sẽ thử lại {done} sự cố.', en: 'Would try {done} incidents again.' },
  copying: { vi: 'Đang sao lưu: {percent} %', en: 'Copying: {percent} %' },
  copied: {
    vi: 'Đã sao lưu vào {file} ({bytes} byte). Hãy kiểm chứng: quytrinh audit verify {file}',
    en: 'Copied to {file} ({bytes} bytes). Verify it: quytrinh audit verify {file}',
  },
} as const satisfies Record<string, Sentence>;

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
