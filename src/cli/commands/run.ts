// `quytrinh run`: starts a process and shows what happens.
import { command } from '../command.ts';

export const runCommand = command({
  name: 'run',
  summary: { vi: 'Chạy thử một quy trình và xem từng sự kiện', en: 'Runs a process and shows every event' },
  about: {
    vi: [
      'Kiểm tra tệp, triển khai mọi quy trình thực thi được trong tệp, khởi tạo một quy trình và in mọi sự kiện theo thứ tự.',
      'Không có --store thì chạy trong bộ nhớ. --auto hoàn thành mọi việc của người, việc của máy và tác vụ nhận thông điệp với kết quả rỗng;',
      'sự kiện chờ thông điệp hay tín hiệu thì vẫn chờ. --fast-forward nhảy đồng hồ tới hẹn giờ kế tiếp mỗi khi không còn gì khác để làm.',
      'Có --at hoặc --fast-forward thì đồng hồ đứng yên giữa các lần nhảy; không có cả hai thì dùng đồng hồ máy và không ngồi đợi.',
      'ndjson: mỗi sự kiện một dòng với type, at, instanceId, elementId và các trường riêng của sự kiện; tóm tắt in ra stderr.',
      'Trong kho (--store), hẹn giờ đã đến hạn của các hồ sơ khác cũng chạy; đồng hồ không nhảy qua hẹn giờ của hồ sơ khác.',
    ].join('\n'),
    en: [
      'Checks the file, deploys every executable process in it, starts one of them and prints every event in order.',
      'Without --store it runs in memory. --auto completes every human task, job and receive task with an empty result;',
      'events that wait for a message or a signal still wait. --fast-forward jumps the clock to the next timer whenever nothing else can move.',
      "With --at or --fast-forward the clock stands still between jumps; without either it is the computer's clock, and nothing is waited for.",
      "ndjson: one line per event with type, at, instanceId, elementId and the event's own fields; the summary goes to stderr.",
      'In a store (--store) timers of other instances that are due fire too; the clock never jumps past a timer of another instance.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<tệp>', en: '<file>' }, min: 1, max: 1 },
  options: {
    process: {
      kind: 'value',
      shown: 'ID',
      about: {
        vi: 'quy trình cần chạy, khi tệp có nhiều quy trình',
        en: 'the process to run, when the file has several',
      },
    },
    variables: {
      kind: 'value',
      shown: 'JSON|@FILE',
      about: {
        vi: 'biến ban đầu: một đối tượng JSON, hoặc tệp chứa nó',
        en: 'first variables: a JSON object, or a file with one',
      },
    },
    auto: {
      kind: 'flag',
      about: { vi: 'tự hoàn thành mọi việc với kết quả rỗng', en: 'complete all work with an empty result' },
    },
    'fast-forward': {
      kind: 'flag',
      about: { vi: 'nhảy tới hẹn giờ kế tiếp khi cần', en: 'jump to the next timer when need be' },
    },
    at: {
      kind: 'value',
      shown: 'INSTANT',
      about: {
        vi: 'thời điểm bắt đầu, ví dụ 2026-06-01T08:00:00+07:00 (thiếu múi giờ: giờ Việt Nam)',
        en: 'when it starts, as 2026-06-01T08:00:00+07:00 (without offset: Vietnamese time)',
      },
    },
    store: {
      kind: 'value',
      shown: 'FILE',
      about: { vi: 'giữ lại trong kho SQLite này', en: 'keep it in this SQLite store' },
    },
    limit: {
      kind: 'value',
      shown: 'N',
      about: { vi: 'số việc tự làm tối đa, mặc định 10000', en: 'most automatic acts, 10000 when nothing is said' },
    },
    format: {
      kind: 'choice',
      choices: ['pretty', 'ndjson'],
      about: {
        vi: 'pretty: dòng thời gian cho người đọc; ndjson: cho chương trình',
        en: 'pretty: a timeline for people; ndjson: for programs',
      },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'quy trình hoàn thành', en: 'the process completed' } },
    {
      code: 1,
      meaning: {
        vi: 'thất bại: tệp có lỗi, có sự cố, quy trình bị dừng, hoặc vượt số việc tự làm',
        en: 'failed: errors in the file, an incident, the process was terminated, or too many automatic acts',
      },
    },
    { code: 2, meaning: { vi: 'gọi sai cách', en: 'wrong use' } },
    { code: 3, meaning: { vi: 'quy trình đang chờ (có nói chờ gì)', en: 'the process waits (it says for what)' } },
  ],
  examples: [
    {
      line: 'quytrinh run quy-trinh.bpmn --auto --fast-forward --at 2026-06-01T08:00:00+07:00',
      meaning: { vi: 'Chạy tới cùng, qua mọi hẹn giờ', en: 'Run to the end, through all timers' },
    },
    {
      line: `quytrinh run quy-trinh.bpmn --variables '{"soTien": 5000}' --store kho.db --format ndjson`,
      meaning: { vi: 'Giữ trong kho, mỗi sự kiện một dòng JSON', en: 'Keep it in a store, one JSON line per event' },
    },
  ],
  run: async ({ operands: [file = ''], options }, shell) => {
    const { runProcess } = await import('../run/run-process.ts');
    return runProcess(file, options, shell);
  },
});
