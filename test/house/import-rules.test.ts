// Proves that the import table bites: a small tree with one wrong import of each kind, cruised with the real
// configuration, must give exactly the expected violations; its right imports none.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const packages = ['bpmn-moddle', 'date-fns', 'dmn-moddle', 'lezer-feel', 'xstate', 'uuid', 'ajv'];

/** What every file of the tree imports; `type ` before a name: only its types, `later `: by import(). */
const tree: Record<string, readonly string[]> = {
  // right
  'src/model/index.ts': ['./task.ts'],
  'src/model/task.ts': [],
  'src/text/index.ts': ['../model/task.ts'],
  'src/lifecycle/index.ts': ['xstate', '../model/index.ts'],
  'src/time/index.ts': ['date-fns', 'ajv', '../lifecycle/index.ts', './calendar.ts'],
  'src/time/calendar.ts': ['../model/task.ts'],
  'src/feel/index.ts': ['lezer-feel', 'dmn-moddle', '../time/index.ts'],
  'src/authority/index.ts': ['../feel/index.ts', '../lifecycle/index.ts'],
  'src/bpmn/index.ts': ['bpmn-moddle', '../model/index.ts'],
  'src/machine/index.ts': ['xstate', '../feel/index.ts'],
  'src/lint/index.ts': ['../machine/index.ts'],
  'src/audit/index.ts': ['node:crypto'],
  'src/engine/index.ts': ['uuid', '../audit/index.ts', '../authority/index.ts', './host.ts'],
  'src/engine/host.ts': ['node:events'],
  'src/stores/index.ts': ['type ../engine/index.ts', '../audit/index.ts', './rows.ts', 'later ./sqlite/index.ts'],
  'src/stores/rows.ts': [],
  'src/stores/sqlite/index.ts': ['node:sqlite', '../rows.ts'],
  'src/testing/index.ts': ['../engine/index.ts', '../text/index.ts', '../stores/sqlite/index.ts'],
  'src/cli/main.ts': ['node:fs', './arguments.ts', '../testing/index.ts', '../stores/sqlite/index.ts'],
  'src/cli/arguments.ts': ['../model/task.ts'],
  'src/index.ts': ['./engine/index.ts', './text/index.ts', './stores/index.ts'],
  'test/time/calendar.test.ts': ['../../src/time/index.ts'],
  // wrong, each in its own way
  'src/model/upward.ts': ['../time/index.ts'],
  'src/bpmn/sideways.ts': ['type ../feel/index.ts'],
  'src/lint/to-bpmn.ts': ['../bpmn/index.ts'],
  'src/engine/to-stores.ts': ['../stores/index.ts'],
  'src/machine/past-the-door.ts': ['../time/calendar.ts'],
  'src/misc/index.ts': ['../model/index.ts'],
  'src/misc/alone.ts': [],
  'src/text/egg.ts': ['./hen.ts'],
  'src/text/hen.ts': ['./egg.ts'],
  'src/time/moddle.ts': ['bpmn-moddle'],
  'src/bpmn/dates.ts': ['date-fns'],
  'src/engine/xstate.ts': ['xstate'],
  'src/time/digest.ts': ['node:crypto'],
  'src/engine/database.ts': ['node:sqlite'],
  'src/feel/files.ts': ['node:fs'],
  'src/stores/driver.ts': ['./sqlite/index.ts'],
  'src/cli/nowhere.ts': ['./gone.ts'],
  'test/time/inside.test.ts': ['../../src/time/calendar.ts'],
};

const expected = [
  'room-model: src/model/upward.ts → src/time/index.ts',
  'room-bpmn: src/bpmn/sideways.ts → src/feel/index.ts',
  'room-lint: src/lint/to-bpmn.ts → src/bpmn/index.ts',
  'room-engine: src/engine/to-stores.ts → src/stores/index.ts',
  'front-door: src/machine/past-the-door.ts → src/time/calendar.ts',
  'unlisted-folder-imports: src/misc/index.ts → src/model/index.ts',
  'unlisted-folder-orphan: src/misc/alone.ts → src/misc/alone.ts',
  'no-cycle: src/text/egg.ts → src/text/hen.ts',
  'home-of-bpmn-moddle: src/time/moddle.ts → node_modules/bpmn-moddle/index.js',
  'home-of-date-fns: src/bpmn/dates.ts → node_modules/date-fns/index.js',
  'home-of-xstate: src/engine/xstate.ts → node_modules/xstate/index.js',
  'home-of-node-crypto: src/time/digest.ts → crypto',
  'home-of-node-sqlite: src/engine/database.ts → node:sqlite',
  'pure-core: src/feel/files.ts → fs',
  'driver-on-demand: src/stores/driver.ts → src/stores/sqlite/index.ts',
  'only-real-dependencies: src/cli/nowhere.ts → ./gone.ts',
  'resolvable: src/cli/nowhere.ts → ./gone.ts',
  'front-door-outside: test/time/inside.test.ts → src/time/calendar.ts',
];

describe('the import table', () => {
  let folder = '';
  let violations: string[] = [];

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
    const dependencies = Object.fromEntries(packages.map((name) => [name, '*']));
    write('package.json', JSON.stringify({ name: 'quytrinh', type: 'module', dependencies }));
    write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true } }),
    );
    for (const name of packages) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      write(`node_modules/${name}/index.js`, '');
    }
    for (const [path, imports] of Object.entries(tree)) {
      write(path, imports.map(statement).join(''));
    }
    violations = cruise(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(expected)('catches %s', (violation) => {
    expect(violations).toContain(violation);
  });

  it('lets the right imports be', () => {
    expect(violations.toSorted()).toEqual(expected.toSorted());
  });
});

function statement(request: string, n: number): string {
  const [, kind, name] = /^(?:(type|later) )?(.*)$/.exec(request) ?? [];
  if (kind === 'later') return `export const a${n} = await import('${name}');\n`;
  return `import ${kind ?? ''} * as a${n} from '${name}';\nexport ${kind ?? ''} { a${n} };\n`;
}

function cruise(folder: string): string[] {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, 'test/config/dependency-cruiser.cjs');
  const args = [depcruise, '--config', config, '--output-type', 'json', 'src', 'test'];
  let json: string;
  try {
    json = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (failure) {
    json = (failure as { stdout: string }).stdout;
  }
  const { summary } = JSON.parse(json) as {
    summary: { violations: readonly { from: string; to: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
