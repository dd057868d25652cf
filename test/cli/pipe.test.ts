// A reader that goes away is no error: no message, no stack trace, and an end soon after.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quytrinh, quytrinhWith, SLOW, workFolder } from './quytrinh.ts';
import { bpmn, timer } from './sample.ts';

const { path, write } = workFolder();

describe('a pipe closed early', { timeout: SLOW }, () => {
  it('validate stops reading files', async () => {
    mkdirSync(path('many'));
    const broken = bpmn([{ id: 'p', elements: Array.from({ length: 300 }, (_, at) => `<userTask id="t${at}"/>`) }]);
    for (let at = 0; at < 40; at += 1) write(`many/${at}.bpmn`, broken);
    const { out, err, code } = await quytrinhWith({ firstLine: true }, 'validate', path('many'));
    expect(err).toBe('');
    expect(out).not.toContain('Đã kiểm tra');
    expect(code).toBe(0);
  });

  it('run stops, and says that the instance waits', async () => {
    const loop = bpmn([
      { id: 'p', elements: [timer('t', 'PT1H'), '<exclusiveGateway id="g" default="back"/>'] },
    ]).replace(
      'sourceRef="g" targetRef="p_end"/>',
      'sourceRef="g" targetRef="p_end"><conditionExpression xsi:type="tFormalExpression">=false</conditionExpression></sequenceFlow><sequenceFlow id="back" sourceRef="g" targetRef="t"/>',
    );
    const file = write('loop.bpmn', loop);
    const ended = await quytrinhWith(
      { firstLine: true },
      'run',
      file,
      '--fast-forward',
      '--limit',
      '999999',
      '--format',
      'ndjson',
    );
    expect(ended.code).toBe(3);
    expect(ended.err).not.toMatch(/EPIPE|Error|at .*\.ts/);
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk is a failure in one sentence', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, ['--conditions=source', 'src/cli/main.ts', '--version'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^quytrinh: ENOSPC.*\n$/);
  });

  it('no colours when nobody looks at a terminal, or NO_COLOR says so', async () => {
    const { out } = await quytrinh('calendar', 'show', '2026');
    expect(out).not.toContain('\u001b');
  });
});
