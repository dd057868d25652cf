// What a verifier of the trail found, as a sentence. `{position}`, `{instanceId}` and `{seq}` are the finding's own place.
import { fill } from '../model/fill.ts';
import type { AuditFinding, BadEntry } from '../model/journal.ts';
import type { Lang, Sentence } from './lang.ts';

export function auditText({ code, position, instanceId, seq, params }: BadEntry, lang: Lang): string {
  const place = { position: position ?? '?', instanceId: instanceId ?? '?', seq: seq ?? '?' };
  return fill(auditTexts[code][lang], { ...place, ...params });
}

export const auditTexts = {
  TEXT_NOT_JSON: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): nội dung không phải JSON, tức là đã bị sửa.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): its text is not JSON, so it was altered.',
  },
  TEXT_NOT_CANONICAL: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): nội dung không ở dạng chính tắc (RFC 8785), tức là đã bị ghi lại.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): its text is not in canonical form (RFC 8785), so it was rewritten.',
  },
  TEXT_NOT_ENTRY: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): nội dung không phải một mục nhật ký, trường "{field}" sai hoặc thừa.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): its text is not a journal entry; field "{field}" is wrong or does not belong.',
  },
  LABEL_DIFFERS: {
    vi: 'Mục {position} được ghi là hồ sơ {instanceId}, bước {seq}, nhưng nội dung ghi hồ sơ {textInstanceId}, bước {textSeq}.',
    en: 'Entry {position} is labelled instance {instanceId}, step {seq}, but its text says instance {textInstanceId}, step {textSeq}.',
  },
  ARCHIVED_IN_PART: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): hồ sơ chỉ mất nội dung một phần, hoặc còn mục sau khi đã lưu trữ. Chỉ cả một hồ sơ đã kết thúc mới được lưu trữ.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): texts of the instance are gone in part, or something follows its archiving. Only a whole instance that has ended is archived.',
  },
  ARCHIVE_UNSAID: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): nội dung không còn mà không có mục nào ghi rằng hồ sơ đã được lưu trữ, tức là đã bị xóa.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): its text is gone, and no entry says that the instance was archived, so it was erased.',
  },
  POSITION_GAP: {
    vi: 'Thiếu mục: sau vị trí trước đó phải là vị trí {expected}, nhưng gặp vị trí {position} (hồ sơ {instanceId}, bước {seq}).',
    en: 'Entries are missing: position {expected} should follow, but position {position} was found (instance {instanceId}, step {seq}).',
  },
  POSITION_REPEATED: {
    vi: 'Mục thừa hoặc sai thứ tự: phải là vị trí {expected}, nhưng gặp vị trí {position} (hồ sơ {instanceId}, bước {seq}).',
    en: 'An entry was inserted, repeated or moved: position {expected} should follow, but position {position} was found (instance {instanceId}, step {seq}).',
  },
  SEQ_GAP: {
    vi: 'Hồ sơ {instanceId} thiếu bước: phải là bước {expected}, nhưng gặp bước {seq} ở mục {position}.',
    en: 'Steps of instance {instanceId} are missing: step {expected} should follow, but step {seq} was found in entry {position}.',
  },
  SEQ_REPEATED: {
    vi: 'Hồ sơ {instanceId} có bước thừa hoặc sai thứ tự: phải là bước {expected}, nhưng gặp bước {seq} ở mục {position}.',
    en: 'A step of instance {instanceId} was inserted, repeated or moved: step {expected} should follow, but step {seq} was found in entry {position}.',
  },
  CONTENT_CHANGED: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): mã băm không khớp; nội dung, mã băm của mục này hoặc bước ngay trước đó đã bị sửa sau khi niêm phong.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): the hash does not fit; its text, its hash or the step just before it was changed after sealing.',
  },
  CHAIN_RESTARTED: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): chuỗi bị đứt; mục được niêm phong như thể trước nó không có bước nào.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): the chain is broken; it was sealed as if no step came before it.',
  },
  ROOT_DIFFERS: {
    vi: 'Có mục trong các vị trí {from}–{to} đã bị sửa, thay hoặc bớt: gốc cây là {found}, còn điểm kiểm tra đã ký ghi {expected}.',
    en: 'An entry in positions {from}–{to} was changed, replaced or left out: the tree root is {found}, the checkpoint says {expected}.',
  },
  TAIL_TRUNCATED: {
    vi: 'Phần cuối bị cắt: phải có ít nhất {expected} mục, nhưng chỉ có {found}; thiếu từ vị trí {position}.',
    en: 'The end was cut off: there must be {expected} entries, but there are {found}; what is missing begins at position {position}.',
  },
  TAIL_ADDED: {
    vi: 'Có mục thêm vào cuối: chỉ được có {expected} mục, nhưng gặp vị trí {position} (hồ sơ {instanceId}, bước {seq}).',
    en: 'Entries were added at the end: there must be {expected}, but position {position} was found (instance {instanceId}, step {seq}).',
  },
  NOT_INCLUDED: {
    vi: 'Mục {position} (hồ sơ {instanceId}, bước {seq}): bằng chứng không dẫn tới điểm kiểm tra {size} mục; mục này không nằm trong nhật ký đã ký.',
    en: 'Entry {position} (instance {instanceId}, step {seq}): its proof does not lead to the checkpoint of {size} entries; it is not in the signed log.',
  },
  NOT_CONSISTENT: {
    vi: 'Nhật ký {second} mục không phải là phần nối tiếp của nhật ký {first} mục: lịch sử đã bị viết lại.',
    en: 'The log of {second} entries is not a continuation of the log of {first} entries: history was rewritten.',
  },
  PROOF_MISSING: {
    vi: 'Thiếu chứng minh rằng nhật ký {second} mục là phần nối tiếp của nhật ký {first} mục, nên không kiểm tra được.',
    en: 'The proof that the log of {second} entries continues the log of {first} entries is missing, so this cannot be checked.',
  },
  CHECKPOINT_MALFORMED: {
    vi: 'Điểm kiểm tra thứ {number} không đúng định dạng.',
    en: 'Checkpoint number {number} is not a well-formed checkpoint.',
  },
  CHECKPOINT_KEY_UNKNOWN: {
    vi: 'Điểm kiểm tra thứ {number} không được ký bằng khóa nào đã biết (chữ ký của: {signer}). Hãy đưa khóa công khai của cơ quan.',
    en: 'Checkpoint number {number} is not signed by any known key (signed by: {signer}). Give the public key of the agency.',
  },
  CHECKPOINT_SIGNATURE_BAD: {
    vi: 'Điểm kiểm tra thứ {number}: chữ ký của {signer} không đúng; điểm kiểm tra đã bị sửa hoặc giả mạo.',
    en: 'Checkpoint number {number}: the signature of {signer} is not valid; the checkpoint was altered or forged.',
  },
  CHECKPOINT_ORIGIN_DIFFERS: {
    vi: 'Điểm kiểm tra thứ {number} là của nhật ký khác: "{found}", không phải "{expected}".',
    en: 'Checkpoint number {number} is of another log: "{found}", not "{expected}".',
  },
  CHECKPOINT_MISSING: {
    vi: 'Không có điểm kiểm tra hợp lệ cho {size} mục mà bằng chứng viện dẫn.',
    en: 'There is no sound checkpoint of {size} entries, to which a proof refers.',
  },
  LINE_TOO_LONG: {
    vi: 'Dòng {line} của tệp xuất dài hơn {limit} ký tự, nên không được đọc.',
    en: 'Line {line} of the export is longer than {limit} characters and was not read.',
  },
  LINE_NOT_JSON: {
    vi: 'Dòng {line} của tệp xuất không phải JSON.',
    en: 'Line {line} of the export is not JSON.',
  },
  LINE_NOT_CANONICAL: {
    vi: 'Dòng {line} của tệp xuất không ở dạng chính tắc (RFC 8785).',
    en: 'Line {line} of the export is not in canonical form (RFC 8785).',
  },
  LINE_UNKNOWN: {
    vi: 'Dòng {line} của tệp xuất thuộc loại không biết: "{kind}".',
    en: 'Line {line} of the export is of an unknown kind: "{kind}".',
  },
  LINE_FIELD_INVALID: {
    vi: 'Dòng {line} của tệp xuất ({kind}): trường "{field}" thiếu, sai hoặc thừa.',
    en: 'Line {line} of the export ({kind}): field "{field}" is missing, wrong or does not belong.',
  },
  LINE_OUT_OF_PLACE: {
    vi: 'Dòng {line} của tệp xuất ({kind}) không đúng chỗ.',
    en: 'Line {line} of the export ({kind}) is not where it may stand.',
  },
  EXPORT_TRUNCATED: {
    vi: 'Tệp xuất bị cắt: sau {line} dòng không có dòng kết thúc.',
    en: 'The export is cut off: there is no closing line after {line} lines.',
  },
  EXPORT_COUNT_DIFFERS: {
    vi: 'Tệp xuất ghi có {expected} dòng loại "{kind}", nhưng đếm được {found}.',
    en: 'The export says it has {expected} lines of kind "{kind}", but {found} were counted.',
  },
} as const satisfies Record<AuditFinding, Sentence>;
