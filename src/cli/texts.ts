// Sentences that belong to no single command: mistakes of use, files that can't be read, troubles at the end of everything.
import { fill } from '../model/fill.ts';
import type { Lang, Sentence } from '../text/index.ts';

export type TextCode = keyof typeof texts;

export function say(code: TextCode, lang: Lang, params: Readonly<Record<string, string | number>> = {}): string {
  return fill(texts[code][lang], params);
}

export const texts = {
  // how the command was used
  commandMissing: {
    vi: 'Chưa có lệnh. Hãy chạy `quytrinh --help` để xem các lệnh.',
    en: 'No command was given. Run `quytrinh --help` for the list.',
  },
  commandUnknown: {
    vi: 'Không có lệnh "{name}". Hãy chạy `quytrinh --help` để xem các lệnh.',
    en: 'There is no command "{name}". Run `quytrinh --help` for the list.',
  },
  commandUnknownNear: {
    vi: 'Không có lệnh "{name}". Có phải ý là "{near}"?',
    en: 'There is no command "{name}". Did you mean "{near}"?',
  },
  commandIncomplete: {
    vi: 'Lệnh "{name}" cần thêm một từ: {known}.',
    en: 'The command "{name}" needs one more word: {known}.',
  },
  optionUnknown: {
    vi: 'Không có tùy chọn "{name}". Các tùy chọn: {known}.',
    en: 'There is no option "{name}". The options are: {known}.',
  },
  optionUnknownNear: {
    vi: 'Không có tùy chọn "{name}". Có phải ý là "{near}"?',
    en: 'There is no option "{name}". Did you mean "{near}"?',
  },
  optionNeedsValue: {
    vi: 'Tùy chọn "{name}" cần một giá trị: {name} {shown}.',
    en: 'The option "{name}" needs a value: {name} {shown}.',
  },
  optionTakesNone: { vi: 'Tùy chọn "{name}" không nhận giá trị.', en: 'The option "{name}" takes no value.' },
  optionTwice: { vi: 'Tùy chọn "{name}" được viết hai lần.', en: 'The option "{name}" is given twice.' },
  optionChoice: {
    vi: 'Tùy chọn "{name}" không nhận "{value}". Các giá trị: {choices}.',
    en: 'The option "{name}" does not take "{value}". The choices are: {choices}.',
  },
  optionNeedsOther: {
    vi: 'Tùy chọn "{name}" chỉ có nghĩa khi có "{other}".',
    en: 'The option "{name}" only means something together with "{other}".',
  },
  optionWrong: {
    vi: 'Giá trị của "{name}" không hợp lệ: "{value}": {problem}',
    en: 'The value of "{name}" is not valid: "{value}": {problem}',
  },
  operandMissing: { vi: 'Thiếu tham số.', en: 'An argument is missing.' },
  operandTooMany: { vi: 'Thừa tham số "{operand}".', en: 'The argument "{operand}" is one too many.' },
  usage: { vi: 'Cách dùng: {line}', en: 'Usage: {line}' },
  moreHelp: { vi: 'Xem thêm: {line}', en: 'More: {line}' },

  // files
  fileMissing: { vi: 'Không có tệp "{file}".', en: 'There is no file "{file}".' },
  fileMissingMend: { vi: 'Hãy kiểm tra lại tên tệp và thư mục.', en: 'Check the name and the folder.' },
  fileDenied: { vi: 'Không được phép đọc tệp "{file}".', en: 'This user may not read the file "{file}".' },
  fileFolder: { vi: '"{file}" là thư mục, không phải tệp.', en: '"{file}" is a folder, not a file.' },
  fileSpecial: {
    vi: '"{file}" không phải tệp thường (thiết bị hoặc socket).',
    en: '"{file}" is not a regular file (a device or a socket).',
  },
  fileBroken: { vi: 'Không đọc được tệp "{file}": {detail}.', en: 'The file "{file}" cannot be read: {detail}.' },
  fileNotJson: {
    vi: 'Tệp "{file}" không phải JSON{place}.',
    en: 'The file "{file}" is not JSON{place}.',
  },
  fileShape: {
    vi: 'Tệp "{file}" không đúng mẫu dữ liệu: {problems}.',
    en: 'The file "{file}" has not the shape it should have: {problems}.',
  },
  nothingMatches: {
    vi: 'Không có tệp nào khớp với "{name}".',
    en: 'No file matches "{name}".',
  },
  folderWithoutModels: {
    vi: 'Trong thư mục "{name}" không có tệp .bpmn, .bpmn20.xml hay .dmn nào.',
    en: 'The folder "{name}" holds no .bpmn, .bpmn20.xml or .dmn file.',
  },
  folderEmpty: {
    vi: 'Trong thư mục "{name}" không có tệp .bpmn hay .bpmn20.xml nào.',
    en: 'The folder "{name}" holds no .bpmn or .bpmn20.xml file.',
  },
  notStore: {
    vi: 'Tệp "{file}" không phải kho dữ liệu của quytrinh: {reason}.',
    en: 'The file "{file}" is not a store of quytrinh: {reason}.',
  },
  backupPostgres: {
    vi: 'Kho PostgreSQL được sao lưu bằng công cụ của máy chủ: pg_dump (một bản nhất quán) hoặc pg_basebackup cùng lưu WAL (về một thời điểm).',
    en: 'A PostgreSQL store is backed up by the tools of its server: pg_dump (one consistent copy) or pg_basebackup with archived WAL (back to any moment).',
  },
  folderWithout: {
    vi: 'Trong thư mục "{name}" không có tệp phù hợp.',
    en: 'The folder "{name}" holds no fitting file.',
  },
  fileSeveral: {
    vi: '"{name}" có nhiều tệp; lệnh này chỉ nhận một tệp.',
    en: '"{name}" means several files; this command takes one.',
  },

  fileNotWritten: {
    vi: 'Không ghi được tệp "{file}": {detail}.',
    en: 'The file "{file}" cannot be written: {detail}.',
  },

  // types
  typesNone: {
    vi: 'Tệp "{file}" không khai báo lược đồ dữ liệu nào (quytrinh:schema).',
    en: 'The file "{file}" declares no schema (quytrinh:schema).',
  },
  typesWritten: { vi: 'Đã ghi {count} kiểu vào "{file}".', en: '{count} types were written to "{file}".' },

  // run
  variablesNotJson: {
    vi: 'Giá trị của "--variables" không phải JSON{place}. Ví dụ: --variables \'{"soTien": 5000}\' hoặc --variables @bien.json.',
    en: 'The value of "--variables" is not JSON{place}. For example: --variables \'{"amount": 5000}\' or --variables @variables.json.',
  },
  variablesNotObject: {
    vi: 'Giá trị của "--variables" phải là một đối tượng JSON: tên biến và giá trị.',
    en: 'The value of "--variables" must be a JSON object: names and values.',
  },
  processNone: {
    vi: 'Tệp "{file}" không có quy trình thực thi được (isExecutable="true").',
    en: 'The file "{file}" has no executable process (isExecutable="true").',
  },
  processUnknown: {
    vi: 'Tệp "{file}" không có quy trình "{id}". Các quy trình thực thi được: {known}.',
    en: 'The file "{file}" has no process "{id}". The executable ones are: {known}.',
  },
  processNotExecutable: {
    vi: 'Quy trình "{id}" không thực thi được (isExecutable="false"). Các quy trình thực thi được: {known}.',
    en: 'The process "{id}" is not executable (isExecutable="false"). The executable ones are: {known}.',
  },
  processSeveral: {
    vi: 'Tệp "{file}" có nhiều quy trình; hãy chọn một bằng --process: {known}.',
    en: 'The file "{file}" has several processes; choose one with --process: {known}.',
  },
  limitWrong: {
    vi: 'Giá trị của "--limit" phải là số nguyên dương, không phải "{value}".',
    en: 'The value of "--limit" must be a positive whole number, not "{value}".',
  },
  dayOrInstant: {
    vi: 'phải là ngày dạng YYYY-MM-DD, hoặc thời điểm dạng YYYY-MM-DDThh:mm:ss+07:00',
    en: 'it must be a day like YYYY-MM-DD, or an instant like YYYY-MM-DDThh:mm:ss+07:00',
  },
  fileThere: {
    vi: 'Đã có tệp "{file}". Hãy chọn tên khác: không có gì bị ghi đè.',
    en: 'The file "{file}" is there already. Choose another name: nothing is overwritten.',
  },
  folderMissing: {
    vi: 'Không có thư mục "{folder}". Hãy tạo thư mục trước.',
    en: 'There is no folder "{folder}". Make it first.',
  },
  notLive: {
    vi: 'Giá trị của "--cancel": "{value}" không đang chạy trong hồ sơ {instanceId}. Đang chạy: {known}.',
    en: 'The value of "--cancel": "{value}" is not live in instance {instanceId}. Live are: {known}.',
  },
  versionUnknown: {
    vi: 'Giá trị của "{name}": quy trình "{process}" không có phiên bản "{value}". Các phiên bản: {known}.',
    en: 'The value of "{name}": process "{process}" has no version "{value}". Its versions: {known}.',
  },
  mapWrong: {
    vi: 'Giá trị của "--map" phải là mã_cũ=mã_mới, không phải "{value}".',
    en: 'The value of "--map" must be old_id=new_id, not "{value}".',
  },
  timersOfOthers: {
    vi: 'Không nhảy đồng hồ được: hồ sơ {instanceId} khác trong kho có hẹn giờ sẽ đến hạn theo. Hãy dùng kho riêng cho lần chạy thử này.',
    en: 'The clock may not jump: another instance of the store ({instanceId}) has a timer that would fire. Use a store of its own for this run.',
  },

  // audit verify
  optionForStore: {
    vi: 'Tùy chọn "{name}" chỉ dùng cho kho dữ liệu; "{file}" là tài liệu của một hồ sơ.',
    en: 'The option "{name}" is for stores; "{file}" is the document of one instance.',
  },
  publicKeyWrong: {
    vi: 'Giá trị của "--public-key" phải là khóa dạng tên+mã+base64, không phải "{value}". Khóa trong tệp: --public-key @tệp.',
    en: 'The value of "--public-key" must be a key name+id+base64, not "{value}". A key in a file: --public-key @file.',
  },

  // calendars
  optionRequired: {
    vi: 'Thiếu tùy chọn "{name}": {name} {shown}.',
    en: 'The option "{name}" is missing: {name} {shown}.',
  },
  yearWrong: {
    vi: '"{value}" không phải một năm từ {first} đến {last}.',
    en: '"{value}" is not a year from {first} to {last}.',
  },
  cutoffWrong: {
    vi: 'Giá trị của "--cutoff" phải là giờ dạng HH:MM, ví dụ 15:00, không phải "{value}".',
    en: 'The value of "--cutoff" must be a time HH:MM as 15:00, not "{value}".',
  },
  policyUnknown: {
    vi: 'Không có chính sách "{id}". Các chính sách: {known}.',
    en: 'There is no policy "{id}". The policies are: {known}.',
  },
  policyNotInForce: {
    vi: 'Chính sách "{id}" không có hiệu lực vào ngày {on}. Hãy chọn chính sách khác bằng --policy.',
    en: 'The policy "{id}" is not in force on {on}. Choose another one with --policy.',
  },

  // the end of everything
  defect: {
    vi: 'Lỗi của chính quytrinh: {detail}. Hãy báo lại kèm câu lệnh và tệp.',
    en: 'A defect of quytrinh itself: {detail}. Please report it with the command line and the file.',
  },
  defectMend: {
    vi: 'Hãy báo lỗi này kèm tệp; các tệp khác vẫn được kiểm tra.',
    en: 'Please report this with the file; the other files are checked all the same.',
  },
} as const satisfies Record<string, Sentence>;
