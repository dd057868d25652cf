// Tables of a store that show an instance, in the reader's words.
import type { Lang, Sentence } from './lang.ts';

/** Several of them in one sentence; a name that is not known stays. */
export function tablesText(tables: readonly string[], lang: Lang): string {
  if (tables.length === 0) return nothing[lang];
  return tables.map((name) => (Object.hasOwn(tableTexts, name) ? tableTexts[name as Table][lang] : name)).join(', ');
}

const nothing: Sentence = { vi: 'không bảng nào sai', en: 'none was wrong' };

type Table = keyof typeof tableTexts;
export const tableTexts = {
  instances: { vi: 'hồ sơ', en: 'instances' },
  tasks: { vi: 'công việc', en: 'tasks' },
  jobs: { vi: 'tác vụ máy', en: 'jobs' },
  timers: { vi: 'hẹn giờ', en: 'timers' },
  subscriptions: { vi: 'đăng ký chờ', en: 'subscriptions' },
  incidents: { vi: 'sự cố', en: 'incidents' },
  outbox: { vi: 'chờ gửi đi', en: 'outbox' },
} as const satisfies Record<string, Sentence>;
