// The words of the demonstration in both languages, and English names for the Vietnamese ones of the file and the department.
import type { Lang } from 'quytrinh';

export const words = {
  title: {
    vi: 'Một hồ sơ cấp Giấy phép vận chuyển hàng hóa nguy hiểm, từ lúc nhận đến lúc trả kết quả',
    en: 'One dossier for a licence to carry dangerous goods, from receipt to the return of the result',
  },
  manual: {
    vi: 'Đồng hồ của phần trình diễn do chương trình đặt; mọi người, số văn bản và chứng thư đều là bịa.',
    en: 'The clock is set by hand; all persons, document numbers and certificates are invented.',
  },
  check: { vi: 'Kiểm tra tệp', en: 'Checking the file' },
  checked: {
    vi: '{file}: {errors} lỗi, {warnings} cảnh báo; {steps} bước có người làm, {flows} luồng. Đủ điều kiện triển khai.',
    en: '{file}: {errors} errors, {warnings} warnings; {steps} steps done by people, {flows} flows. Fit to be deployed.',
  },
  run: { vi: 'Giải quyết hồ sơ', en: 'Working on the dossier' },
  unit: {
    vi: 'Được phép, đã dùng, còn lại: giờ làm việc. Còn lại là của cả hồ sơ. Dấu ! là quá thời gian của bước.',
    en: 'Allowed, used, left: working hours. What is left is of the whole dossier. ! means over the time of the step.',
  },
  when: { vi: 'Lúc', en: 'When' },
  step: { vi: 'Bước', en: 'Step' },
  who: { vi: 'Ai làm, thay ai, theo văn bản nào', en: 'Who, for whom, by what instrument' },
  allowed: { vi: 'Được', en: 'Allow' },
  used: { vi: 'Dùng', en: 'Used' },
  left: { vi: 'Còn', en: 'Left' },
  for: { vi: '{mode}. {position} ({name})', en: '{mode}. for the {position} ({name})' },
  by: { vi: 'theo {no} ngày {date}', en: 'by {no} of {date}' },
  received: {
    vi: 'NHẬN HỒ SƠ {key}. Thời hạn {hours} giờ làm việc, hẹn trả {dueAt}.',
    en: 'RECEIVED: dossier {key}. {hours} working hours, due {dueAt}.',
  },
  sentBack: { vi: 'CHUYỂN LẠI: «{opinion}»', en: 'SENT BACK: “{opinion}”' },
  paused: {
    vi: 'ĐỒNG HỒ DỪNG: chờ bổ sung «{papers}». Căn cứ: {basis}.',
    en: 'CLOCK STOPPED until “{papers}” is supplied. Basis: {basis}.',
  },
  restarted: {
    vi: 'ĐÃ NHẬN BỔ SUNG: tính lại từ đầu, hẹn trả mới {dueAt} (trước là {before}).',
    en: 'SUPPLEMENT RECEIVED: counted anew, now due {dueAt} (was {before}).',
  },
  warned: {
    vi: 'CẢNH BÁO: {rule}; hạn {dueAt}, còn {left} giờ.',
    en: 'WARNING: {rule}; due {dueAt}, {left} hours left.',
  },
  usedShare: { vi: 'đã dùng {share} % thời gian', en: '{share} % of the time is used' },
  leadBefore: { vi: 'còn {lead} là hết hạn', en: '{lead} to the deadline' },
  workingDays: { vi: '{count} ngày làm việc', en: '{count} working day(s)' },
  workingHours: { vi: '{count} giờ làm việc', en: '{count} working hour(s)' },
  breached: { vi: 'QUÁ HẠN: hạn là {dueAt}.', en: 'OVERDUE: it was due {dueAt}.' },
  met: {
    vi: 'XONG TRONG HẠN: còn {left} giờ, số lần tính lại: {restarts}, số lần quá hạn: {breaches}.',
    en: 'DONE IN TIME: {left} hours left; times counted anew: {restarts}, times overdue: {breaches}.',
  },
  refused: { vi: 'KHÔNG ĐƯỢC PHÉP ({step}): {reason}', en: 'REFUSED ({step}): {reason}' },
  killed: {
    vi: 'TIẾN TRÌNH {pid} BỊ GIẾT ({signal}) ngay sau khi bước trên được xác nhận. Mở lại tệp: đủ {steps} bước đã xác nhận, trạng thái khớp nhật ký. Làm tiếp.',
    en: 'PROCESS {pid} KILLED ({signal}) right after the step above was acknowledged. File opened again: all {steps} acknowledged steps are there, the state is what the journal says. Work goes on.',
  },
  signature: { vi: 'Khối chữ ký trên Giấy phép', en: 'Signature block on the licence' },
  trail: { vi: 'Kiểm tra nhật ký', en: 'Verifying the trail' },
  sound: {
    vi: 'Nguyên vẹn: {entries} mục, {anchored} mục được điểm kiểm tra đã ký che chở; trạng thái lưu khớp nhật ký.',
    en: 'Sound: {entries} entries, {anchored} of them under a signed checkpoint; the stored state is what the journal says.',
  },
  checkpoint: { vi: 'Điểm kiểm tra: {origin}, gốc {root}…', en: 'Checkpoint: {origin}, root {root}…' },
  tampered: {
    vi: 'Nay sửa một byte (vị trí {offset}) trong một bản sao của tệp: {before} → {after}, như thể chính Chủ tịch đã ký.',
    en: 'Now one byte (at {offset}) of a copy of the file is changed: {before} → {after}, as if the chairman himself had signed.',
  },
  found: { vi: 'Phát hiện', en: 'Found' },
  was: {
    vi: 'Mục {position} là bước «{step}» lúc {at}; đúng ra ghi {before}, bản sao ghi {after}.',
    en: 'Entry {position} is the step “{step}” of {at}; it said {before}, the copy says {after}.',
  },
  kept: { vi: 'Tệp còn ở', en: 'The file stays at' },
  failed: { vi: 'Trình diễn không chạy đúng', en: 'The demonstration went wrong' },
} as const satisfies Record<string, Readonly<Record<Lang, string>>>;

