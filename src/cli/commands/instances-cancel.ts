// `quytrinh instances cancel`: ends them, and everything in them.
import { command } from '../command.ts';
import { actorOption, given, instancesOperand, reasonOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesCancelCommand = command({
  name: 'instances cancel',
  summary: { vi: 'Hủy một hoặc nhiều hồ sơ đang chạy', en: 'Cancels one or several running instances' },
  about: {
    vi: 'Hồ sơ kết thúc cùng mọi công việc trong đó, kể cả quy trình nó đã gọi; nhật ký được giữ. Không hoàn tác được.',
    en: 'They end with everything in them, the processes they called too; their journals stay. It cannot be undone.',
  },
  operands: instancesOperand,
  options: { reason: reasonOption, actor: actorOption, ...storeOptions },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances cancel kho.db 0197f0a2-6c1e-7000-8000-000000000001 --reason trung',
      meaning: { vi: 'Hủy một hồ sơ', en: 'Cancel one' },
    },
    {
      line: 'quytrinh instances cancel kho.db $(cat ds.txt) --reason trung --actor an --format json',
      meaning: { vi: 'Theo danh sách, kết quả JSON', en: 'A list of them, JSON result' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { actOn } = await import('../ops/act-on.ts');
    const { reason, actor } = options;
    return actOn(operands, options, (engine, id) => engine.cancel(id, { reason, ...given({ actor }) }), shell);
  },
});
