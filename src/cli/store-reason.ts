// Why a store can't be used, in Vietnamese. The store says it in English and gives a code (`params.problem`) beside it.
import { fill } from '../model/fill.ts';
import type { Lang } from '../text/index.ts';

/** Null: say what the store said. */
export function storeReason(params: Readonly<Record<string, string | number>>, lang: Lang): string | null {
  const problem = String(params['problem'] ?? '');
  const sentence = Object.hasOwn(reasonsVi, problem) ? reasonsVi[problem] : undefined;
  return lang === 'en' || sentence === undefined ? null : fill(sentence, params);
}

const reasonsVi: Readonly<Record<string, string>> = {
  notOpen: 'kho chưa được mở',
  noFile: 'không có tệp này',
  noFolder: 'không có thư mục {folder}',
  isFolder: 'đây là thư mục, không phải tệp',
  notFile: 'đây không phải tệp thường',
  noAccess: 'người dùng này không được ghi vào {path}',
  unreadable: 'người dùng này không được đọc tệp',
  exists: 'đã có tệp mang tên này',
  busy: 'một tiến trình khác đã khóa tệp suốt {timeoutMs} ms',
  diskFull: 'đĩa đã đầy',
  readOnly: 'kho chỉ được mở để đọc',
  inputOutput: 'đĩa hoặc hệ thống tệp báo lỗi: {detail}',
  other: '{detail}',
  notDatabase: 'đây không phải tệp cơ sở dữ liệu',
  empty: 'tệp rỗng (0 byte)',
  truncated: 'tệp chỉ còn {found} trên {expected} byte',
  logWithoutFile: 'thiếu chính tệp kho, nhưng những bước cuối còn trong {log}: hãy đặt tệp kho trở lại',
  noFormat: 'số định dạng là {found}, không kho nào có số này',
  schema: 'phần {object} bị thiếu hoặc bị sửa',
  malformed: 'SQLite báo: {detail}',
  badRow: 'một dòng của bảng {table} không đọc được: {detail}',
};
