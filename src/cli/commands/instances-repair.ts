// `quytrinh instances repair`: rows that are damaged or were changed are written anew from the journal.
import { command } from '../command.ts';
import { actorOption, given, instancesOperand, reasonOption, storeExitCodes, storeOptions } from '../ops/shared.ts';

export const instancesRepairCommand = command({
  name: 'instances repair',
  summary: { vi: 'Viết lại các bảng của hồ sơ theo nhật ký', en: 'Writes the rows of instances anew from the journal' },
  about: {
    vi: 'Dùng cho hồ sơ mà `audit verify` nêu tên. Nhật ký không đổi, chỉ thêm một mục ghi ai sửa, vì sao, những bảng nào. Hồ sơ mà nhật ký không tự chứng minh được thì bị từ chối.',
    en: 'For instances that `audit verify` names. The journal stays as it is; one entry more says who has repaired which tables, and why. One whose journal does not prove itself is refused.',
  },
  operands: instancesOperand,
  options: { reason: reasonOption, actor: actorOption, ...storeOptions },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances repair kho.db 0197f0a2-6c1e-7000-8000-000000000001 --reason hong-dia',
      meaning: { vi: 'Sửa một hồ sơ', en: 'Repair one' },
    },
    {
      line: 'quytrinh instances repair kho.db $(cat ds.txt) --reason hong-dia --actor an --format json',
      meaning: { vi: 'Theo danh sách, kết quả JSON', en: 'A list of them, JSON result' },
    },
  ],
  run: async ({ operands, options }, shell) => {
    const { actOn } = await import('../ops/act-on.ts');
    const { reason, actor } = options;
    return actOn(operands, options, (engine, id) => engine.repair(id, { reason, ...given({ actor }) }), shell);
  },
});
