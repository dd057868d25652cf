// The README can't promise what does not run: its TypeScript runs as it is, its commands exist and end as it says, its links lead
// somewhere.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = ['README.md', 'src/README.md', 'CONTRIBUTING.md', 'processes/README.md'];
const readme = readFileSync('README.md', 'utf8');
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block ?? '');
}

function node(arguments_: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--conditions=source', ...arguments_], { encoding: 'utf8', input });
}

describe('README.md: TypeScript', () => {
  const code = blocks(readme, 'ts');

  it('begins with ten lines that run', () => {
    expect((code[0] ?? '').split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(10);
  });

  it.each(code)('block %#', { timeout: 60_000 }, (block) => {
    const run = node(['--input-type=module-typescript', '-'], block);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const promised = [...block.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    expect(promised.length).toBeGreaterThan(0);
    expect(run.stdout.trimEnd().split('\n')).toEqual(promised);
  });
});

describe('README.md: commands', () => {
  const lines = blocks(readme, 'sh').flatMap((block) => block.trim().split('\n'));

  it('shows the two words of a fresh clone first', () => {
    expect(lines.slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
  });

  it('names only scripts that exist', () => {
    const named = [...readme.matchAll(/\bnpm (?:run ([\w:]+)|(test))/g)].map(([, name, test]) => name ?? test ?? '');
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  const commands = lines.filter((line) => line.startsWith('npx quytrinh '));

  it('shows every command', () => {
    const shown = new Set(commands.map((line) => line.split(' ')[2]));
    expect(shown).toEqual(new Set(['validate', 'run', 'scenario', 'calendar', 'audit']));
  });

  it.each(commands)('%s', { timeout: 120_000 }, (line) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(2);
    // The store of the reader is not here; the command is known and says so.
    const missing = words.includes('agency.sqlite');
    const run = node(['src/cli/main.ts', ...words]);
    expect(run.status, run.stderr).toBe(missing ? 2 : 0);
  });

  // The rest of its table of exit codes is held by test/cli.
  it('ends with 1 for a file with errors and 3 for a process that waits', { timeout: 60_000 }, () => {
    expect(node(['src/cli/main.ts', 'validate', 'examples/files/leave-wrong.bpmn']).status).toBe(1);
    expect(node(['src/cli/main.ts', 'run', 'examples/files/leave.bpmn']).status).toBe(3);
  });
});

describe('README.md: what else it says', () => {
  it('gives the fragment of the procedure as it is in the file', () => {
    const file = readFileSync('processes/p1-van-chuyen-hang-nguy-hiem/p1.bpmn', 'utf8');
    const [fragment = ''] = blocks(readme, 'xml');
    const lines = fragment.split('\n').map((line) => line.trim());
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !file.includes(line))).toEqual([]);
  });

  it('names only properties that the element templates write', () => {
    const templates = readFileSync('schemas/element-templates/quytrinh.json', 'utf8');
    const rows = [...readme.matchAll(/`(quytrinh\.\w+)\.(\w+)`((?:, `\.\w+`)*)/g)];
    const names = rows.flatMap(([, fact = '', first = '', more = '']) =>
      [first, ...[...more.matchAll(/`\.(\w+)`/g)].map(([, name]) => name ?? '')].map((name) => `${fact}.${name}`),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !templates.includes(`"${name}"`))).toEqual([]);
  });

  it('names only public subpaths that exist', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    const named = [...readme.matchAll(/`quytrinh(\/[a-z/]+)?`/g)].map(([, subpath = '']) => `.${subpath}`);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in exports))).toEqual([]);
  });

  it('says that every flow node and every event is executed as long as that is so', () => {
    const support = readFileSync('docs/support.md', 'utf8');
    expect(readme.includes('Every flow node of BPMN 2.0, and every event')).toBe(!/\| ✗ +\|/.test(support));
  });

  it('gives the figures that the conformance run holds as floors', () => {
    const floors = JSON.parse(readFileSync('test/conformance/floors.json', 'utf8')) as Record<string, number>;
    expect(readme).toContain(`${floors['betsy'] ?? '?'} of Betsy's 136`);
    expect(readme.replaceAll(',', '')).toContain(`${floors['dmn-tck'] ?? '?'} of 1537`);
    expect(readme).toContain(`and the ${floors['miwg'] ?? '?'}`);
  });
});

describe.each(pages)('%s', (page) => {
  it('has links that lead somewhere', () => {
    const text = readFileSync(page, 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
  });
});
