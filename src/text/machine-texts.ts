// What the compiler refuses to run, and why.
import type { MachineCode } from '../model/diagnostic-codes.ts';
import type { DiagnosticText } from './diagnostic-text.ts';

export const machineTexts = {
  NOT_EXECUTABLE: {
    vi: {
      message: 'Quy trình "{process}" được đánh dấu là không thực thi (isExecutable="false").',
      mend: 'Nếu quy trình này để chạy, hãy đặt isExecutable="true".',
    },
    en: {
      message: 'Process "{process}" is marked as not executable (isExecutable="false").',
      mend: 'Set isExecutable="true" if this process is meant to run.',
    },
  },
  EVENT_NOT_SUPPORTED: {
    vi: {
      message: 'Bộ máy không chạy được sự kiện {feature} tại "{element}".',
      mend: 'Hãy dùng loại sự kiện khác ở vị trí này.',
    },
    en: {
      message: 'This engine cannot run a {feature} event at "{element}".',
      mend: 'Use another kind of event in this place.',
    },
  },
  FEATURE_NOT_SUPPORTED: {
    vi: {
      message: 'Bộ máy không hỗ trợ {feature} tại "{element}".',
      mend: 'Hãy mô hình hóa lại chỗ này mà không dùng {feature}.',
    },
    en: {
      message: 'This engine does not support {feature} at "{element}".',
      mend: 'Model this place without {feature}.',
    },
  },
} as const satisfies Record<MachineCode, DiagnosticText>;
