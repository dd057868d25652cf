// What a run says about itself; the sentences of events are in text/event-texts.ts.
import type { Sentence } from '../../text/index.ts';

export const runWords = {
  started: { vi: '{name} ({process}), hồ sơ {instanceId}', en: '{name} ({process}), instance {instanceId}' },
  // how it ended
  completed: {
    vi: 'HOÀN THÀNH sau {steps} bước, {events} sự kiện.',
    en: 'COMPLETED after {steps} steps, {events} events.',
  },
  failed: { vi: 'THẤT BẠI: quy trình đã dừng ({status}).', en: 'FAILED: the process ended ({status}).' },
  incident: { vi: 'CÓ SỰ CỐ: quy trình bị kẹt.', en: 'INCIDENT: the process is stuck.' },
  limit: {
    vi: 'DỪNG LẠI: đã tự làm {limit} việc mà quy trình chưa kết thúc, có lẽ có vòng lặp vô tận. Dùng --limit để cho làm nhiều hơn.',
    en: 'STOPPED: after {limit} automatic acts the process has not ended; it probably loops for ever. Use --limit to allow more.',
  },
  circle: {
    vi: 'DỪNG LẠI: với kết quả rỗng, quy trình quay vòng mãi qua {elements}. Hãy dùng kịch bản (quytrinh help scenario) để cho các việc này kết quả.',
    en: 'STOPPED: with empty results the process goes round for ever through {elements}. Give these a result in a scenario (quytrinh help scenario).',
  },
  waiting: { vi: 'ĐANG CHỜ:', en: 'WAITING:' },
  data: { vi: 'Dữ liệu: {json}', en: 'Data: {json}' },
  // what is waited for
  task: { vi: 'việc "{element}"{who}', en: 'task "{element}"{who}' },
  job: { vi: 'dịch vụ {jobType} cho "{element}"', en: 'service {jobType} of "{element}"' },
  message: { vi: 'thông điệp "{name}"{key} tại "{element}"', en: 'message "{name}"{key} at "{element}"' },
  call: { vi: 'quy trình "{name}" được gọi tại "{element}"', en: 'the process "{name}" called at "{element}"' },
  signal: { vi: 'tín hiệu "{name}" tại "{element}"', en: 'signal "{name}" at "{element}"' },
  conditional: { vi: 'điều kiện tại "{element}"', en: 'a condition at "{element}"' },
  timer: { vi: 'hẹn giờ {at} tại "{element}"', en: 'timer {at} at "{element}"' },
  suspended: { vi: 'hồ sơ đang bị tạm dừng', en: 'the instance is suspended' },
  active: { vi: '"{element}" chưa xong', en: '"{element}" is not over' },
  assignee: { vi: ', giao cho {name}', en: ', assigned to {name}' },
  role: { vi: ', vai trò {name}', en: ', role {name}' },
  key: { vi: ' với khóa "{key}"', en: ' with key "{key}"' },
  other: { vi: 'Hồ sơ {instanceId} ({process})', en: 'Instance {instanceId} ({process})' },
  hints: {
    auto: {
      vi: 'Thêm --auto để tự hoàn thành các việc này.',
      en: 'Add --auto to complete this work automatically.',
    },
    fastForward: {
      vi: 'Thêm --fast-forward để nhảy tới hẹn giờ.',
      en: 'Add --fast-forward to jump to the timer.',
    },
  },
  trouble: { vi: 'Trục trặc ({what}): {text}', en: 'Trouble ({what}): {text}' },
} as const satisfies Record<string, Sentence | Record<string, Sentence>>;
