// What `npm run conformance` tells: one object with the sums of each corpus that is there. Its own corpora are a few files in a temporary
// folder, so that nothing else is needed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bpmn, end, start, user } from '../machine/bpmn-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function conformance(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=source', main, ...args], {
    encoding: 'utf8',
  });
  return { out: stdout, err: stderr, status };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
  <inputData id="in" name="x"><variable name="x" typeRef="number"/></inputData>
  <decision id="twice" name="Twice"><variable name="Twice" typeRef="number"/>
    <informationRequirement id="r"><requiredInput href="#in"/></informationRequirement>
    <literalExpression><text>x * 2</text></literalExpression></decision></definitions>`;

/** A decision of the input 2 that gives 4, and what is expected of it. */
const twice = (id: string, expected: number) => ({
  id,
  type: 'decision',
  invocable: null,
  inputs: { x: { $type: 'decimal', value: '2' } },
  expect: [{ decision: 'Twice', errorResult: false, expected: { $type: 'decimal', value: String(expected) } }],
});

const plain = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);

function writeCorpora(): void {
  write('dmn-tck/one/one.dmn', dmn);
  const suite = { suite: 'one', models: ['one.dmn'], model: 'one.dmn', cases: [twice('right', 4), twice('wrong', 5)] };
  write('dmn-tck/cases.json', JSON.stringify({ suites: [suite] }));
  write('validation/good.bpmn', plain);
  write('validation/bad.bpmn', plain.replace('targetRef="a"', 'targetRef="nobody"'));
  const validation = [
    { file: 'good.bpmn', constraint: 'X1', valid: true },
    { file: 'bad.bpmn', constraint: 'X1', valid: false },
    { file: 'gone.bpmn', constraint: 'X1', valid: true },
    // Told otherwise on purpose.
    { file: 'good.bpmn', constraint: 'EXT002', valid: false },
  ];
  write('validation/cases.json', JSON.stringify({ cases: validation }));
}

describe('npm run conformance', { timeout: 60_000 }, () => {
  it('gives one object with the sums of each corpus, and fails below its floor', () => {
    writeCorpora();
    const { out, err, status } = conformance(folder, '--format', 'json');
    const report = JSON.parse(out) as Record<string, { passed: number; total: number; failed: { id: string }[] }>;
    expect(report).toEqual({
      'dmn-tck': {
        passed: 1,
        total: 2,
        failed: [{ id: 'one/wrong', reason: expect.stringContaining('got 4') as unknown }],
      },
      validation: {
        passed: 2,
        total: 4,
        failed: [
          { id: 'gone.bpmn', reason: 'the file is missing' },
          { id: 'good.bpmn', reason: expect.stringContaining('imported files are not followed') as unknown },
        ],
      },
    });
    for (const { passed, total, failed } of Object.values(report)) expect(passed + failed.length).toBe(total);
    expect(err).toMatch(
      /^dmn-tck passes 1, fewer than its floor of \d+\nvalidation passes 2, fewer than its floor of \d+\n$/,
    );
    expect(status).toBe(1);
  });

  it('prints a table for people', () => {
    writeCorpora();
    const { out } = conformance(folder);
    expect(out).toContain('dmn-tck: 1 of 2, floor');
    expect(out).toContain('  one: 1 failed\n    one/wrong: ');
    expect(out).toContain('  1 differ on purpose:\n    good.bpmn: ');
  });

  it('says that the folder is absent, and that is no failure', () => {
    const absent = join(folder, 'absent');
    expect(conformance(absent)).toEqual({
      out: expect.stringContaining(`No folder ${absent}`) as unknown,
      err: '',
      status: 0,
    });
    const json = conformance(absent, '--format', 'json');
    expect(json).toEqual({ out: '{}\n', err: expect.stringContaining(`No folder ${absent}`) as unknown, status: 0 });
  });

  it('knows no other format', () => {
    const { out, err, status } = conformance(folder, '--format', 'xml');
    expect({ out, status }).toEqual({ out: '', status: 2 });
    expect(err).toContain('"xml"');
  });
});
