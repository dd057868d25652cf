// One short sentence for each event of the journal: what a timeline shows.
import type { EventType } from '../model/events.ts';
import type { Sentence } from './lang.ts';

export const eventTexts = {
  'instance.started': { vi: 'Bắt đầu quy trình', en: 'Process started' },
  'instance.completed': { vi: 'Hoàn thành quy trình', en: 'Process completed' },
  'instance.terminated': { vi: 'Dừng quy trình ({status}): {reason}', en: 'Process ended ({status}): {reason}' },
  'instance.suspended': { vi: 'Tạm dừng quy trình: {reason}', en: 'Process suspended: {reason}' },
  'instance.resumed': { vi: 'Tiếp tục quy trình', en: 'Process resumed' },
  'element.activated': { vi: 'Bắt đầu "{element}"', en: '"{element}" begun' },
  'element.completed': { vi: 'Xong "{element}"', en: '"{element}" done' },
  'element.terminated': { vi: 'Hủy bỏ "{element}"', en: '"{element}" withdrawn' },
  'element.completing': { vi: 'Đã nhận kết quả, đang hoàn tất', en: 'Results taken, completing' },
  'token.parked': { vi: 'Chờ các nhánh khác tại "{element}"', en: 'Waiting for other branches at "{element}"' },
  'token.joined': { vi: 'Các nhánh đã gặp nhau tại "{element}"', en: 'Branches joined at "{element}"' },
  'variables.set': { vi: 'Ghi dữ liệu: {values}', en: 'Data set: {values}' },
  'loop.started': { vi: 'Bắt đầu lặp {total} lần', en: 'Repetition begun, {total} times' },
  'loop.itemStarted': { vi: 'Bắt đầu lượt lặp {item}', en: 'Repetition {item} begun' },
  'loop.itemDone': { vi: 'Xong lượt lặp {item}', en: 'Repetition {item} done' },
  'task.created': { vi: 'Giao việc "{element}"', en: 'Task "{element}" created' },
  'task.changed': {
    vi: 'Công việc chuyển sang {state}, người nhận: {assignee}',
    en: 'Task now {state}, assignee: {assignee}',
  },
  'task.closed': { vi: 'Đóng việc "{element}": {outcome}', en: 'Task "{element}" closed: {outcome}' },
  'job.created': { vi: 'Gọi dịch vụ {jobType} cho "{element}"', en: 'Service {jobType} called for "{element}"' },
  'job.failed': {
    vi: 'Dịch vụ báo lỗi, còn {retries} lượt thử: {message}',
    en: 'Service failed, {retries} retries left: {message}',
  },
  'job.retried': { vi: 'Gọi lại dịch vụ, còn {retries} lượt thử', en: 'Service called again, {retries} retries left' },
  'job.closed': { vi: 'Kết thúc gọi dịch vụ: {outcome}', en: 'Service call closed: {outcome}' },
  'timer.armed': { vi: 'Hẹn giờ cho "{element}": {dueAt}', en: 'Timer of "{element}" set for {dueAt}' },
  'timer.closed': { vi: 'Kết thúc hẹn giờ: {outcome}', en: 'Timer closed: {outcome}' },
  'subscription.opened': { vi: 'Chờ {name} tại "{element}"', en: 'Waiting for {name} at "{element}"' },
  'subscription.closed': { vi: 'Thôi chờ: {outcome}', en: 'Waiting ended: {outcome}' },
  'subscription.triggered': { vi: 'Đã nhận điều đang chờ', en: 'What was waited for has come' },
  'message.thrown': { vi: 'Gửi thông điệp {name} từ "{element}"', en: 'Message {name} sent by "{element}"' },
  'signal.thrown': { vi: 'Phát tín hiệu {name} từ "{element}"', en: 'Signal {name} broadcast by "{element}"' },
  'error.thrown': { vi: 'Lỗi nghiệp vụ {code} tại "{element}"', en: 'Error {code} thrown at "{element}"' },
  'escalation.thrown': { vi: 'Leo thang {code} tại "{element}"', en: 'Escalation {code} thrown at "{element}"' },
  'incident.raised': { vi: 'Sự cố tại "{element}": {problem}', en: 'Incident at "{element}": {problem}' },
  'incident.resolved': { vi: 'Đã xử lý sự cố', en: 'Incident resolved' },
  'clock.started': {
    vi: 'Bắt đầu tính thời hạn của "{element}", hạn {dueAt}',
    en: 'Time of "{element}" begins to count, due {dueAt}',
  },
  'clock.paused': { vi: 'Dừng tính thời hạn của "{element}"', en: 'Time of "{element}" stands still' },
  'clock.resumed': {
    vi: 'Tiếp tục tính thời hạn của "{element}", hạn {dueAt}',
    en: 'Time of "{element}" counts on, due {dueAt}',
  },
  'clock.restarted': {
    vi: 'Tính lại thời hạn của "{element}" từ đầu, hạn {dueAt}',
    en: 'Time of "{element}" counts anew, due {dueAt}',
  },
  'clock.extended': { vi: 'Gia hạn "{element}" đến {dueAt}', en: 'Deadline of "{element}" extended to {dueAt}' },
  'clock.warned': { vi: 'Sắp đến hạn "{element}" ({dueAt})', en: 'Deadline of "{element}" is near ({dueAt})' },
  'clock.breached': { vi: 'Quá hạn "{element}" ({dueAt})', en: 'Deadline of "{element}" is past ({dueAt})' },
  'clock.met': { vi: 'Xong trong hạn "{element}" ({dueAt})', en: 'Time of "{element}" ended (due {dueAt})' },
  'clock.cancelled': { vi: 'Thôi tính thời hạn của "{element}"', en: 'Time of "{element}" no longer counts' },
} as const satisfies Record<EventType, Sentence>;

/** Words of states and outcomes that events carry. */
export const outcomeTexts: Readonly<Record<string, Sentence>> = {
  completed: { vi: 'hoàn thành', en: 'completed' },
  failed: { vi: 'thất bại', en: 'failed' },
  obsolete: { vi: 'không còn cần', en: 'no longer needed' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
  errorThrown: { vi: 'báo lỗi nghiệp vụ', en: 'business error thrown' },
  fired: { vi: 'đã đến giờ', en: 'fired' },
  correlated: { vi: 'đã nhận', en: 'received' },
  ready: { vi: 'chờ nhận', en: 'ready' },
  reserved: { vi: 'đã nhận', en: 'reserved' },
  inProgress: { vi: 'đang xử lý', en: 'in progress' },
};
