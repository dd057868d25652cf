// `quytrinh instances suspend`: nothing happens in them until they are resumed.
import { command } from '../command.ts';
import { actorOption, given, instancesOperand, reasonOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesSuspendCommand = command({
  name: 'instances suspend',
  summary: { vi: 'Tạm dừng một hoặc nhiều hồ sơ', en: 'Suspends one or several instances' },
  about: {
    vi: 'Cho đến khi được tiếp tục: công việc, thông điệp và tác vụ bị từ chối, hẹn giờ chờ. Hồ sơ nào bị từ chối được nêu rõ; các hồ sơ khác vẫn được làm.',
    en: 'Until they are resumed tasks, messages and jobs are refused, and timers wait. One that is refused is named and stops no other.',
  },
  operands: instancesOperand,
  options: { reason: reasonOption, actor: actorOption, ...storeOptions },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances suspend kho.db 0197f0a2-6c1e-7000-8000-000000000001 --reason ra-soat',
      meaning: { vi: 'Tạm dừng một hồ sơ', en: 'Suspend one' },
    },
    {
      line: 'quytrinh instances suspend kho.db $(cat ds.txt) --reason ra-soat --actor an --format json',
      meaning: { vi: 'Theo danh sách, kết quả JSON', en: 'A list of them, JSON result' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { actOn } = await import('../ops/act-on.ts');
    const { reason, actor } = options;
    return actOn(operands, options, (engine, id) => engine.suspend(id, { reason, ...given({ actor }) }), shell);
  },
});