export type Word = keyof typeof words;

/** English for names that the file and the directory write in Vietnamese. */
export const english: Readonly<Record<string, string>> = {
  TiepNhan: '1. Receive the dossier',
  PhanCong: '2. Assign an officer',
  ThamDinh: '3. Appraise',
  YeuCauBoSung: 'Ask for a supplement (form 02)',
  XemXetTrinh: '4. Review and initial',
  KyToTrinh: '5. Sign the submission',
  PhatHanh: '6. Issue the document',
  KyGiayPhep: '7. Sign the licence',
  VaoSo: '8. Register, give a number',
  BocTach: '9. Extract the data',
  CapNhatKetQua: '10. Update the result',
  TraKetQua: '11. Return the result',
  chu_tich: 'Chairman',
  pho_chu_tich: 'Deputy Chairman',
  chanh_van_phong: 'Chief of Office',
  giam_doc: 'Director',
  pho_giam_doc: 'Deputy Director',
  truong_phong: 'Head of Division',
  pho_truong_phong: 'Deputy Head of Division',
  chuyen_vien: 'Specialist',
  van_thu: 'Records clerk',
  'Phương án ứng phó sự cố hóa chất': 'plan for chemical incidents',
  'Nêu rõ tuyến đường và thời gian vận chuyển': 'State the route and the time of the transport',
};

/** A sentence with its `{gaps}` filled. */
export function say(name: Word, lang: Lang, params: Readonly<Record<string, string | number>> = {}): string {
  return words[name][lang].replace(/\{(\w+)\}/g, (gap, key: string) => String(params[key] ?? gap));
}
