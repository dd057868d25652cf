// Names of element types, event kinds and positions, as a modeller says them.
import type { ElementType } from '../model/element-types.ts';
import type { EventKind } from '../model/process-model.ts';
import type { Lang, Sentence } from './lang.ts';

export function elementTypeText(type: ElementType, lang: Lang): string {
  return elementTypeTexts[type][lang];
}

export const elementTypeTexts = {
  startEvent: { vi: 'sự kiện bắt đầu', en: 'start event' },
  intermediateCatchEvent: { vi: 'sự kiện trung gian bắt', en: 'intermediate catch event' },
  intermediateThrowEvent: { vi: 'sự kiện trung gian phát', en: 'intermediate throw event' },
  boundaryEvent: { vi: 'sự kiện biên', en: 'boundary event' },
  endEvent: { vi: 'sự kiện kết thúc', en: 'end event' },
  task: { vi: 'tác vụ', en: 'task' },
  userTask: { vi: 'tác vụ người dùng', en: 'user task' },
  manualTask: { vi: 'tác vụ thủ công', en: 'manual task' },
  serviceTask: { vi: 'tác vụ dịch vụ', en: 'service task' },
  sendTask: { vi: 'tác vụ gửi', en: 'send task' },
  receiveTask: { vi: 'tác vụ nhận', en: 'receive task' },
  scriptTask: { vi: 'tác vụ kịch bản', en: 'script task' },
  businessRuleTask: { vi: 'tác vụ luật nghiệp vụ', en: 'business rule task' },
  callActivity: { vi: 'hoạt động gọi quy trình', en: 'call activity' },
  subProcess: { vi: 'quy trình con', en: 'subprocess' },
  transaction: { vi: 'quy trình con giao dịch', en: 'transaction' },
  adHocSubProcess: { vi: 'quy trình con tùy biến', en: 'ad-hoc subprocess' },
  exclusiveGateway: { vi: 'cổng loại trừ', en: 'exclusive gateway' },
  parallelGateway: { vi: 'cổng song song', en: 'parallel gateway' },
  inclusiveGateway: { vi: 'cổng bao hàm', en: 'inclusive gateway' },
  eventBasedGateway: { vi: 'cổng theo sự kiện', en: 'event-based gateway' },
  complexGateway: { vi: 'cổng phức hợp', en: 'complex gateway' },
} as const satisfies Record<ElementType, Sentence>;

export const eventKindTexts = {
  none: { vi: 'không có kích hoạt', en: 'none' },
  message: { vi: 'thông điệp', en: 'message' },
  timer: { vi: 'hẹn giờ', en: 'timer' },
  signal: { vi: 'tín hiệu', en: 'signal' },
  error: { vi: 'lỗi', en: 'error' },
  escalation: { vi: 'leo thang', en: 'escalation' },
  conditional: { vi: 'điều kiện', en: 'conditional' },
  compensate: { vi: 'bù trừ', en: 'compensation' },
  cancel: { vi: 'hủy giao dịch', en: 'cancel' },
  link: { vi: 'liên kết', en: 'link' },
  terminate: { vi: 'chấm dứt', en: 'terminate' },
} as const satisfies Record<EventKind | 'none', Sentence>;

/** Where an event stands; what it may be triggered by depends on it (BPMN 2.0.2 table 10.93). */
export const eventPositionTexts = {
  processStart: { vi: 'sự kiện bắt đầu của quy trình', en: 'a start event of a process' },
  subProcessStart: { vi: 'sự kiện bắt đầu của quy trình con', en: 'a start event of a subprocess' },
  eventSubProcessStart: {
    vi: 'sự kiện bắt đầu (ngắt) của quy trình con theo sự kiện',
    en: 'an interrupting start event of an event subprocess',
  },
  eventSubProcessStartNonInterrupting: {
    vi: 'sự kiện bắt đầu (không ngắt) của quy trình con theo sự kiện',
    en: 'a non-interrupting start event of an event subprocess',
  },
  catch: { vi: 'sự kiện trung gian bắt', en: 'an intermediate catch event' },
  throw: { vi: 'sự kiện trung gian phát', en: 'an intermediate throw event' },
  boundary: { vi: 'sự kiện biên ngắt', en: 'an interrupting boundary event' },
  boundaryNonInterrupting: { vi: 'sự kiện biên không ngắt', en: 'a non-interrupting boundary event' },
  end: { vi: 'sự kiện kết thúc', en: 'an end event' },
  endInTransaction: { vi: 'sự kiện kết thúc trong giao dịch', en: 'an end event of a transaction' },
} as const satisfies Record<string, Sentence>;
export type EventPosition = keyof typeof eventPositionTexts;
