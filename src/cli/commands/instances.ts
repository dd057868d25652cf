// `quytrinh instances`: what is in a store.
import { instanceStatuses } from '../../model/instance-state.ts';
import { command } from '../command.ts';
import { given, pageOptions, storeExitCodes, storeOperand, storeOptions } from '../ops/shared.ts';

export const instancesCommand = command({
  name: 'instances',
  summary: { vi: 'Liệt kê hoặc đếm hồ sơ trong kho', en: 'Lists or counts the instances of a store' },
  about: {
    vi: 'Chỉ đọc. Nhiều tùy chọn thì phải cùng đúng. --element: hồ sơ đang chờ ở phần tử đó (công việc, tác vụ, hẹn giờ, thông điệp, quy trình được gọi hoặc sự cố).',
    en: 'Reads only. Several options must all hold. --element: instances that wait there (a task, job, timer, message, called process or incident).',
  },
  operands: storeOperand,
  options: {
    ...pageOptions,
    status: {
      kind: 'choice',
      choices: ['any', ...instanceStatuses],
      about: { vi: 'tình trạng', en: 'the status' },
    },
    key: {
      kind: 'value',
      shown: 'PREFIX',
      about: { vi: 'mã hồ sơ bắt đầu bằng', en: 'business keys that begin with this' },
    },
    incident: { kind: 'flag', about: { vi: 'đang có sự cố', en: 'that have an incident' } },
    suspended: { kind: 'flag', about: { vi: 'đang bị tạm dừng', en: 'that are suspended' } },
    order: {
      kind: 'choice',
      choices: ['age', 'due'],
      about: {
        vi: 'thứ tự: age (mặc định) theo ngày bắt đầu, due hạn gần nhất trước',
        en: 'the order: age (the default) as they began, due the soonest deadline first',
      },
    },
    ...storeOptions,
  },
  exitCodes: storeExitCodes,
  examples: [
    {
      line: 'quytrinh instances kho.db --status active --process cap_phep --count',
      meaning: { vi: 'Đếm hồ sơ đang chạy', en: 'Count what runs' },
    },
    {
      line: 'quytrinh instances kho.db --status active --order due',
      meaning: { vi: 'Việc gấp trước', en: 'What is urgent first' },
    },
    {
      line: 'quytrinh instances kho.db --incident --format json',
      meaning: { vi: 'Hồ sơ đang kẹt, dạng JSON', en: 'What is stuck, as JSON' },
    },
  ],
  run: async ({ operands: [where = ''], options }, shell) => {
    const { listInstances } = await import('../ops/list.ts');
    const { process, element, status, key, incident, suspended, order } = options;
    const filter = given({
      process,
      element,
      businessKeyPrefix: key,
      status: status === 'any' ? undefined : status,
      hasIncident: incident ? true : undefined,
      suspended: suspended ? true : undefined,
    });
    return listInstances(where, options, filter, order, shell);
  },
});
