// `quytrinh instances resume`: what was suspended goes on.
import { command } from '../command.ts';
import { actorOption, given, instancesOperand, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesResumeCommand = command({
  name: 'instances resume',
  summary: { vi: 'Tiếp tục một hoặc nhiều hồ sơ đã tạm dừng', en: 'Resumes one or several suspended instances' },
  about: {
    vi: 'Hẹn giờ đến hạn trong lúc tạm dừng được tiến trình đang chạy thực hiện bù.',
    en: 'Timers that came due meanwhile are made up for by the engines at work.',
  },
  operands: instancesOperand,
  options: { actor: actorOption, ...storeOptions },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances resume kho.db 0197f0a2-6c1e-7000-8000-000000000001',
      meaning: { vi: 'Tiếp tục một hồ sơ', en: 'Resume one' },
    },
    {
      line: 'quytrinh instances resume kho.db $(cat ds.txt) --actor an',
      meaning: { vi: 'Theo danh sách', en: 'A list of them' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { actOn } = await import('../ops/act-on.ts');
    return actOn(operands, options, (engine, id) => engine.resume(id, given({ actor: options.actor })), shell);
  },
});
