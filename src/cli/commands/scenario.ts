// `quytrinh scenario`: runs of a procedure written down as data.
import { command } from '../command.ts';

export const scenarioCommand = command({
  name: 'scenario',
  summary: {
    vi: 'Chạy kịch bản của quy trình và nêu chỗ khác mong đợi',
    en: 'Runs scenarios and says what was not as expected',
  },
  about: {
    vi: [
      'Kịch bản là tệp JSON (schemas/scenario.schema.json): ai làm gì, lúc nào, và kết quả phải thế nào. Lệnh kiểm tra tệp theo mẫu,',
      'kiểm tra quy trình mà kịch bản nêu, chạy trong bộ nhớ với đồng hồ giả, rồi in từng chỗ khác với mong đợi.',
      'Thư mục nghĩa là mọi tệp .json nằm trong các thư mục con tên scenarios của nó.',
    ].join('\n'),
    en: [
      'A scenario is a JSON file (schemas/scenario.schema.json): who does what and when, and what must come of it. The file is checked by its schema,',
      'the procedure it names is checked and run in memory with a manual clock, and every difference is printed.',
      'A folder means every .json file in its folders named scenarios.',
    ].join('\n'),
  },
  operands: { shown: { vi: '<tệp|thư mục|mẫu>…', en: '<file|folder|glob>…' }, min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    format: {
      kind: 'choice',
      choices: ['pretty', 'json'],
      about: {
        vi: 'pretty: cho người đọc; json: { scenarios, failed, results: […] }',
        en: 'pretty: for people; json: { scenarios, failed, results: […] }',
      },
    },
  },
  exitCodes: [
    { code: 0, meaning: { vi: 'mọi kịch bản đúng như mong đợi', en: 'every scenario went as expected' } },
    {
      code: 1,
      meaning: {
        vi: 'có chỗ khác mong đợi, hoặc quy trình không chạy được',
        en: 'something differs, or the procedure cannot run',
      },
    },
    {
      code: 2,
      meaning: { vi: 'gọi sai cách, hoặc tệp không phải kịch bản', en: 'wrong use, or a file is not a scenario' },
    },
  ],
  examples: [
    {
      line: 'quytrinh scenario processes/p1-van-chuyen-hang-nguy-hiem/scenarios/bo-sung.json',
      meaning: { vi: 'Chạy một kịch bản', en: 'Run one scenario' },
    },
    { line: 'quytrinh scenario processes', meaning: { vi: 'Chạy mọi kịch bản', en: 'Run all of them' } },
  ],
  run: async ({ operands, options }, shell) => {
    const { runScenarios } = await import('../scenario/run-scenarios.ts');
    return runScenarios(operands, options, shell);
  },
});
