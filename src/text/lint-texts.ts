// What the rules find: each finding in both languages, with its mend.
import type { LintCode } from '../model/diagnostic-codes.ts';
import type { DiagnosticText } from './diagnostic-text.ts';

export const lintTexts = {
  EXPRESSION_SYNTAX: {
    vi: {
      message: 'Biểu thức "{expression}" của "{element}" không đúng: {problem}',
      mend: 'Hãy viết lại biểu thức bằng FEEL, ví dụ: so_tien > 1000.',
    },
    en: {
      message: 'The expression "{expression}" of "{element}" is not valid: {problem}',
      mend: 'Write it in FEEL, for example: amount > 1000.',
    },
  },
  EXPRESSION_UNKNOWN_FUNCTION: {
    vi: {
      message: 'Biểu thức của "{element}" gọi hàm "{name}", nhưng FEEL không có hàm này.{suggestion}',
      mend: 'Hãy dùng một hàm có sẵn của FEEL.',
    },
    en: {
      message: 'The expression of "{element}" calls "{name}", which is not a function of FEEL.{suggestion}',
      mend: 'Use one of the built-in functions of FEEL.',
    },
  },
  EXPRESSION_NOT_RUNNABLE: {
    vi: {
      message: 'Biểu thức "{expression}" của "{element}" viết bằng {language}, bộ máy không chạy được ngôn ngữ này.',
      mend: 'Hãy viết lại bằng FEEL.',
    },
    en: {
      message: 'The expression "{expression}" of "{element}" is written in {language}, which this engine does not run.',
      mend: 'Rewrite it in FEEL.',
    },
  },
  DURATION_SYNTAX: {
    vi: {
      message: '"{text}" của "{element}" không phải là khoảng thời gian: {problem}',
      mend: 'Hãy viết theo ISO 8601, ví dụ: PT8H (8 giờ) hoặc P5D (5 ngày).',
    },
    en: {
      message: '"{text}" of "{element}" is not a duration: {problem}',
      mend: 'Write it as ISO 8601, for example PT8H (8 hours) or P5D (5 days).',
    },
  },
  DATE_SYNTAX: {
    vi: {
      message: '"{text}" của "{element}" không phải là thời điểm: {problem}',
      mend: 'Hãy viết theo ISO 8601, ví dụ: 2026-11-24T16:30:00+07:00.',
    },
    en: {
      message: '"{text}" of "{element}" is not a moment: {problem}',
      mend: 'Write it as ISO 8601, for example 2026-11-24T16:30:00+07:00.',
    },
  },
  CYCLE_SYNTAX: {
    vi: {
      message: '"{text}" của "{element}" không phải là chu kỳ: {problem}',
      mend: 'Hãy viết theo ISO 8601, ví dụ: R3/PT8H (3 lần, cách nhau 8 giờ).',
    },
    en: {
      message: '"{text}" of "{element}" is not a cycle: {problem}',
      mend: 'Write it as ISO 8601, for example R3/PT8H (three times, 8 hours apart).',
    },
  },
  START_EVENT_MISSING: {
    vi: {
      message: '"{scope}" không có sự kiện bắt đầu.',
      mend: 'Hãy thêm một sự kiện bắt đầu và nối tới bước đầu tiên.',
    },
    en: { message: '"{scope}" has no start event.', mend: 'Add a start event and connect it to the first step.' },
  },
  START_EVENT_INCOMING: {
    vi: {
      message: 'Sự kiện bắt đầu "{element}" có luồng đi vào.',
      mend: 'Hãy nối luồng "{flow}" vào bước đứng sau sự kiện bắt đầu.',
    },
    en: {
      message: 'The start event "{element}" has an incoming flow.',
      mend: 'Lead the flow "{flow}" to the step after the start event.',
    },
  },
  END_EVENT_OUTGOING: {
    vi: {
      message: 'Sự kiện kết thúc "{element}" có luồng đi ra.',
      mend: 'Hãy bỏ luồng "{flow}", hoặc thay sự kiện kết thúc bằng sự kiện trung gian.',
    },
    en: {
      message: 'The end event "{element}" has an outgoing flow.',
      mend: 'Remove the flow "{flow}", or use an intermediate event instead.',
    },
  },
  ELEMENT_UNREACHABLE: {
    vi: {
      message: 'Không có đường nào từ lúc bắt đầu đến {type} "{element}".',
      mend: 'Hãy nối một luồng tới phần tử này, hoặc xóa nó.',
    },
    en: {
      message: 'No path leads from the start to the {type} "{element}".',
      mend: 'Connect a flow to it, or delete it.',
    },
  },
  ELEMENT_DEAD_END: {
    vi: {
      message: '{type} "{element}" không có luồng đi ra.',
      mend: 'Hãy nối tiếp tới bước sau hoặc tới một sự kiện kết thúc.',
    },
    en: {
      message: 'The {type} "{element}" has no outgoing flow.',
      mend: 'Connect it to the next step or to an end event.',
    },
  },
  BOUNDARY_INCOMING: {
    vi: {
      message: 'Sự kiện biên "{element}" có luồng đi vào.',
      mend: 'Hãy bỏ luồng "{flow}"; sự kiện biên chỉ được kích hoạt từ hoạt động mà nó gắn vào.',
    },
    en: {
      message: 'The boundary event "{element}" has an incoming flow.',
      mend: 'Remove the flow "{flow}"; only the activity it is attached to can trigger it.',
    },
  },
  BOUNDARY_NOT_ATTACHED: {
    vi: {
      message: 'Sự kiện biên "{element}" không gắn vào hoạt động nào cùng cấp.',
      mend: 'Hãy kéo sự kiện này lên cạnh của một tác vụ hoặc quy trình con.',
    },
    en: {
      message: 'The boundary event "{element}" is not attached to an activity of the same level.',
      mend: 'Place it on the edge of a task or subprocess.',
    },
  },
  BOUNDARY_EVENT_KIND: {
    vi: {
      message: 'Sự kiện biên "{element}" không thể là loại {kind}: {position} chỉ nhận {kinds}.',
      mend: 'Hãy chọn một loại được phép, hoặc đổi cách ngắt của sự kiện.',
    },
    en: {
      message: 'The boundary event "{element}" cannot be of kind {kind}: {position} takes only {kinds}.',
      mend: 'Choose one of the kinds allowed, or change whether the event interrupts.',
    },
  },
  COMPENSATION_OUTGOING: {
    vi: {
      message: 'Sự kiện biên bù trừ "{element}" có luồng đi ra.',
      mend: 'Hãy thay luồng "{flow}" bằng một liên kết (association) tới hoạt động bù trừ.',
    },
    en: {
      message: 'The compensation boundary event "{element}" has an outgoing flow.',
      mend: 'Replace the flow "{flow}" by an association to the compensation activity.',
    },
  },
  COMPENSATION_HANDLER_MISSING: {
    vi: {
      message: 'Sự kiện biên bù trừ "{element}" không có hoạt động bù trừ.',
      mend: 'Hãy nối nó bằng một liên kết (association) tới hoạt động có isForCompensation="true".',
    },
    en: {
      message: 'The compensation boundary event "{element}" has no compensation activity.',
      mend: 'Associate it with an activity that has isForCompensation="true".',
    },
  },
  COMPENSATION_HANDLER_INVALID: {
    vi: {
      message: '"{handler}" được nối với sự kiện bù trừ "{element}" nhưng không phải là hoạt động bù trừ.',
      mend: 'Hãy đặt isForCompensation="true" cho "{handler}".',
    },
    en: {
      message: '"{handler}" is associated with the compensation event "{element}" but is not a compensation activity.',
      mend: 'Set isForCompensation="true" on "{handler}".',
    },
  },
  COMPENSATION_ACTIVITY_UNKNOWN: {
    vi: {
      message: '"{element}" yêu cầu bù trừ cho "{activity}", nhưng không có hoạt động này.',
      mend: 'Hãy chọn một hoạt động có trong quy trình.',
    },
    en: {
      message: '"{element}" asks to compensate "{activity}", but there is no such activity.',
      mend: 'Choose an activity of the process.',
    },
  },
  EVENT_KIND_NOT_ALLOWED: {
    vi: {
      message: '"{element}" không thể là loại {kind}: {position} chỉ nhận {kinds}.',
      mend: 'Hãy chọn một loại được phép ở vị trí này.',
    },
    en: {
      message: '"{element}" cannot be of kind {kind}: {position} takes only {kinds}.',
      mend: 'Choose one of the kinds allowed in this place.',
    },
  },
  EVENT_KINDS_TOGETHER: {
    vi: {
      message: '"{element}" chờ nhiều sự kiện cùng xảy ra; {kind} không thể là một trong số đó.',
      mend: 'Hãy tách nó thành một sự kiện riêng, hoặc bỏ parallelMultiple để sự kiện nào đến cũng được.',
    },
    en: {
      message: '"{element}" waits for several events that must all happen; {kind} cannot be one of them.',
      mend: 'Make it an event of its own, or take parallelMultiple away so that any one of them will do.',
    },
  },
  EVENT_DEFINITION_MISSING: {
    vi: {
      message: '"{element}" không cho biết nó chờ điều gì.',
      mend: 'Hãy chọn loại sự kiện, ví dụ: thông điệp hoặc hẹn giờ.',
    },
    en: {
      message: '"{element}" does not say what it waits for.',
      mend: 'Choose its kind, for example message or timer.',
    },
  },
  EVENT_REFERENCE_MISSING: {
    vi: {
      message: '"{element}" là loại {kind} nhưng không trỏ tới {kind} nào.',
      mend: 'Hãy chọn {kind} trong danh sách của tệp, hoặc tạo mới.',
    },
    en: {
      message: '"{element}" is of kind {kind} but names no {kind}.',
      mend: 'Choose a {kind} of the file, or create one.',
    },
  },
  EVENT_VALUE_MISSING: {
    vi: {
      message: '"{element}" là loại {kind} nhưng chưa cho biết khi nào.',
      mend: 'Hãy ghi thời điểm, khoảng thời gian, chu kỳ hoặc điều kiện.',
    },
    en: {
      message: '"{element}" is of kind {kind} but does not say when.',
      mend: 'Give the date, duration, cycle or condition.',
    },
  },
  EVENT_CODE_MISSING: {
    vi: {
      message: '"{element}" phát ra {kind} không có mã, nên chỉ nơi bắt mọi {kind} mới bắt được.',
      mend: 'Hãy đặt mã cho {kind} này.',
    },
    en: {
      message: '"{element}" throws an {kind} without a code, which only a catch-all can catch.',
      mend: 'Give the {kind} a code.',
    },
  },
  LINK_NAME_MISSING: {
    vi: {
      message: 'Sự kiện liên kết "{element}" không có tên liên kết.',
      mend: 'Hãy đặt cùng một tên cho nơi đi và nơi đến.',
    },
    en: {
      message: 'The link event "{element}" has no link name.',
      mend: 'Give the source and the target of the link the same name.',
    },
  },
  LINK_TARGET_MISSING: {
    vi: {
      message: 'Liên kết "{link}" của "{element}" không có nơi đến trong cùng cấp.',
      mend: 'Hãy thêm một sự kiện liên kết bắt có tên "{link}" trong cùng quy trình.',
    },
    en: {
      message: 'The link "{link}" of "{element}" has no target on the same level.',
      mend: 'Add a catching link event named "{link}" to the same process level.',
    },
  },
  LINK_SOURCE_MISSING: {
    vi: {
      message: 'Liên kết "{link}" của "{element}" không có nơi đi trong cùng cấp.',
      mend: 'Hãy thêm một sự kiện liên kết phát có tên "{link}" trong cùng quy trình.',
    },
    en: {
      message: 'The link "{link}" of "{element}" has no source on the same level.',
      mend: 'Add a throwing link event named "{link}" to the same process level.',
    },
  },
  LINK_TARGET_DUPLICATE: {
    vi: {
      message: 'Liên kết "{link}" có nhiều nơi đến; "{element}" là nơi đến thừa.',
      mend: 'Hãy giữ một nơi đến cho mỗi tên liên kết.',
    },
    en: {
      message: 'The link "{link}" has several targets; "{element}" is one too many.',
      mend: 'Keep one target for each link name.',
    },
  },
  FLOW_CROSSES_SCOPE: {
    vi: {
      message: 'Luồng "{flow}" đi từ "{source}" sang "{target}", vượt qua ranh giới quy trình con.',
      mend: 'Hãy nối với chính quy trình con, hoặc chuyển hai phần tử về cùng cấp.',
    },
    en: {
      message: 'The flow "{flow}" from "{source}" to "{target}" crosses the border of a process or subprocess.',
      mend: 'Connect the subprocess itself, or move both elements to the same level.',
    },
  },
  FLOW_EVENT_SUBPROCESS: {
    vi: {
      message: '"{element}" không được có luồng "{flow}": nó chỉ chạy khi sự kiện hoặc việc bù trừ kích hoạt.',
      mend: 'Hãy bỏ luồng này.',
    },
    en: {
      message: '"{element}" may not have the flow "{flow}": only its event or compensation starts it.',
      mend: 'Remove the flow.',
    },
  },
  FLOW_CONDITION_MISSING: {
    vi: {
      message: 'Luồng "{flow}" của {type} "{element}" không có điều kiện nên luôn được coi là đúng.',
      mend: 'Hãy thêm điều kiện, hoặc đặt nó làm luồng mặc định.',
    },
    en: {
      message: 'The flow "{flow}" of the {type} "{element}" has no condition and so counts as always true.',
      mend: 'Add a condition, or make it the default flow.',
    },
  },
  FLOW_CONDITION_UNUSED: {
    vi: {
      message: 'Điều kiện của luồng "{flow}" không bao giờ được xét ({type} "{element}").',
      mend: 'Hãy bỏ điều kiện, hoặc đặt một cổng loại trừ hay cổng bao hàm trước luồng này.',
    },
    en: {
      message: 'The condition of the flow "{flow}" is never evaluated ({type} "{element}").',
      mend: 'Remove it, or put an exclusive or inclusive gateway before the flow.',
    },
  },
  FLOW_DEFAULT_INVALID: {
    vi: {
      message: 'Luồng mặc định "{flow}" không đi ra từ "{element}".',
      mend: 'Hãy chọn luồng mặc định trong các luồng đi ra của chính phần tử này.',
    },
    en: {
      message: 'The default flow "{flow}" does not leave "{element}".',
      mend: 'Choose the default among the outgoing flows of the element.',
    },
  },
  FLOW_DEFAULT_MISSING: {
    vi: {
      message:
        'Mọi luồng sau "{element}" đều có điều kiện và không có luồng mặc định: nếu không điều kiện nào đúng, hồ sơ sẽ dừng lại.',
      mend: 'Hãy đặt một luồng mặc định.',
    },
    en: {
      message:
        'All flows of "{element}" have conditions and none is the default: when no condition is true, the dossier gets stuck.',
      mend: 'Choose a default flow.',
    },
  },
  GATEWAY_SINGLE: {
    vi: {
      message: '{type} "{element}" chỉ có một luồng vào và một luồng ra nên không có tác dụng.',
      mend: 'Hãy bỏ cổng này, hoặc nối các nhánh còn thiếu.',
    },
    en: {
      message: 'The {type} "{element}" has one flow in and one flow out and so does nothing.',
      mend: 'Remove it, or connect the missing branches.',
    },
  },
  GATEWAY_MIXED: {
    vi: {
      message: '{type} "{element}" vừa gộp vừa tách nhánh.',
      mend: 'Hãy tách thành hai cổng: một cổng gộp, một cổng tách.',
    },
    en: {
      message: 'The {type} "{element}" both joins and splits.',
      mend: 'Use two gateways: one that joins and one that splits.',
    },
  },
  EVENT_GATEWAY_TARGET: {
    vi: {
      message: 'Sau cổng theo sự kiện "{element}" không thể là {type} "{target}".',
      mend: 'Hãy đặt ở đó tác vụ nhận, hoặc sự kiện trung gian bắt loại thông điệp, tín hiệu, hẹn giờ hay điều kiện.',
    },
    en: {
      message: 'After the event-based gateway "{element}" there cannot be the {type} "{target}".',
      mend: 'Put a receive task there, or a catch event for a message, signal, timer or condition.',
    },
  },
  EVENT_GATEWAY_TARGET_SHARED: {
    vi: {
      message: '"{target}" đứng sau cổng theo sự kiện "{element}" nhưng còn có luồng vào khác.',
      mend: 'Hãy bỏ các luồng vào khác của "{target}".',
    },
    en: {
      message: '"{target}" follows the event-based gateway "{element}" but has other incoming flows.',
      mend: 'Remove the other incoming flows of "{target}".',
    },
  },
  EVENT_GATEWAY_RECEIVE_BOUNDARY: {
    vi: {
      message: 'Tác vụ nhận "{target}" sau cổng theo sự kiện "{element}" không được có sự kiện biên.',
      mend: 'Hãy bỏ sự kiện biên, hoặc dùng sự kiện trung gian bắt thông điệp.',
    },
    en: {
      message: 'The receive task "{target}" after the event-based gateway "{element}" may not have boundary events.',
      mend: 'Remove the boundary event, or use a message catch event.',
    },
  },
  EVENT_GATEWAY_SINGLE: {
    vi: {
      message: 'Cổng theo sự kiện "{element}" có ít hơn hai luồng đi ra.',
      mend: 'Hãy nối thêm ít nhất một sự kiện, hoặc bỏ cổng này.',
    },
    en: {
      message: 'The event-based gateway "{element}" has fewer than two outgoing flows.',
      mend: 'Connect one more event, or remove the gateway.',
    },
  },
  EVENT_GATEWAY_INCOMING: {
    vi: {
      message: 'Cổng theo sự kiện "{element}" khởi tạo quy trình nên không được có luồng đi vào.',
      mend: 'Hãy bỏ luồng đi vào, hoặc đặt instantiate="false".',
    },
    en: {
      message: 'The event-based gateway "{element}" instantiates the process and so may not have an incoming flow.',
      mend: 'Remove the incoming flow, or set instantiate="false".',
    },
  },
  EVENT_SUBPROCESS_START: {
    vi: {
      message: 'Quy trình con theo sự kiện "{element}" có {count} sự kiện bắt đầu.',
      mend: 'Hãy giữ đúng một sự kiện bắt đầu, có loại kích hoạt.',
    },
    en: {
      message: 'The event subprocess "{element}" has {count} start events.',
      mend: 'Keep exactly one start event, with a trigger.',
    },
  },
  AD_HOC_CONTENT: {
    vi: {
      message: '{type} "{element}" không được nằm trong quy trình con tùy biến.',
      mend: 'Hãy bỏ phần tử này ra khỏi quy trình con tùy biến.',
    },
    en: {
      message: 'The {type} "{element}" may not stand in an ad-hoc subprocess.',
      mend: 'Take it out of the ad-hoc subprocess.',
    },
  },
  JOB_RETRIES_INVALID: {
    vi: {
      message: 'Số lần làm của "{element}" là "{text}", không phải số nguyên từ 1 trở lên.',
      mend: 'Hãy ghi số lần làm, ví dụ 3: lần đầu và hai lần thử lại.',
    },
    en: {
      message: 'The number of attempts of "{element}" is "{text}", not a whole number from 1 on.',
      mend: 'Write how often it may be tried, for example 3: the first time and twice again.',
    },
  },
  JOB_BACKOFF_SYNTAX: {
    vi: {
      message: '"{header}" của "{element}" là "{text}", không phải danh sách khoảng thời gian: {problem}',
      mend: 'Hãy viết các khoảng chờ giữa những lần thử theo ISO 8601, cách nhau bằng dấu phẩy, ví dụ: PT1S,PT10S,PT1M.',
    },
    en: {
      message: '"{header}" of "{element}" is "{text}", not a list of durations: {problem}',
      mend: 'Write the waits between attempts as ISO 8601 with commas between them, for example PT1S,PT10S,PT1M.',
    },
  },
  LOOP_INCOMPLETE: {
    vi: {
      message: '"{element}" được lặp nhưng không cho biết lặp bao nhiêu lần.',
      mend: 'Hãy cho biết tập hợp cần duyệt, số lần lặp hoặc điều kiện lặp.',
    },
    en: {
      message: '"{element}" is repeated but does not say how often.',
      mend: 'Give the collection, the number of times, or the loop condition.',
    },
  },
  LOOP_COLLECTION_UNKNOWN: {
    vi: {
      message: '"{element}" lặp theo dữ liệu "{collection}", nhưng không có dữ liệu này.',
      mend: 'Hãy trỏ tới một dữ liệu vào (dataInput) của hoạt động.',
    },
    en: {
      message: '"{element}" is repeated over the data "{collection}", but there is no such data.',
      mend: 'Refer to a data input of the activity.',
    },
  },
  QUANTITY_INVALID: {
    vi: {
      message: 'Thuộc tính {attribute} của "{element}" là {value}, nhỏ hơn 1.',
      mend: 'Hãy đặt giá trị từ 1 trở lên, hoặc bỏ thuộc tính này.',
    },
    en: {
      message: 'The attribute {attribute} of "{element}" is {value}, less than 1.',
      mend: 'Set it to 1 or more, or remove the attribute.',
    },
  },
  MESSAGE_CORRELATION_MISSING: {
    vi: {
      message: 'Thông điệp "{message}" mà "{element}" chờ không có khóa đối chiếu, nên không biết nó thuộc hồ sơ nào.',
      mend: 'Hãy đặt khóa đối chiếu cho thông điệp, ví dụ: =ma_ho_so.',
    },
    en: {
      message:
        'The message "{message}" that "{element}" waits for has no correlation key, so it cannot be told which dossier it belongs to.',
      mend: 'Give the message a correlation key, for example =dossierCode.',
    },
  },
  MESSAGE_FLOW_SOURCE: {
    vi: {
      message: 'Luồng thông điệp "{flow}" không thể đi ra từ {type} "{element}".',
      mend: 'Hãy cho luồng thông điệp đi ra từ một hoạt động, sự kiện phát, sự kiện kết thúc hoặc một bên tham gia.',
    },
    en: {
      message: 'The message flow "{flow}" cannot leave the {type} "{element}".',
      mend: 'Let it leave an activity, a throwing event, an end event or a pool.',
    },
  },
  MESSAGE_FLOW_TARGET: {
    vi: {
      message: 'Luồng thông điệp "{flow}" không thể đi tới {type} "{element}".',
      mend: 'Hãy cho luồng thông điệp đi tới một hoạt động, sự kiện bắt, sự kiện bắt đầu hoặc một bên tham gia.',
    },
    en: {
      message: 'The message flow "{flow}" cannot lead to the {type} "{element}".',
      mend: 'Let it lead to an activity, a catching event, a start event or a pool.',
    },
  },
  MESSAGE_FLOW_SAME_POOL: {
    vi: {
      message: 'Luồng thông điệp "{flow}" nối hai phần tử trong cùng một bên tham gia.',
      mend: 'Hãy dùng luồng tuần tự bên trong một bên tham gia.',
    },
    en: {
      message: 'The message flow "{flow}" connects two elements of the same pool.',
      mend: 'Use a sequence flow inside a pool.',
    },
  },
  PARTICIPANT_MULTIPLICITY: {
    vi: {
      message: 'Số lượng của bên tham gia "{participant}" không hợp lệ: tối thiểu {minimum}, tối đa {maximum}.',
      mend: 'Hãy đặt tối đa từ 1 trở lên và không nhỏ hơn tối thiểu.',
    },
    en: {
      message:
        'The multiplicity of the participant "{participant}" is not valid: minimum {minimum}, maximum {maximum}.',
      mend: 'Set the maximum to 1 or more, and to no less than the minimum.',
    },
  },
  DATA_COLLECTION_MISMATCH: {
    vi: {
      message: 'Thuộc tính isCollection của dữ liệu "{data}" khác với định nghĩa "{item}" mà nó dùng.',
      mend: 'Hãy đặt isCollection giống nhau ở hai nơi.',
    },
    en: {
      message: 'The attribute isCollection of the data "{data}" differs from that of its item definition "{item}".',
      mend: 'Give isCollection the same value in both places.',
    },
  },
  DATA_MESSAGE_MISMATCH: {
    vi: {
      message: 'Dữ liệu "{data}" của "{element}" khác kiểu với thông điệp "{message}".',
      mend: 'Hãy dùng cùng một định nghĩa dữ liệu (itemDefinition) cho cả hai.',
    },
    en: {
      message: 'The data "{data}" of "{element}" is of another type than the message "{message}".',
      mend: 'Use the same item definition for both.',
    },
  },
  DATA_ASSOCIATION_SOURCES: {
    vi: {
      message: 'Liên kết dữ liệu của "{element}" có {count} nguồn nhưng không có phép biến đổi.',
      mend: 'Hãy giữ một nguồn, hoặc thêm phép biến đổi.',
    },
    en: {
      message: 'A data association of "{element}" has {count} sources but no transformation.',
      mend: 'Keep one source, or add a transformation.',
    },
  },
  DATA_ASSIGNMENT_TARGET: {
    vi: {
      message: 'Một phép gán của "{element}" ghi vào "{to}", không phải là tên hay đường dẫn các tên.',
      mend: 'Hãy viết tên một biến, hoặc đường dẫn như ho_so.nguoi_nop.ten.',
    },
    en: {
      message: 'An assignment of "{element}" writes to "{to}", which is not a name or a path of names.',
      mend: 'Write the name of a variable, or a path such as order.customer.name.',
    },
  },
  DATA_SETS_OF_EVENT: {
    vi: {
      message:
        'Sự kiện "{element}" nêu tập dữ liệu {data}, nhưng sự kiện không bao giờ chờ dữ liệu: tập này không được xét.',
      mend: 'Nếu bước tiếp theo cần dữ liệu, hãy đặt tập dữ liệu ở hoạt động; nếu chỉ để khai báo, có thể bỏ qua.',
    },
    en: {
      message:
        'The event "{element}" has a set of the data {data}, but an event never waits for data: the set is not asked.',
      mend: 'Where data must be there, put the set on an activity; as a mere declaration it can stay.',
    },
  },
  DATA_WHILE_EXECUTING: {
    vi: {
      message:
        'Dữ liệu vào {data} của "{element}" được phép đến trong khi thực hiện, nhưng chỉ được lấy một lần khi bắt đầu.',
      mend: 'Nếu bước này phải có dữ liệu, hãy bỏ whileExecutingInputRefs để bước chờ; nếu dữ liệu đến sau, hãy nhận bằng thông điệp hoặc một bước riêng.',
    },
    en: {
      message: 'The data input {data} of "{element}" may come while it works, but it is taken once, as it begins.',
      mend: 'Remove whileExecutingInputRefs if the activity needs it, so that it is waited for; take what comes later by a message or in a step of its own.',
    },
  },
  DECISION_MISSING: {
    vi: {
      message:
        'Tác vụ quy tắc "{element}" hỏi quyết định "{decision}", nhưng các tệp DMN được kiểm tra cùng không có quyết định này.',
      mend: 'Hãy sửa mã quyết định (đang có: {known}), hoặc kiểm tra cùng tệp DMN chứa nó.',
    },
    en: {
      message:
        'The business rule task "{element}" asks the decision "{decision}", which is in none of the DMN files checked with it.',
      mend: 'Correct the id of the decision (there are: {known}), or check it together with the DMN file that has it.',
    },
  },
  CALL_TARGET_MISSING: {
    vi: {
      message: 'Hoạt động gọi "{element}" không cho biết gọi quy trình nào.',
      mend: 'Hãy ghi mã (id) của quy trình hay tác vụ dùng chung cần gọi.',
    },
    en: {
      message: 'The call activity "{element}" does not say which process it calls.',
      mend: 'Give the id of the process or global task that it calls.',
    },
  },
  NAME_TWICE: {
    vi: {
      message: 'Hai định nghĩa {kind} trong tệp cùng tên "{name}": khi chạy không phân biệt được.',
      mend: 'Hãy dùng chung một định nghĩa, hoặc đặt tên khác.',
    },
    en: {
      message: 'Two {kind} definitions of the file are called "{name}": they cannot be told apart when it runs.',
      mend: 'Use one definition for both, or another name.',
    },
  },
  TASK_NAME_MISSING: {
    vi: {
      message: '{type} "{element}" không có tên: người thực hiện chỉ thấy mã của nó trong danh sách việc.',
      mend: 'Hãy đặt tên bắt đầu bằng động từ, ví dụ: Kiểm tra hồ sơ.',
    },
    en: {
      message: 'The {type} "{element}" has no name: who performs it sees its id in the list of tasks.',
      mend: 'Give it a name that begins with a verb, for example: Check the dossier.',
    },
  },
  TASK_PERFORMER_MISSING: {
    vi: {
      message: 'Tác vụ "{element}" không cho biết ai thực hiện.',
      mend: 'Hãy đặt tác vụ vào một làn, hoặc khai báo vai trò, người nhận hay nhóm thực hiện.',
    },
    en: {
      message: 'The task "{element}" does not say who performs it.',
      mend: 'Put it into a lane, or give it a role, an assignee or candidate groups.',
    },
  },
  SLA_STEPS_EXCEED_TOTAL: {
    vi: {
      message:
        'Tổng thời gian các bước là {stepsMinutes}, vượt thời hạn {totalMinutes} của quy trình, theo đường: {path}.',
      mend: 'Hãy rút ngắn các bước trên đường này, hoặc tăng thời hạn của quy trình.',
    },
    en: {
      message:
        'The steps take {stepsMinutes}, more than the {totalMinutes} allowed for the process, on the path: {path}.',
      mend: 'Shorten the steps on this path, or allow the process more time.',
    },
  },
  SLA_UNTIL_UNKNOWN: {
    vi: {
      message: 'Thời hạn của quy trình được tính đến "{until}", nhưng không có phần tử này.',
      mend: 'Hãy ghi mã (id) của một phần tử có trong quy trình.',
    },
    en: {
      message: 'The time of the process counts until "{until}", but there is no such element.',
      mend: 'Give the id of an element of the process.',
    },
  },
  SLA_PHASE_UNKNOWN: {
    vi: {
      message: 'Giai đoạn "{phase}" bắt đầu từ "{from}", nhưng không có phần tử này.',
      mend: 'Hãy ghi mã (id) của một phần tử có trong quy trình.',
    },
    en: {
      message: 'The phase "{phase}" begins with "{from}", but there is no such element.',
      mend: 'Give the id of an element of the process.',
    },
  },
  SLA_PHASE_NAME: {
    vi: {
      message: 'Có hai giai đoạn cùng tên "{phase}".',
      mend: 'Hãy đặt cho mỗi giai đoạn một tên riêng.',
    },
    en: { message: 'Two phases are called "{phase}".', mend: 'Give each phase a name of its own.' },
  },
  SLA_PHASE_UNREACHABLE: {
    vi: {
      message: 'Giai đoạn "{phase}" kết thúc ở "{until}", nhưng từ nơi bắt đầu không thể đi đến đó.',
      mend: 'Hãy chọn lại phần tử bắt đầu (from) hoặc kết thúc (until) của giai đoạn.',
    },
    en: {
      message: 'The phase "{phase}" ends with "{until}", which can\'t be reached from where it begins.',
      mend: 'Choose another element for its beginning (from) or its end (until).',
    },
  },
  SLA_WARNING_SYNTAX: {
    vi: {
      message: 'Mốc cảnh báo "{text}" của "{element}" không hợp lệ.',
      mend: 'Hãy ghi tỷ lệ như 80% hoặc khoảng báo trước như -P1D, -PT4H.',
    },
    en: {
      message: 'The warning "{text}" of "{element}" is not valid.',
      mend: 'Write a share such as 80% or a lead time such as -P1D or -PT4H.',
    },
  },
  SEPARATION_UNKNOWN: {
    vi: {
      message:
        '"{element}" phải tách người thực hiện với "{other}", nhưng không có tác vụ người dùng nào khác mang mã này.',
      mend: 'Hãy ghi mã (id) của một tác vụ người dùng khác trong quy trình.',
    },
    en: {
      message: '"{element}" must be done by somebody else than "{other}", but no other user task has this id.',
      mend: 'Give the id of another user task of the process.',
    },
  },
  PAUSE_WITHOUT_SLA: {
    vi: {
      message: '"{element}" dừng đồng hồ thời hạn của hồ sơ, nhưng quy trình không có thời hạn.',
      mend: 'Hãy khai báo thời hạn (quytrinh:sla) cho quy trình, hoặc bỏ việc dừng đồng hồ.',
    },
    en: {
      message: '"{element}" stops the clock of the dossier, but the process has no SLA.',
      mend: 'Give the process a quytrinh:sla, or remove the pause.',
    },
  },
  PAUSE_CAUSE_UNKNOWN: {
    vi: {
      message: 'Lý do dừng "{cause}" tại "{element}" không có trong danh mục của chính sách {policy}.',
      mend: 'Hãy dùng một trong các lý do: {allowed}; hoặc chỉ ra chính sách có lý do này.',
    },
    en: {
      message: 'The cause "{cause}" of the pause at "{element}" is not on the list of the policy {policy}.',
      mend: 'Use one of these: {allowed}; or name the policy that has the cause.',
    },
  },
  PAUSE_UNSTATED: {
    vi: {
      message: 'Việc dừng đồng hồ tại "{element}" ({cause}) không ghi {missing}, mà chính sách {policy} đòi phải có.',
      mend: 'Hãy thêm thuộc tính {missing} là biểu thức lấy từ dữ liệu hồ sơ, ví dụ {missing}="=…".',
    },
    en: {
      message: 'The pause at "{element}" ({cause}) does not write down its {missing}, which the policy {policy} wants.',
      mend: 'Add the attribute {missing} with an expression over the data of the dossier, such as {missing}="=…".',
    },
  },
  PAUSE_REQUEST_UNKNOWN: {
    vi: {
      message: 'Việc dừng đồng hồ tại "{element}" được thông báo bởi "{request}", nhưng không có phần tử này.',
      mend: 'Hãy ghi mã (id) của bước gửi yêu cầu.',
    },
    en: {
      message: 'Notice of the pause at "{element}" is given by "{request}", but there is no such element.',
      mend: 'Give the id of the step that sends the request.',
    },
  },
  UNSOUND_DEADLOCK: {
    vi: {
      message: 'Cổng hội "{element}" có thể chờ mãi: không nhánh nào đến được qua {flows}. Ví dụ: {path}.',
      mend: 'Hãy dùng cổng hội cùng loại với cổng tách, hoặc bảo đảm mọi nhánh đều tới đây.',
    },
    en: {
      message: 'The join "{element}" may wait forever: nothing can arrive through {flows}. For example: {path}.',
      mend: 'Use a join of the same kind as the split, or make sure that every branch comes here.',
    },
  },
  UNSOUND_LACK_OF_SYNCHRONISATION: {
    vi: {
      message:
        '"{element}" có thể chạy nhiều lần cùng lúc vì các nhánh song song không được gộp trước đó. Ví dụ: {path}.',
      mend: 'Hãy gộp các nhánh song song bằng cổng song song trước "{element}".',
    },
    en: {
      message:
        '"{element}" may run several times at once, since parallel branches are not joined before it. For example: {path}.',
      mend: 'Join the parallel branches by a parallel gateway before "{element}".',
    },
  },
  UNSOUND_NO_COMPLETION: {
    vi: {
      message: '"{scope}" có thể đi vào chỗ không bao giờ kết thúc. Ví dụ: {path}.',
      mend: 'Hãy thêm đường ra khỏi vòng lặp, hoặc đường tới sự kiện kết thúc.',
    },
    en: {
      message: '"{scope}" may get to where it can never end. For example: {path}.',
      mend: 'Add a way out of the loop, or a path to an end event.',
    },
  },
  SOUNDNESS_UNDECIDED: {
    vi: {
      message: 'Chưa kết luận được "{scope}" có bế tắc hay không: có hơn {limit} trạng thái.',
      mend: 'Hãy chia quy trình thành các quy trình con nhỏ hơn.',
    },
    en: {
      message: 'It was not decided whether "{scope}" can get stuck: there are more than {limit} states.',
      mend: 'Divide the process into smaller subprocesses.',
    },
  },
  SOUNDNESS_NOT_CHECKED: {
    vi: {
      message: 'Chưa kiểm tra được bế tắc quanh {type} "{element}": quá nhiều nhánh hoặc cần nhiều token cùng lúc.',
      mend: 'Hãy chia nhỏ các nhánh, hoặc bỏ startQuantity và completionQuantity.',
    },
    en: {
      message:
        'It was not checked whether the process can get stuck, because of the {type} "{element}": too many branches, or several tokens at once.',
      mend: 'Divide the branches, or remove startQuantity and completionQuantity.',
    },
  },
  SCHEMA_INVALID: {
    vi: {
      message: 'Lược đồ dữ liệu của "{element}" không dùng được, tại "{pointer}": {problem}.',
      mend: 'Hãy sửa lược đồ theo JSON Schema 2020-12, chỉ dùng các từ khóa được hỗ trợ.',
    },
    en: {
      message: 'The schema of "{element}" cannot be used, at "{pointer}": {problem}.',
      mend: 'Correct it as JSON Schema 2020-12, with the keywords that are supported.',
    },
  },
  VARIABLE_NOT_DECLARED: {
    vi: {
      message: 'Biểu thức của "{element}" dùng biến "{name}", nhưng lược đồ của quy trình không khai báo biến này.',
      mend: 'Hãy khai báo biến trong lược đồ, hoặc sửa tên biến.',
    },
    en: {
      message: 'The expression of "{element}" uses "{name}", which the schema of the process does not declare.',
      mend: 'Declare it in the schema, or correct the name.',
    },
  },
} as const satisfies Record<LintCode, DiagnosticText>;
