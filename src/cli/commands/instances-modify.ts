// `quytrinh instances modify`: moves an instance by hand.
import { command } from '../command.ts';
import { actorOption, reasonOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesModifyCommand = command({
  name: 'instances modify',
  summary: { vi: 'Chuyển bước một hồ sơ bằng tay', en: 'Moves an instance by hand' },
  about: {
    vi: [
      'Kết thúc các phần tử đang chạy (--cancel) và bắt đầu trước các phần tử khác (--start), trong một bước được ghi vào nhật ký kèm lý do.',
      'Mã là mã trong tệp quy trình; với --cancel có thể là số của phần tử trong hồ sơ (nêu ra khi mã sai), hoặc cổng hội đang chờ vô vọng: các nhánh chờ ở đó bị bỏ. Ít nhất một trong hai.',
    ].join('\n'),
    en: [
      'Ends live elements (--cancel) and begins before others (--start), in one step that is written down with its reason.',
      'Ids are those of the file; for --cancel also the number of an element in the instance (they are named when one is wrong), or a join that waits for ever: what waits there is taken away. One of either at least.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<kho> <mã hồ sơ>', en: '<store> <instance>' }, min: 2, max: 2 },
  options: {
    start: { kind: 'list', shown: 'ELEMENT', about: { vi: 'bắt đầu phần tử này', en: 'begin this element' } },
    cancel: {
      kind: 'list',
      shown: 'ELEMENT|ID',
      about: {
        vi: 'kết thúc phần tử đang chạy: mã trong tệp, hoặc số của nó trong hồ sơ',
        en: 'end what is live: its id in the file, or its number in the instance',
      },
    },
    variables: {
      kind: 'value',
      shown: 'JSON|@FILE',
      about: { vi: 'biến đặt trước khi chuyển', en: 'variables, set before' },
    },
    reason: reasonOption,
    actor: actorOption,
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances modify kho.db 0197f0a2-6c1e-7000-8000-000000000001 --cancel tham_dinh --start tiep_nhan --reason lam-lai',
      meaning: { vi: 'Đưa hồ sơ về bước trước', en: 'Back to an earlier element' },
    },
    {
      line: 'quytrinh instances modify kho.db 0197f0a2-6c1e-7000-8000-000000000001 --start tra_ket_qua --reason bo-sung --actor an',
      meaning: { vi: 'Bắt đầu thêm một phần tử', en: 'Begin one element more' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { modifyOne } = await import('../ops/modify.ts');
    return modifyOne(operands, options, shell);
  },
});
