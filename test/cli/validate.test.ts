// `quytrinh validate`: exit codes, formats, places, and files that no modeller made.
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';
import { bpmn, userTask } from './sample.ts';

const { path, write } = workFolder();

interface Found {
  readonly files: number;
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly severity: string;
    readonly code: string;
    readonly elementId: string | null;
    readonly message: string;
    readonly mend: string;
    readonly params: object;
  }[];
}
const asJson = async (...args: readonly string[]): Promise<Found & { readonly code: number | null }> => {
  const { code, out } = await quytrinh('validate', ...args, '--format', 'json');
  return { code, ...(JSON.parse(out) as Found) };
};

const sound = bpmn([{ id: 'p', elements: ['<task id="a" name="Việc a"/>'] }]);
const dangling = sound.replace('targetRef="p_end"', 'targetRef="nowhere"');
const placeOf = (text: string, sought: string): { line: number; column: number } => {
  const before = text.slice(0, text.indexOf(sought)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

describe('quytrinh validate', { timeout: SLOW }, () => {
  it('ends with 0 and one line for a clean file', async () => {
    expect(await quytrinh('validate', write('sound.bpmn', sound))).toEqual({
      code: 0,
      out: 'Đã kiểm tra 1 tệp: không có vấn đề.\n',
      err: '',
    });
  });

  it('ends with 0 when there are only warnings, and shows them', async () => {
    const { code, out } = await quytrinh(
      'validate',
      write('warned.bpmn', bpmn([{ id: 'p', elements: [userTask('a')] }])),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/warned\.bpmn:5:3 {2}cảnh báo {2}TASK_PERFORMER_MISSING {2}/);
    expect(out).toContain('0 lỗi, 1 cảnh báo');
  });

  it('ends with 1 for an error, with place, code, mend, the source line and a caret under the column', async () => {
    const file = write('dangling.bpmn', dangling);
    const { line, column } = placeOf(dangling, 'targetRef="nowhere"');
    const [pretty, json, english] = await Promise.all([
      quytrinh('validate', file),
      asJson(file),
      quytrinh('validate', file, '--lang', 'en'),
    ]);
    expect(pretty.code).toBe(1);
    const problem = json.problems.find((each) => each.severity === 'error' && each.line === line);
    expect(json).toMatchObject({ code: 1, files: 1 });
    expect(problem).toMatchObject({ file, line, column, severity: 'error', elementId: expect.any(String) as string });
    expect(Object.keys(problem ?? {})).toEqual([
      ...['file', 'line', 'column', 'severity', 'code', 'elementId', 'message', 'mend', 'params'],
    ]);
    expect(pretty.out).toContain(
      `${file}:${line}:${problem?.column ?? 0}  lỗi  ${problem?.code ?? ''}  ${problem?.message ?? ''}`,
    );
    expect(pretty.out).toContain(`Cách sửa: ${problem?.mend ?? ''}`);
    const lines = pretty.out.split('\n');
    const source = lines.findIndex((each) => each.includes(`${line} │ <sequenceFlow`));
    expect(lines[source + 1]?.indexOf('^')).toBe(lines[source]?.indexOf('targetRef="nowhere"'));
    expect(english.out).toContain('  error  ');
    expect(english.out).toContain('Mend: ');
  });

  it('says beforehand what deployment would refuse, but only of executable processes', async () => {
    const foreign = '<scriptTask id="s" name="Tính" scriptFormat="groovy"><script>x</script></scriptTask>';
    const rows = (executable: boolean): string => bpmn([{ id: 'p', elements: [foreign], executable }]);
    const [runnable, drawing] = await Promise.all([
      asJson(write('x.bpmn', rows(true))),
      asJson(write('y.bpmn', rows(false))),
    ]);
    expect(runnable.code).toBe(1);
    expect(runnable.problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    expect(drawing.code).toBe(0);
  });

  it('takes folders, patterns and several files, each file once', async () => {
    mkdirSync(path('tree/inner/node_modules'), { recursive: true });
    mkdirSync(path('tree/.hidden'));
    write('tree/one.bpmn', sound);
    write('tree/inner/two.bpmn20.xml', sound);
    write('tree/inner/not.xml', 'x');
    write('tree/inner/node_modules/three.bpmn', 'x');
    write('tree/.hidden/four.bpmn', 'x');
    const [folder, pattern, both] = await Promise.all([
      asJson(path('tree')),
      asJson(path('tree/**/*.{bpmn,bpmn20.xml}')),
      asJson(path('tree'), path('tree/one.bpmn')),
    ]);
    expect([folder.files, pattern.files, both.files]).toEqual([2, 2, 2]);
  });

  it('reads DMN files too, tells the place of a bad cell, and looks for the decisions of business rule tasks in them', async () => {
    mkdirSync(path('rules'), { recursive: true });
    const table = (cell: string, inputs = 'x'): string =>
      [
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="phi" namespace="urn:x">',
        '<decision id="phi" name="phi"><decisionTable id="t" hitPolicy="UNIQUE">',
        `<input id="i"><inputExpression><text>${inputs}</text></inputExpression></input><output id="o" name="o"/>`,
        '<rule id="r1"><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>',
        `<rule id="r2"><inputEntry><text>${cell}</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>`,
        '</decisionTable></decision></definitions>',
      ].join('\n');
    const asking = (decision: string): string =>
      bpmn([
        {
          id: 'p',
          elements: [
            `<businessRuleTask id="b"><extensionElements><zeebe:calledDecision xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" decisionId="${decision}" resultVariable="r"/></extensionElements></businessRuleTask>`,
          ],
        },
      ]);
    const bad = table('&gt; 5 &lt;');
    const [broken, overlapping, folder, alone, text] = await Promise.all([
      asJson(write('bad.dmn', bad)),
      asJson(write('overlap.dmn', table('&lt; 3'))),
      (write('rules/a.dmn', table('&gt;= 5')), write('rules/a.bpmn', asking('phí')), asJson(path('rules'))),
      asJson(write('alone.bpmn', asking('phí'))),
      asJson(write('text.dmn', 'not xml')),
    ]);
    const { line, column } = placeOf(bad, '&gt; 5 &lt;');
    expect(broken).toMatchObject({
      code: 1,
      problems: [{ line, severity: 'error', code: 'FEEL_SYNTAX', elementId: 'r2' }],
    });
    expect(broken.problems[0]?.column).toBeGreaterThan(column);
    expect(broken.problems[0]?.mend).not.toBe('');
    expect(overlapping).toMatchObject({ code: 0, problems: [{ line: 5, code: 'DMN_RULES_OVERLAP', elementId: 'r2' }] });
    expect(folder).toMatchObject({ code: 1, files: 2, problems: [{ code: 'DECISION_MISSING', elementId: 'b' }] });
    expect(alone).toMatchObject({ code: 0, problems: [] });
    expect(text).toMatchObject({ code: 1, problems: [{ code: 'DMN_NOT_DMN', line: 1, column: 1 }] });
  });

  it('ends with 2 when a name leads to no file', async () => {
    mkdirSync(path('empty'), { recursive: true });
    const all = await Promise.all(
      [path('none.bpmn'), path('empty'), path('*.nothing'), ''].map((name) => quytrinh('validate', name)),
    );
    for (const { code, out, err } of all) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('quytrinh: ');
    }
  });

  it('tells of a file that cannot be read as a problem of that file, and checks the others', async () => {
    mkdirSync(path('mixed'), { recursive: true });
    symlinkSync(path('nowhere'), path('mixed/a.bpmn'));
    write('mixed/b.bpmn', dangling);
    chmodSync(path('mixed/b.bpmn'), 0o644);
    const found = await asJson(path('mixed'));
    expect(found.code).toBe(1);
    expect(found.files).toBe(2);
    expect(found.problems.map(({ code }) => code)).toContain('FILE_UNREADABLE');
    expect(found.problems.some(({ file }) => file.endsWith('b.bpmn'))).toBe(true);
    for (const { message, mend } of found.problems) expect([message, mend]).not.toContain('');
  });

  const definitions = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">';
  it.each([
    ['malformed', '<definitions>\n  <process>\n</definitions>', /XML_/],
    ['empty', '', /XML_EMPTY/],
    [
      'an entity bomb',
      `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}">]><l>&b;</l>`,
      /XML_DOCTYPE/,
    ],
    ['50 MB of nesting', `${definitions}${'<subProcess id="s">'.repeat(2_700_000)}`, /XML_TOO_DEEP/],
    ['65 MB', ' '.repeat(68_000_000), /XML_TOO_LARGE/],
    ['a binary file', Uint8Array.from({ length: 4096 }, (_, at) => (at * 193 + 7) % 256), /XML_/],
  ] as const)('answers %s with a diagnostic, quickly and without control characters', async (name, content, code) => {
    const { code: exit, out, err } = await quytrinh('validate', write(`${name.replaceAll(' ', '-')}.bpmn`, content));
    expect(exit).toBe(1);
    expect(err).toBe('');
    expect(out).toMatch(code);
    expect(out).toMatch(/\.bpmn:\d+:\d+ {2}lỗi {2}/);
    // eslint-disable-next-line no-control-regex -- that is the point
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(out.length).toBeLessThan(5_000);
  });
});
