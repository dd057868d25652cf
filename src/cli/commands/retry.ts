// `quytrinh retry`: tries incidents again.
import type { IncidentCode } from '../../model/events.ts';
import { command } from '../command.ts';
import { given, pageOptions, storeExitCodes, storeOperand, storeOptions } from '../ops/shared.ts';

export const retryCommand = command({
  name: 'retry',
  summary: { vi: 'Thử lại các sự cố trong kho', en: 'Tries the incidents of a store again' },
  about: {
    vi: [
      'Từng sự cố một, mỗi sự cố là một bước được ghi lại; có thể kèm biến đã sửa. Việc của máy được xếp hàng lại cho tiến trình đang chạy làm.',
      'Sự cố phát sinh lại trong lúc đó được để cho lần sau.',
    ].join('\n'),
    en: [
      'One by one, each a step that is written down; corrected variables may be given. Jobs go back into the queue for the engines at work.',
      'An incident that is raised again meanwhile is left for the next time.',
    ].join('\n'),
  },
  operands: storeOperand,
  options: {
    process: pageOptions.process,
    element: pageOptions.element,
    code: { kind: 'value', shown: 'CODE', about: { vi: 'mã sự cố', en: 'the code of the incident' } },
    variables: {
      kind: 'value',
      shown: 'JSON|@FILE',
      about: { vi: 'biến đã sửa, đặt trước khi thử lại', en: 'corrected variables, set before it is tried again' },
    },
    'dry-run': { kind: 'flag', about: { vi: 'chỉ nói sẽ làm gì', en: 'only say what would be done' } },
    limit: {
      kind: 'value',
      shown: 'N',
      about: { vi: 'số sự cố tối đa, mặc định 1000', en: 'most incidents, 1000 when nothing is said' },
    },
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh retry kho.db --process cap_phep --element gui_thu',
      meaning: { vi: 'Thử lại ở một phần tử', en: 'Try again at one element' },
    },
  ],
  run: async ({ operands: [where = ''], options }, shell) => {
    const { retryCommandRun } = await import('../ops/retry.ts');
    const { process, element, code } = options;
    const filter = given({ process, element, code: code as IncidentCode | undefined });
    return retryCommandRun(where, options, filter, shell);
  },
});
