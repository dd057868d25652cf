// Every numbered example runs as its first comment says, and prints what it is there to show.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { checkText } from 'quytrinh';
import { describe, expect, it } from 'vitest';

/** What each must print. An example without a line here fails. */
const shows: Readonly<Record<string, readonly string[]>> = {
  '01-validate': ['leave-wrong.bpmn:21:46 error DANGLING_REFERENCE', 'EXPRESSION_SYNTAX on yes', 'cannot be deployed'],
  '02-deploy-start-complete': [
    'deployed leave version 1',
    'open: Duyệt đơn',
    'step 2 is kept',
    '3 can_bo_b',
    'completed',
  ],
  '03-message-and-timer': [
    'HS-01: completed',
    'MESSAGE_NOT_EXPECTED',
    'HS-02 waits until 02/03/2026 08:00',
    'wait → late → closed',
  ],
  '04-clock-and-calendar': [
    'due 27/02/2026 17:00',
    'after 15:00, so it counts as received on the next working day',
    'Lunar New Year (Tết)',
    'used 10 h, left 30 h',
    'was due 09/03/2026 08:00, is due 16/03/2026 08:00',
    'Cause LUNCH is not on the list',
  ],
  '05-acting-under-a-grant': [
    'Cán bộ K is absent',
    'Cán bộ N does not hold',
    "for can_bo_m: [ 'Ký giấy phép' ]",
    'TUQ by Cán bộ M for Cán bộ K 15/GUQ-UBND',
    'CHÁNH VĂN PHÒNG',
  ],
  '06-service-handlers-and-incidents': [
    'completed Công ty TNHH Mẫu',
    'NOT_FOUND caught by unknown',
    'incident: The job of "ask" has used up its retries. Last failure: the register is down',
  ],
  '07-xstate-actor': [
    'task 4: Duyệt đơn',
    '{ days: 3, approved: true }',
    'TASK_UNKNOWN true',
    'done instance.completed',
  ],
  '08-verify-the-trail': ['anchored: 7', 'Entry 3 (instance'],
  '09-feel': ['0.1 + 0.2 = 0.3 → true', "[ 'Phương án' ]", '2026-03-07', '[ true, false, true ]', 'at 11:'],
};

const files = globSync('examples/[0-9]*.ts').sort();

describe('examples', () => {
  it('are all tested', () => {
    expect(files.map((file) => file.slice('examples/'.length, -'.ts'.length))).toEqual(Object.keys(shows));
  });

  it.each(globSync('examples/files/*.bpmn'))('%s has nothing wrong, unless that is its purpose', async (file) => {
    const { diagnostics } = await checkText(readFileSync(file), file);
    expect(diagnostics.length > 0).toBe(file.endsWith('-wrong.bpmn'));
  });

  it.each(files)(
    '%s',
    (file) => {
      const command = /^\/\/ {3}node (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];
      expect(command).toBe(`--conditions=source ${file}`);
      const run = spawnSync(process.execPath, ['--conditions=source', file], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(run.status).toBe(0);
      for (const text of shows[file.slice('examples/'.length, -'.ts'.length)] ?? ['nothing']) {
        expect(run.stdout).toContain(text);
      }
    },
    60_000,
  );
});
