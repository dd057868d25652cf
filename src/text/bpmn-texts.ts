// What reading a file finds: each finding in both languages, with its mend.
import type { BpmnCode } from '../model/diagnostic-codes.ts';
import type { DiagnosticText } from './diagnostic-text.ts';

export const bpmnTexts = {
  XML_SYNTAX: {
    vi: {
      message: 'Tệp không đúng cú pháp XML tại "{found}".',
      mend: 'Hãy xem lại dấu ngoặc kép, dấu < > hoặc chú thích chưa đóng ở chỗ này, tốt nhất là lưu lại tệp từ công cụ vẽ.',
    },
    en: {
      message: 'This is not well-formed XML at "{found}".',
      mend: 'Look for a quote, a < or >, or a comment that is not closed here; best save the file again from the modeler.',
    },
  },
  IMPLICIT_THROW_ALONE: {
    vi: {
      message:
        'Sự kiện implicitThrowEvent "{id}" đứng riêng như một bước; BPMN chỉ dùng nó bên trong complexBehaviorDefinition của hoạt động đa thể hiện.',
      mend: 'Hãy dùng sự kiện phát trung gian (intermediateThrowEvent) hoặc sự kiện kết thúc.',
    },
    en: {
      message:
        'The implicitThrowEvent "{id}" stands as a step of its own; BPMN has it only inside the complexBehaviorDefinition of a multi-instance activity.',
      mend: 'Use an intermediate throw event (intermediateThrowEvent) or an end event.',
    },
  },
  XML_NOT_BPMN: {
    vi: {
      message: 'Thẻ gốc là <{found}> (không gian tên "{namespace}"), không phải <definitions> của BPMN 2.0.',
      mend: 'Hãy chọn tệp .bpmn, hoặc sửa xmlns thành http://www.omg.org/spec/BPMN/20100524/MODEL.',
    },
    en: {
      message: 'The root is <{found}> (namespace "{namespace}"), not <definitions> of BPMN 2.0.',
      mend: 'Choose a .bpmn file, or set xmlns to http://www.omg.org/spec/BPMN/20100524/MODEL.',
    },
  },
  XML_TOO_LARGE: {
    vi: {
      message: 'Tệp có {size} byte, quá giới hạn {limit}.',
      mend: 'Hãy tách quy trình thành nhiều tệp, hoặc bỏ hình ảnh nhúng trong tệp.',
    },
    en: {
      message: 'The file has {size} bytes; the limit is {limit}.',
      mend: 'Split the process into several files, or remove embedded pictures.',
    },
  },
  XML_TOO_DEEP: {
    vi: {
      message: 'Các thẻ lồng nhau sâu hơn {limit} cấp.',
      mend: 'Hãy kiểm tra xem tệp có bị hỏng không; quy trình thật không lồng sâu như vậy.',
    },
    en: {
      message: 'Elements are nested deeper than {limit} levels.',
      mend: 'Check whether the file is damaged; no real process is nested like that.',
    },
  },
  XML_DOCTYPE: {
    vi: {
      message: 'Tệp có khai báo DOCTYPE, không được chấp nhận vì lý do an toàn.',
      mend: 'Hãy xoá dòng <!DOCTYPE …>; BPMN không cần đến nó.',
    },
    en: {
      message: 'The file has a DOCTYPE declaration, which is refused for safety.',
      mend: 'Delete the <!DOCTYPE …> part; BPMN does not need it.',
    },
  },
  XML_ENCODING: {
    vi: {
      message: 'Không đọc được bảng mã của tệp ({encoding}).',
      mend: 'Hãy lưu lại tệp bằng UTF-8 và ghi encoding="UTF-8" ở dòng đầu.',
    },
    en: {
      message: 'The encoding of the file cannot be read ({encoding}).',
      mend: 'Save the file as UTF-8, with encoding="UTF-8" in its first line.',
    },
  },
  NAME_RESERVED: {
    vi: {
      message: 'Không dùng được tên "{name}" ở thuộc tính {attribute} của <{parent}>.',
      mend: 'Hãy đặt tên khác và sửa các chỗ dùng tên đó.',
    },
    en: {
      message: 'The name "{name}" cannot be used (attribute {attribute} of <{parent}>).',
      mend: 'Choose another name, and change what refers to it.',
    },
  },
  DUPLICATE_ID: {
    vi: {
      message: 'Mã "{id}" của <{name}> đã được <{firstName}> ở dòng {firstLine} dùng.',
      mend: 'Hãy đặt mã khác cho một trong hai phần tử và sửa các chỗ tham chiếu tới nó.',
    },
    en: {
      message: 'The id "{id}" of <{name}> is already used by <{firstName}> in line {firstLine}.',
      mend: 'Give one of the two another id, and change what refers to it.',
    },
  },
  DANGLING_REFERENCE: {
    vi: {
      message:
        'Tham chiếu {property} của "{source}" trỏ tới "{target}", nhưng không dùng được phần tử nào có mã đó.{suggestion}',
      mend: 'Hãy sửa {property} cho đúng mã, hoặc bỏ đi nếu không còn cần.',
    },
    en: {
      message:
        'The reference {property} of "{source}" points to "{target}", but there is no such element to point to.{suggestion}',
      mend: 'Correct {property}, or remove it if it is no longer needed.',
    },
  },
  UNKNOWN_ELEMENT: {
    vi: {
      message: 'Không có phần tử "{name}" bên trong "{parent}".{suggestion}',
      mend: 'Hãy sửa lại tên, hoặc bỏ phần tử này đi.',
    },
    en: {
      message: 'There is no element "{name}" inside "{parent}".{suggestion}',
      mend: 'Correct the name, or remove the element.',
    },
  },
  UNKNOWN_ATTRIBUTE: {
    vi: {
      message: '"{parent}" không có thuộc tính "{name}".{suggestion}',
      mend: 'Hãy sửa lại tên, hoặc bỏ thuộc tính này đi.',
    },
    en: {
      message: '"{parent}" has no attribute "{name}".{suggestion}',
      mend: 'Correct the name, or remove the attribute.',
    },
  },
  MISSING_ATTRIBUTE: {
    vi: { message: '"{parent}" thiếu thuộc tính "{name}".', mend: 'Hãy bổ sung {name} cho phần tử này.' },
    en: { message: '"{parent}" lacks the attribute "{name}".', mend: 'Add {name} to this element.' },
  },
  INVALID_VALUE: {
    vi: {
      message: 'Giá trị "{value}" của {name} trong "{parent}" không hợp lệ.',
      mend: 'Hãy dùng một trong các dạng: {allowed}.',
    },
    en: {
      message: 'The value "{value}" of {name} in "{parent}" is not valid.',
      mend: 'Use one of these forms: {allowed}.',
    },
  },
  EXPRESSION_FOREIGN: {
    vi: {
      message: 'Biểu thức viết bằng {language}, không chuyển sang FEEL được: {construct}.',
      mend: 'Hãy viết lại bằng FEEL, ví dụ: =so_tien > 1000.',
    },
    en: {
      message: 'This expression is written in {language} and cannot be translated to FEEL: {construct}.',
      mend: 'Write it in FEEL, for example: =amount > 1000.',
    },
  },
  EXTENSION_IGNORED: {
    vi: {
      message: 'Phần mở rộng "{name}" ({namespace}) được giữ lại nhưng không có tác dụng khi chạy (gặp {count} lần).',
      mend: 'Nếu cần tác dụng của nó, hãy diễn đạt lại bằng BPMN hoặc bằng quytrinh:.',
    },
    en: {
      message: 'The extension "{name}" ({namespace}) is kept but has no effect when run (met {count} times).',
      mend: 'If its effect is needed, express it in BPMN or with quytrinh:.',
    },
  },
  NO_PROCESS: {
    vi: {
      message: 'Tệp không có quy trình (<process>) nào.',
      mend: 'Hãy vẽ ít nhất một quy trình; một khung (pool) trống chưa phải là quy trình.',
    },
    en: { message: 'The file holds no <process>.', mend: 'Draw at least one process; an empty pool is not one yet.' },
  },
  XML_EMPTY: {
    vi: { message: 'Tệp trống.', mend: 'Hãy chọn tệp khác, hoặc lưu lại tệp từ công cụ vẽ.' },
    en: { message: 'The file is empty.', mend: 'Choose another file, or save it again from the modeler.' },
  },
  XML_NOT_XML: {
    vi: {
      message: 'Tệp không phải XML: nó bắt đầu bằng "{found}".',
      mend: 'Hãy chọn tệp .bpmn do công cụ vẽ lưu ra, không phải tệp JSON, Word, PDF hay ảnh.',
    },
    en: {
      message: 'The file is not XML: it begins with "{found}".',
      mend: 'Choose a .bpmn file saved by a modeler, not JSON, a Word document, a PDF or a picture.',
    },
  },
  XML_NUL: {
    vi: {
      message: 'Tệp có byte rỗng (NUL), có thể là tệp nhị phân hoặc đã bị hỏng.',
      mend: 'Hãy lấy lại bản gốc, hoặc lưu lại tệp từ công cụ vẽ.',
    },
    en: {
      message: 'The file contains a NUL byte: it is binary or damaged.',
      mend: 'Get the original again, or save it again from the modeler.',
    },
  },
  XML_TOO_MANY: {
    vi: {
      message: 'Tệp có quá nhiều phần tử, hoặc một thẻ có quá nhiều thuộc tính; giới hạn là {limit}.',
      mend: 'Hãy tách quy trình thành nhiều tệp.',
    },
    en: {
      message: 'The file has too many elements, or one tag has too many attributes; the limit is {limit}.',
      mend: 'Split the process into several files.',
    },
  },
  XML_TAG_MISMATCH: {
    vi: {
      message: 'Thẻ đóng </{found}> không khớp với thẻ mở <{expected}> ở dòng {line}.',
      mend: 'Hãy đóng thẻ <{expected}> trước, hoặc sửa lại tên thẻ.',
    },
    en: {
      message: 'The end tag </{found}> does not match <{expected}>, opened in line {line}.',
      mend: 'Close <{expected}> first, or correct the name.',
    },
  },
  XML_TAG_OPEN: {
    vi: {
      message: 'Thẻ <{name}> không được đóng lại; có thể tệp bị cắt cụt.',
      mend: 'Hãy thêm </{name}>, hoặc lấy lại bản đầy đủ của tệp.',
    },
    en: {
      message: '<{name}> is never closed; the file may be cut off.',
      mend: 'Add </{name}>, or get the complete file again.',
    },
  },
  XML_ATTRIBUTE_TWICE: {
    vi: { message: 'Thuộc tính "{name}" được ghi hai lần trong cùng một thẻ.', mend: 'Hãy bỏ một lần.' },
    en: { message: 'The attribute "{name}" is given twice in one tag.', mend: 'Remove one of them.' },
  },
  XML_PREFIX_UNDECLARED: {
    vi: { message: 'Tiền tố "{prefix}:" chưa được khai báo.', mend: 'Hãy thêm xmlns:{prefix}="…" vào thẻ gốc.' },
    en: { message: 'The prefix "{prefix}:" is not declared.', mend: 'Add xmlns:{prefix}="…" to the root element.' },
  },
  XML_ENTITY_UNKNOWN: {
    vi: {
      message: '"{entity}" không phải là ký hiệu thay thế có trong XML.',
      mend: 'Hãy viết &amp; thay cho dấu &, hoặc ghi thẳng ký tự cần dùng.',
    },
    en: {
      message: '"{entity}" means nothing in XML.',
      mend: 'Write &amp; for the character &, or write the character itself.',
    },
  },
  EXTENSION_MISPLACED: {
    vi: {
      message: '{name} không đặt được trên <{parent}>.',
      mend: 'Hãy chuyển nó tới một trong các loại phần tử: {allowed}.',
    },
    en: { message: '{name} cannot stand on <{parent}>.', mend: 'Move it to one of these: {allowed}.' },
  },
  EXTENSION_REPEATED: {
    vi: {
      message: '{name} được khai báo nhiều lần trên <{parent}>, mà chỉ được một lần; lần này không có hiệu lực.',
      mend: 'Hãy bỏ bớt, chỉ giữ lại một.',
    },
    en: {
      message: '{name} is given several times on <{parent}> and may stand there but once; this one has no effect.',
      mend: 'Keep one of them.',
    },
  },
} as const satisfies Record<BpmnCode, DiagnosticText>;
