// Vietnamese sentences of the engine's errors; the English ones stand beside their codes in model/engine-error.ts.
import type { EngineErrorCode } from '../model/engine-error.ts';

export const errorTextsVi = {
  // options and arguments
  OPTION_UNKNOWN: 'Không có tùy chọn "{name}". Các tùy chọn hợp lệ: {known}.{suggestion}',
  OPTION_INVALID: 'Tùy chọn "{name}" không hợp lệ: {problem}.',
  ARGUMENT_INVALID: 'Tham số "{name}" không hợp lệ: {problem}.',
  // definitions
  DEFINITION_INVALID:
    'Không thể triển khai {file}: có {count} vấn đề, vấn đề đầu tiên: {first}. Hãy chạy `quytrinh validate` trên tệp này.',
  DECISIONS_INVALID:
    'Không thể triển khai {file}: có {count} vấn đề, vấn đề đầu tiên tại "{at}": {problem} Hãy sửa rồi triển khai lại tệp.',
  DEFINITION_UNKNOWN: 'Chưa có quy trình "{process}" nào được triển khai. Hãy triển khai tệp của quy trình trước.',
  DEFINITION_VERSION_UNKNOWN: 'Quy trình "{process}" không có phiên bản {version}. Hãy xem danh sách phiên bản.',
  DEFINITION_STATE: 'Không thể {action} phiên bản {version} của quy trình "{process}"; trạng thái hiện tại: {state}.',
  DEFINITION_NOT_IN_FORCE:
    'Không có phiên bản nào của quy trình "{process}" có hiệu lực vào lúc {at}. Hãy phê duyệt một phiên bản, hoặc xem thời gian hiệu lực của các phiên bản.',
  DEFINITION_SUSPENDED:
    'Phiên bản {version} của quy trình "{process}" đang tạm dừng tiếp nhận hồ sơ mới. Hãy cho tiếp tục trước.',
  // instances and their parts
  INSTANCE_UNKNOWN: 'Không có hồ sơ "{instanceId}".',
  INSTANCE_ENDED: 'Hồ sơ "{instanceId}" đã kết thúc ({status}); không thể thao tác thêm.',
  INSTANCE_EXISTS: 'Hồ sơ "{instanceId}" đã có trong kho này.',
  INSTANCE_SENDING:
    'Hồ sơ "{instanceId}" còn nội dung gửi đi chưa tới nơi: hãy cho chạy các việc đến hạn (runDue) rồi mới xuất.',
  INSTANCE_ARCHIVED: 'Hồ sơ "{instanceId}" đã được đưa vào lưu trữ: nội dung nằm trong tệp lưu trữ.',
  DOCUMENT_INVALID: 'Tài liệu hồ sơ không nguyên vẹn: {reason}. Hãy xuất lại từ kho gốc.',
  REPAIR_REFUSED:
    'Không sửa được hồ sơ "{instanceId}": nhật ký chứng minh {proven} bước, còn dòng hồ sơ ghi {steps} bước. Hãy khôi phục kho từ bản sao lưu.',
  HELD_TOO_MUCH:
    'Hồ sơ "{instanceId}" đang bị tạm dừng và đã giữ hết mức: {count} thông điệp và tín hiệu, {size} byte (nhiều nhất {most}, {mostSize} byte). Hãy cho hồ sơ tiếp tục rồi gửi lại.',
  INSTANCE_SUSPENDED: 'Hồ sơ "{instanceId}" đang bị tạm dừng. Hãy cho tiếp tục trước.',
  TASK_UNKNOWN:
    'Không có công việc đang mở "{taskId}". Có thể việc đã xong hoặc đã bị rút lại: hãy tải lại danh sách công việc.',
  TASK_STATE: 'Không thể {action} công việc "{taskId}"; trạng thái hiện tại: {state}.',
  JOB_UNKNOWN: 'Không có tác vụ máy đang mở "{jobId}".',
  JOB_STATE: 'Không thể {action} tác vụ máy "{jobId}"; trạng thái hiện tại: {state}.',
  TIMER_UNKNOWN: 'Không có hẹn giờ "{timerId}" đang chờ.',
  TIMER_NOT_DUE: 'Hẹn giờ "{timerId}" đến hạn lúc {dueAt}, muộn hơn hiện tại ({now}).',
  SUBSCRIPTION_UNKNOWN: 'Không có đăng ký chờ "{subscriptionId}" đang mở.',
  INCIDENT_UNKNOWN: 'Không có sự cố "{incidentId}" đang mở.',
  CALL_UNKNOWN: 'Không có lời gọi quy trình "{callId}" đang mở.',
  CALL_TOO_DEEP:
    'Quy trình "{process}" được gọi lồng quá {limit} cấp: nó tự gọi lại chính mình mà không có điểm dừng. Hãy sửa quy trình.',
  MIGRATION_REFUSED:
    'Hồ sơ "{instanceId}" không thể chuyển sang phiên bản {version}: {reasons}. Hãy ánh xạ các phần tử đã thay đổi, hoặc di chuyển bước đang chờ trước.',
  CLOCK_UNKNOWN: 'Không có đồng hồ thời hạn "{clockId}".',
  CLOCK_REFUSED: 'Đồng hồ thời hạn "{clockId}" không cho phép việc này ({code}): {details}.',
  WITHDRAWAL_TOO_LATE:
    'Không thể rút hồ sơ "{instanceId}": đã có quyết định giải quyết. Hãy dừng hồ sơ kèm lý do, hoặc để quy trình kết thúc.',
  START_NOT_POSSIBLE: 'Không thể bắt đầu quy trình "{process}" như vậy: {problem}.',
  VARIABLES_INVALID: 'Biến không hợp lệ: "{path}" {problem}.',
  // authority
  ACTOR_MISSING: 'Lệnh "{action}" cần người thực hiện: hãy truyền { actor: "<mã người>" }.',
  PERSON_UNKNOWN: 'Không có người "{personId}" trong danh bạ.',
  NOT_AUTHORISED: '{personId} không được phép {action} công việc "{taskName}": {reason}',
  DEFINITION_NOT_AUTHORISED: '{personId} không được phép {action} phiên bản của quy trình "{process}": {reason}',
  // concurrency
  CONFLICT:
    'Hồ sơ "{instanceId}" vừa bị người khác thay đổi cùng lúc (chờ bước {expected}, thấy bước {found}). Hãy tải lại rồi thử lại.',
  LEASE_LOST:
    'Lượt giữ tác vụ máy "{jobId}" đã chuyển sang bộ xử lý khác (số hiệu {held}, nay là {found}). Hãy để bộ xử lý đó làm: kết quả của nó mới được tính.',
  NAME_TAKEN: 'Hồ sơ "{holder}" đang chạy cho "{name}"; mỗi lúc chỉ có một hồ sơ.',
  IDEMPOTENCY_MISMATCH: 'Khóa chống lặp "{key}" đã được dùng cho một lệnh khác.',
  ENGINE_CLOSED: 'Bộ máy quy trình đã đóng.',
  // stores
  STORE_OPEN: 'Không mở được kho dữ liệu {file}: {reason}',
  STORE_CORRUPT: 'Kho dữ liệu {file} bị hỏng: {reason}. Chưa có gì bị thay đổi; hãy khôi phục từ bản sao lưu.',
  STORE_NEWER:
    'Kho dữ liệu {file} có định dạng {found}, mới hơn định dạng mà phiên bản này hiểu được ({known}). Hãy dùng phiên bản quytrinh mới hơn.',
  STORE_NOT_OURS:
    'Cơ sở dữ liệu {file} không phải kho dữ liệu của quytrinh: trong đó có bảng của chương trình khác. Hãy chọn tệp hoặc lược đồ khác.',
  STORE_WRITE: 'Ghi vào kho dữ liệu không thành công: {reason}. Không có gì của bước này được giữ lại.',
  STORE_LOST:
    'Mất kết nối tới kho dữ liệu {file}: {reason}. Chưa biết bước cuối cùng đã được giữ lại hay chưa: hãy tải lại hồ sơ, hoặc gửi lại lệnh với cùng khóa chống lặp.',
  STORE_SILENT: 'Kho dữ liệu {file} không trả lời trong {timeoutMs} ms.',
  STORE_NO_SQL:
    'Kho dữ liệu {file} không có giao dịch SQL để ghi vào. Hãy bỏ "inTransaction", hoặc dùng kho SQLite hay PostgreSQL.',
  ATTACHMENT_SQL: '"{sql}" sẽ kết thúc hoặc thay đổi giao dịch của bước. Hãy để bộ máy quy trình làm việc đó.',
  ATTACHMENT_OVER: 'Giao dịch của bước đã kết thúc: không thể ghi thêm. Hãy chờ (await) mọi lời gọi bên trong hàm.',
  ATTACHMENT_LATE: 'Phần ghi thêm trong giao dịch của bước mất hơn {timeoutMs} ms; không có gì của bước được giữ lại.',
  MESSAGE_NOT_EXPECTED:
    'Không có hồ sơ nào đang chờ thông điệp "{message}"{key}. Hãy khởi tạo quy trình chờ thông điệp này trước, hoặc kiểm tra khóa đối chiếu.',
  HANDLER_INVALID: 'Đã có bộ xử lý cho loại việc "{jobType}". Mỗi loại việc chỉ có một bộ xử lý.',
  STUCK_UNKNOWN: 'Không có việc nền nào bị hỏng mang mã "{id}". Có thể việc đã xong: hãy tải lại danh sách.',
  DUE_ENDLESS:
    'Việc đến hạn lại sinh ra việc đến hạn {passes} lần liên tiếp, lần này là {name}: có quy trình đánh thức nhau không dứt. Lượt sau sẽ làm tiếp; hãy sửa quy trình hoặc hủy các hồ sơ đó.',
  HANDLER_TIMEOUT:
    'Bộ xử lý cho loại việc "{jobType}" chạy quá {timeoutMs} ms. Tác vụ được coi là hỏng và sẽ được thử lại.',
  NOTICE_TIMEOUT: 'Bộ xử lý thông báo chạy quá {timeoutMs} ms. Thông báo sẽ được gửi lại sau.',
  DEFECT: 'Lỗi của chính thư viện này: {detail}. Không có gì được ghi; hãy báo lại kèm tệp quy trình và nhật ký.',
  // data
  CALENDAR_INVALID: 'Lịch làm việc không hợp lệ: {reason}',
  CALENDAR_RANGE: 'Lịch làm việc chỉ bao gồm từ {from} đến {to}; {at} nằm ngoài khoảng này.',
  CANONICAL_INVALID: 'Không thể ghi giá trị thành JSON chuẩn tắc: {path} không hợp lệ ({problem}).',
  DIRECTORY_INVALID: 'Danh bạ không hợp lệ: {reason}',
} as const satisfies Record<EngineErrorCode, string>;
