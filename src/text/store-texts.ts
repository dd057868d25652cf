// Why a store can't be used, in Vietnamese. The store says it in English and gives a code (`params.problem`) beside it.
import { fill } from '../model/fill.ts';
import type { Lang } from './lang.ts';

/** What the store said, in the reader's language where it gave a code; null: it says nothing of that kind. */
export function storeReason(params: Readonly<Record<string, string | number>>, lang: Lang): string | null {
  const problem = String(params['problem'] ?? '');
  const isServer = /^postgres(ql)?:/.test(String(params['file']));
  const reasons: Readonly<Record<string, string>> = isServer ? databaseProblemsVi : fileProblemsVi;
  const sentence = Object.hasOwn(reasons, problem) ? reasons[problem] : undefined;
  return lang === 'en' || sentence === undefined ? null : fill(sentence, params);
}

export const fileProblemsVi = {
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
  notOnDisk: 'đĩa chưa xác nhận những gì đã ghi: {detail}. Hãy kiểm tra đĩa rồi mở lại kho dữ liệu',
  other: '{detail}',
  notDatabase: 'đây không phải tệp cơ sở dữ liệu',
  empty: 'tệp rỗng (0 byte)',
  tooShort: 'tệp quá ngắn, không thể là cơ sở dữ liệu',
  truncated: 'tệp chỉ còn {found} trên {expected} byte',
  logWithoutFile: 'thiếu chính tệp kho, nhưng những bước cuối còn trong {log}: hãy đặt tệp kho trở lại',
  noFormat: 'số định dạng là {found}, không kho nào có số này',
  schema: 'phần {object} bị thiếu hoặc bị sửa',
  malformed: 'SQLite báo: {detail}',
  badRow: 'một dòng của bảng {table} không đọc được: {detail}',
} as const satisfies Record<string, string>;

export const databaseProblemsVi = {
  notOpen: 'kho chưa được mở',
  connection: 'máy chủ không trả lời trong {retryForMs} ms: {detail}',
  noAccess: 'người dùng này không có quyền: {detail}',
  login: 'máy chủ từ chối người dùng này: {detail}',
  noDatabase: 'máy chủ không có cơ sở dữ liệu này: {detail}',
  oldServer: 'máy chủ là PostgreSQL {found}; cần từ bản {oldest} trở lên',
  encoding: 'cơ sở dữ liệu dùng bảng mã {found}; kho cần UTF8',
  diskFull: 'đĩa của máy chủ đã đầy',
  openedReadOnly: 'kho chỉ được mở để đọc',
  noStore: 'lược đồ {schema} chưa có kho nào',
  olderFormat: 'định dạng của kho là {found}, bản này đọc {known}: hãy mở kho một lần để ghi, kho sẽ được nâng cấp',
  readOnly: 'máy chủ không nhận ghi (máy dự phòng, hoặc đặt chỉ đọc)',
  other: '{detail}',
  schema: 'thiếu bảng hay hàm, hoặc không đúng dạng: {detail}',
  malformed: 'PostgreSQL báo: {detail}',
  badRow: 'một dòng của bảng {table} không đọc được: {detail}',
} as const satisfies Record<string, string>;
