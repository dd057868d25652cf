// `quytrinh scenario`: as expected, not as expected, and no scenario.
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';
import { bpmn, userTask } from './sample.ts';

const { path, write } = workFolder();
write('p.bpmn', bpmn([{ id: 'p', elements: [userTask('a')] }]));
const scenario = (name: string, more: object): string =>
  write(
    name,
    JSON.stringify({
      id: 'thu',
      title: { vi: 'Thử một việc', en: 'One task' },
      file: 'p.bpmn',
      process: 'p',
      start: { at: '2026-06-01T08:00:00+07:00', variables: {} },
      steps: [{ complete: 'a', by: 'can_bo_a' }],
      expect: { status: 'completed', done: ['a'] },
      ...more,
    }),
  );

describe('quytrinh scenario', { timeout: SLOW }, () => {
  it('ends with 0 when all is as expected', async () => {
    const { code, out } = await quytrinh('scenario', scenario('good.json', {}));
    expect(code).toBe(0);
    expect(out).toContain('good.json: Thử một việc');
    expect(out).toContain('Đã chạy 1 kịch bản, 0 kịch bản khác mong đợi.');
  });

  it('ends with 1 and names every difference, also a step that cannot be done', async () => {
    const files = [
      scenario('good.json', {}),
      scenario('differs.json', { expect: { status: 'active' } }),
      scenario('impossible.json', { steps: [{ complete: 'b' }] }),
      scenario('process.json', { process: 'q' }),
    ];
    const { code, out } = await quytrinh('scenario', ...files, '--format', 'json');
    expect(code).toBe(1);
    const { results, ...counts } = JSON.parse(out) as { results: { differences: string[] }[] };
    expect(counts).toEqual({ scenarios: 4, failed: 3 });
    const said = results.map(({ differences }) => differences.join());
    expect(said[0]).toBe('');
    expect(said[1]).toContain('status should be "active", is "completed"');
    expect(said[2]).toContain('steps/0: TASK_UNKNOWN');
    expect(said[3]).toContain('"q"');
  });

  it('ends with 2 for a file that is no scenario or names files that are not there', async () => {
    const files = [
      write('none.json', '{"id": 1}'),
      write('text.json', 'xin chào'),
      scenario('lost.json', { calendar: 'khong-co.json' }),
      path('missing.json'),
    ];
    for (const { code, out, err } of await Promise.all(files.map((file) => quytrinh('scenario', file)))) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^quytrinh: /);
    }
  });

  it('finds the shipped scenarios in a folder', async () => {
    const { out } = await quytrinh('scenario', 'processes', '--format', 'json');
    const found = JSON.parse(out) as { scenarios: number };
    expect(found.scenarios).toBe(globSync('processes/*/scenarios/*.json').length);
  });
});
