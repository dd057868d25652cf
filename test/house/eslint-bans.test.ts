// Proves that the bans of test/config/eslint.config.js bite where they should, spare the shell, and name a replacement.
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The snippets are not in the project, so the rules that need types are left out here.
const { rules = {} } = tseslint.configs.disableTypeChecked;
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: 'test/config/eslint.config.js',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } }, rules },
});

async function banned(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${filePath}` });
  return result!.messages.filter(({ ruleId }) => ruleId !== '@typescript-eslint/no-unused-vars').map((m) => m.message);
}

/** Code → a word of the replacement that its message must name. */
const bannedInThePureCore: Record<string, string> = {
  'export const a = Date.now();': '`now`',
  'export const a = new Date();': '`now`',
  'export const a = Date();': '`now`',
  'export const a = performance.now();': '`now`',
  'export const a = process.hrtime();': '`now`',
  "import { TZDate } from '@date-fns/tz';\nexport const a = new TZDate();": '`now`',
  "import { TZDate } from '@date-fns/tz';\nexport const a = TZDate.tz('Asia/Ho_Chi_Minh');": '`now`',
  "import { isPast } from 'date-fns';\nexport const a = isPast;": '`now`',
  'export const a = Math.random();': 'counters',
  'export const a = crypto.randomUUID();': 'counters',
  "import { randomUUID } from 'node:crypto';\nexport const a = randomUUID;": 'counters',
  "import { randomBytes } from 'node:crypto';\nexport const a = randomBytes;": 'counters',
  "console.log('x');": 'diagnostic',
  'setTimeout(() => {}, 1);': 'dueAt',
  'setInterval(() => {}, 1);': 'dueAt',
  'setImmediate(() => {});': 'dueAt',
  'globalThis.setTimeout(() => {}, 1);': 'host',
  "import { setTimeout } from 'node:timers/promises';\nexport const a = setTimeout;": 'dueAt',
};

const bannedPlainErrors: Record<string, string> = {
  "throw new Error('x');": 'engineError',
  "throw Error('x');": 'engineError',
  "throw new TypeError('x');": 'engineError',
  "throw new RangeError('x');": 'engineError',
};

const bannedEverywhere: Record<string, string> = {
  "eval('1');": 'FEEL',
  "export const a = new Function('return 1');": 'FEEL',
  "export const a = Function('return 1');": 'FEEL',
  "import vm from 'node:vm';\nexport const a = vm;": 'FEEL',
  'export default 1;': 'by name',
  'export default function a() {}': 'by name',
  "export enum A {\n  B = 'b',\n}": 'union',
  'export const a: any = 1;': 'any',
  'export class A extends Map {}': 'Compose',
  'process.exit(1);': 'src/cli/main.ts',
};

const pureFile = 'src/time/snippet.ts';
const shellFiles = ['src/cli/snippet.ts', 'src/stores/sqlite/snippet.ts', 'src/engine/host.ts'];

describe('in a pure room', () => {
  it.each(Object.entries({ ...bannedInThePureCore, ...bannedPlainErrors, ...bannedEverywhere }))(
    'bans %s',
    async (code, replacement) => {
      const messages = await banned(code, pureFile);
      expect(messages).not.toEqual([]);
      expect(messages.join('\n')).toContain(replacement);
    },
  );

  it.each([
    'export const a = (now: number): Date => new Date(now);',
    "throw engineError('ENGINE_CLOSED');\ndeclare function engineError(code: string): Error;",
    "import { addDays } from 'date-fns';\nexport const a = addDays;",
    "import { createHash } from 'node:crypto';\nexport const a = createHash;",
    "export const a = { b: 'c' } as const;",
  ])('lets be %s', async (code) => {
    expect(await banned(code, pureFile)).toEqual([]);
  });
});

describe('in the shell', () => {
  it.each(shellFiles.flatMap((file) => Object.keys(bannedEverywhere).map((code) => [file, code] as const)))(
    '%s: still bans %s',
    async (file, code) => {
      expect(await banned(code, file)).not.toEqual([]);
    },
  );

  it.each(shellFiles)('%s: the clock, randomness and timers are free', async (file) => {
    const code = 'setTimeout(() => Math.random() + Date.now(), 1);\nexport const a = new Date();';
    expect(await banned(code, file)).toEqual([]);
  });

  it('only the command and the stores throw plain errors', async () => {
    const code = "throw new Error('x');";
    expect(await banned(code, 'src/cli/snippet.ts')).toEqual([]);
    expect(await banned(code, 'src/stores/snippet.ts')).toEqual([]);
    expect(await banned(code, 'src/engine/host.ts')).not.toEqual([]);
  });

  it('only the command prints', async () => {
    const code = "console.log('x');";
    expect(await banned(code, 'src/cli/snippet.ts')).toEqual([]);
    expect(await banned(code, 'src/stores/snippet.ts')).not.toEqual([]);
    expect(await banned(code, 'src/engine/host.ts')).not.toEqual([]);
  });

  it('only src/cli/main.ts ends the process', async () => {
    expect(await banned('process.exit(1);', 'src/cli/main.ts')).toEqual([]);
  });
});
