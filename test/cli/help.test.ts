// Help that teaches, in both languages, and mistakes of use that are answered with what was probably meant.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quytrinh, quytrinhWith, SLOW } from './quytrinh.ts';

const commands = [
  ...['validate', 'run', 'scenario', 'types', 'audit verify', 'calendar show', 'calendar due'],
  ...['archive', 'migrate', 'instances suspend', 'instances resume', 'instances cancel', 'instances modify'],
  ...['instances export', 'instances import', 'instances repair'],
];

describe('help', { timeout: SLOW }, () => {
  it('is Vietnamese unless something else is asked for', async () => {
    const [plain, english, byVariable, ofSystem] = await Promise.all([
      quytrinh('--help'),
      quytrinh('--lang', 'en', '--help'),
      quytrinhWith({ env: { QUYTRINH_LANG: 'en' } }, 'help'),
      quytrinhWith({ env: { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' } }, '-h'),
    ]);
    expect(plain).toMatchObject({ code: 0, err: '' });
    expect(plain.out).toContain('Các lệnh:');
    for (const command of commands) expect(plain.out).toContain(command);
    expect(english.out).toContain('Commands:');
    expect(byVariable.out).toBe(english.out);
    expect(ofSystem.out).toBe(plain.out);
  });

  it.each(commands)('of %s says what it does, its options, its exit codes and two examples', async (command) => {
    const words = command.split(' ');
    const [vi, en, same] = await Promise.all([
      quytrinh('help', ...words),
      quytrinh('help', ...words, '--lang=en'),
      quytrinh(...words, '--help'),
    ]);
    expect(vi).toMatchObject({ code: 0, err: '', out: same.out });
    for (const heading of ['Cách dùng:', 'Tùy chọn:', 'Mã kết thúc:', 'Ví dụ:']) expect(vi.out).toContain(heading);
    for (const heading of ['Usage:', 'Options:', 'Exit codes:', 'Examples:']) expect(en.out).toContain(heading);
    expect(en.out).not.toMatch(/[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i);
    expect(
      vi.out.split('\n').filter((line) => line.startsWith(`  quytrinh ${command} `)).length,
    ).toBeGreaterThanOrEqual(2);
    // no colour codes in a pipe
    expect(vi.out).not.toContain('\u001b');
  });

  it('of a group lists its commands', async () => {
    const { code, out } = await quytrinh('calendar', '--help');
    expect(code).toBe(0);
    expect(out).toContain('calendar show');
    expect(out).toContain('calendar due');
  });

  it('of a command that is also a group shows it, and then its commands', async () => {
    const { code, out } = await quytrinh('help', 'instances', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('Usage:');
    expect(out).toContain('--suspended');
    expect(out).toContain('instances export');
  });

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await quytrinh('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('mistakes of use end with 2 and say what was probably meant', { timeout: SLOW }, () => {
  it.each([
    [[], 'Chưa có lệnh'],
    [['validte', 'x.bpmn'], '"validate"'],
    [['audit'], 'audit verify'],
    [['audit', 'verfy', 'x.db'], '"audit verify"'],
    [['help', 'rnu'], '"run"'],
    [['validate'], 'Thiếu tham số'],
    [['validate', '--formt', 'json', 'x.bpmn'], '"--format"'],
    [['validate', '--zzz', 'x.bpmn'], '--format, --lang, --help'],
    [['validate', '-f', 'x.bpmn'], '"-f"'],
    [['validate', 'x.bpmn', '--format', 'xml'], 'pretty, json'],
    [['validate', 'x.bpmn', '--format'], 'cần một giá trị'],
    [['validate', 'x.bpmn', '--format=json', '--format=json'], 'hai lần'],
    [['run', 'x.bpmn', '--auto=yes'], 'không nhận giá trị'],
    [['run', 'x.bpmn', '--variables', '--auto'], 'cần một giá trị'],
    [['run', 'a.bpmn', 'b.bpmn'], '"b.bpmn"'],
    [['validate', 'x.bpmn', '--lang', 'fr'], 'vi, en'],
    [['--lagn', 'en'], '"--lang"'],
  ])('%j', async (args, said) => {
    const { code, out, err } = await quytrinh(...args);
    expect(err).toContain(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('in English too', async () => {
    const { code, err } = await quytrinh('run', 'x.bpmn', '--fastforward', '--lang', 'en');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean "--fast-forward"?');
    expect(err).toContain('Usage: quytrinh run <file>');
  });
});
