// What a verification says, beside the sentences of single findings (text/audit-texts.ts).
import type { Strayed } from '../../engine/index.ts';
import type { StoreFault } from '../../stores/sqlite/index.ts';
import type { Sentence } from '../../text/index.ts';

export const auditWords = {
  sound: {
    vi: 'NGUYÊN VẸN: {entries} mục nhật ký của {instances} hồ sơ và {definitions} quy trình khớp với chuỗi băm, dữ liệu lưu khớp với nhật ký.',
    en: 'SOUND: {entries} entries of {instances} instances and the versions of {definitions} definitions fit their chains, and what is stored fits the journal.',
  },
  broken: { vi: 'KHÔNG NGUYÊN VẸN', en: 'NOT SOUND' },
  root: { vi: 'Gốc cây băm: {root}', en: 'Tree root: {root}' },
  anchored: {
    vi: 'Điểm kiểm tra đã ký bảo đảm các mục 1–{anchored} trên {entries}.',
    en: 'Signed checkpoints vouch for entries 1–{anchored} of {entries}.',
  },
  notAnchored: {
    vi: 'Chưa đối chiếu với điểm kiểm tra đã ký nào: nếu người giữ kho viết lại toàn bộ nhật ký thì không phát hiện được. Xem quytrinh help audit verify.',
    en: 'No signed checkpoint was compared: a keeper who rewrites the whole journal would not be caught. See quytrinh help audit verify.',
  },
  firstBad: { vi: 'Mục sai đầu tiên', en: 'First bad entry' },
  place: {
    vi: 'vị trí {position}, hồ sơ {instanceId}, bước {seq}, lúc {at}',
    en: 'position {position}, instance {instanceId}, step {seq}, at {at}',
  },
  unknown: { vi: 'không rõ', en: 'unknown' },
  readBefore: {
    vi: 'Trước đó {entries} mục không có gì sai.',
    en: 'Before it, {entries} entries show nothing wrong.',
  },
  unreadable: {
    vi: 'Mục {position} không đọc được: trang tệp chứa mục này bị hỏng.',
    en: 'Entry {position} cannot be read: the page of the file that holds it is damaged.',
  },
  archived: {
    vi: '{archived} mục đã được đưa vào lưu trữ: kho chỉ giữ mã băm, nội dung nằm trong các tài liệu lưu trữ.',
    en: '{archived} entries were archived: the store keeps their hashes, their texts are in the archive.',
  },
  documentSound: {
    vi: 'NGUYÊN VẸN: tài liệu của hồ sơ {instanceId}, {entries} mục nhật ký khớp chuỗi băm và cho ra đúng trạng thái ghi trong đó.',
    en: 'SOUND: the document of instance {instanceId}; its {entries} entries fit their chain and give the state it holds.',
  },
  documentHash: {
    vi: 'SHA-256 của tài liệu: {sha256}. Kho gốc ghi mã này khi lưu trữ: quytrinh audit verify <kho> --archive <thư mục>.',
    en: 'SHA-256 of the document: {sha256}. The store wrote it down when it archived it: quytrinh audit verify <store> --archive <folder>.',
  },
  archiveSound: {
    vi: 'Kho lưu trữ có đủ {documents} tài liệu, đúng như nhật ký ghi.',
    en: 'The archive holds all {documents} documents, as the journal says.',
  },
  archiveFaulty: {
    vi: 'Kho lưu trữ: {faults} trên {documents} tài liệu thiếu hoặc sai',
    en: 'The archive: {faults} of {documents} documents are missing or wrong',
  },
  archiveFault: {
    missing: { vi: 'không có tài liệu trong thư mục', en: 'its document is not in the folder' },
    unreadable: { vi: 'tài liệu không đọc được', en: 'its document cannot be read' },
    unsound: { vi: 'tài liệu không nguyên vẹn', en: 'its document is not sound' },
    other: { vi: 'không phải tài liệu đã được lưu trữ', en: 'it is not the document that was archived' },
  },
  readingFile: { vi: 'Đang kiểm tra tệp kho …', en: 'Checking the file of the store …' },
  readingJournal: {
    vi: 'Đang kiểm chứng nhật ký: {percent} % của {size} mục',
    en: 'Verifying the journal: {percent} % of {size} entries',
  },
  comparing: { vi: 'Đang so trạng thái các hồ sơ với nhật ký …', en: 'Comparing the instances with the journal …' },
  damaged: { vi: 'Tệp bị hỏng', en: 'The file is damaged' },
  stateOf: { vi: 'Hồ sơ {instanceId}: {message}', en: 'Instance {instanceId}: {message}' },
  versionsOf: { vi: 'Quy trình {instanceId}: {message}', en: 'Process {instanceId}: {message}' },
  messageOf: { vi: 'Tin nhắn đang giữ {instanceId}: {message}', en: 'Kept message {instanceId}: {message}' },
  more: { vi: '… và {count} chỗ nữa', en: '… and {count} more' },
  strayed: {
    definitions: {
      vi: 'phiên bản quy trình đang lưu (mô hình, phê duyệt, hiệu lực, sự kiện bắt đầu) không khớp nhật ký.',
      en: 'the stored versions (model, approval, days of effect, start events) are not what the journal says.',
    },
    archived: {
      vi: 'nhật ký ghi hồ sơ đã được đưa vào lưu trữ, nhưng hồ sơ vẫn còn trong kho.',
      en: 'its journal says that it was archived, and it is still there.',
    },
    outbox: {
      vi: 'có dòng đang chờ gửi đi (tin nhắn, lời gọi, thông báo) không đọc được, hoặc không đúng như nhật ký đã gửi.',
      en: 'a row that is on its way to others (a message, a call, a notice) cannot be read, or is not as a step has sent it.',
    },
    keys: {
      vi: 'khóa chống lặp của các bước không khớp nhật ký: lệnh lặp lại có thể bị thực hiện lần nữa.',
      en: 'the idempotency keys of its steps are not those of the journal: a repeated command may be carried out once more.',
    },
    name: {
      vi: 'tên hồ sơ đang giữ (mỗi khóa một hồ sơ đang chạy) không khớp nhật ký.',
      en: 'the name that it holds (one running instance of a key) is not what the journal gives.',
    },
    offers: {
      vi: 'công việc được tìm thấy theo người, vai trò hoặc nhóm khác với dữ liệu của công việc.',
      en: 'its tasks are found for other persons, roles or groups than those that they name.',
    },
    message: {
      vi: 'không đọc được, hoặc không đúng như quy trình đã gửi.',
      en: 'it cannot be read, or is not as a process has thrown it.',
    },
    snapshot: {
      vi: 'trạng thái đang lưu khác với trạng thái dựng lại từ nhật ký, tức là đã bị sửa ngoài hệ thống.',
      en: 'the stored state is not what the journal gives, so it was changed behind the engine.',
    },
    seq: {
      vi: 'số bước đang lưu khác với số bước trong nhật ký.',
      en: 'the stored number of steps is not that of the journal.',
    },
    hash: {
      vi: 'mã băm đang lưu khác với mã băm cuối cùng trong nhật ký.',
      en: 'the stored hash is not that of its last entry.',
    },
    journalMissing: { vi: 'không có mục nhật ký nào.', en: 'there are no journal entries for it.' },
    replay: {
      vi: 'không dựng lại được trạng thái từ nhật ký.',
      en: 'its state cannot be rebuilt from the journal.',
    },
    columns: {
      vi: 'các cột của hồ sơ (trạng thái, mã hồ sơ …) không khớp nhật ký.',
      en: 'the columns of the instance (status, business key …) are not what the journal gives.',
    },
    lists: {
      vi: 'danh sách sau không khớp nhật ký: {tables}.',
      en: 'these lists are not what the journal gives: {tables}.',
    },
    time: {
      vi: 'thời điểm ghi cạnh một mục nhật ký không phải thời điểm bên trong mục đó.',
      en: 'the instant beside a journal entry is not the one inside it.',
    },
  } satisfies Record<Strayed['what'], Sentence>,
  fault: {
    structure: { vi: 'cấu trúc tệp hỏng', en: 'broken structure of the file' },
    position: { vi: 'nhật ký thiếu mục tại vị trí', en: 'the journal has a gap at position' },
    steps: { vi: 'hồ sơ và nhật ký không khớp số bước', en: 'an instance and its journal disagree' },
    hash: {
      vi: 'hồ sơ không kết thúc bằng mã băm của mục cuối',
      en: 'an instance does not end with the hash of its last entry',
    },
    candidates: {
      vi: 'bảng tra công việc theo người được giao không khớp',
      en: 'the look-up of tasks by whom they are offered to disagrees with the tasks',
    },
  } satisfies Record<StoreFault['code'], Sentence>,
} as const;
