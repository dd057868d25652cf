// `quytrinh incidents`: what is stuck in a store.
import type { IncidentCode } from '../../model/events.ts';
import { command } from '../command.ts';
import { given, pageOptions, storeExitCodes, storeOperand, storeOptions } from '../ops/shared.ts';

export const incidentsCommand = command({
  name: 'incidents',
  summary: { vi: 'Liệt kê hoặc đếm sự cố trong kho', en: 'Lists or counts the incidents of a store' },
  about: { vi: 'Chỉ đọc; sự cố cũ nhất trước.', en: 'Reads only; the oldest first.' },
  operands: storeOperand,
  options: {
    ...pageOptions,
    code: { kind: 'value', shown: 'CODE', about: { vi: 'mã sự cố', en: 'the code of the incident' } },
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    { line: 'quytrinh incidents kho.db', meaning: { vi: 'Những gì đang kẹt', en: 'What is stuck' } },
    {
      line: 'quytrinh incidents kho.db --code JOB_RETRIES_EXHAUSTED --count',
      meaning: { vi: 'Đếm một loại', en: 'Count one kind' },
    },
  ],
  run: async ({ operands: [where = ''], options }, shell) => {
    const { listIncidents } = await import('../ops/list.ts');
    const { process, element, code } = options;
    return listIncidents(where, options, given({ process, element, code: code as IncidentCode | undefined }), shell);
  },
});
