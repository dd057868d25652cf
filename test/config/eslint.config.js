// @ts-check
// What `npm run lint` holds the code to: typescript-eslint's strictest set, and the bans of this house. Each ban names
// its replacement. test/house/eslint-bans.test.ts proves that they bite.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Where clocks, timers and randomness may be touched: everything else gets them as arguments. */
const shell = ['src/cli/**', 'src/stores/**', 'src/engine/host.ts', 'src/engine/host/**'];
/** Where a plain `Error` may be thrown: adapters and the command, which turn it into words for a person. */
const mayThrowPlainErrors = ['src/cli/**', 'src/stores/**'];

const now = 'Take `now` (epoch milliseconds) as an argument; the engine’s host is the only reader of the clock.';
const random =
  'Ids inside an instance are counters; other ids and random numbers come from the engine’s host as an argument.';
const timer = 'Timers are rows with a due instant: give a `dueAt` to the store. Only the engine’s host polls.';
const output = 'Return a diagnostic, an event or a value; only src/cli prints.';
const program =
  'Text is never run as code. Expressions are FEEL: compile them with src/feel, decisions with its DMN reader.';

/** @param {string} selector @param {string} message */
const ban = (selector, message) => ({ selector, message });

const bannedEverywhere = [
  ban('ExportDefaultDeclaration', 'Export by name: `export const x` or `export function x`.'),
  ban('TSEnumDeclaration', 'Use a union of string literals, with an `as const` table if its members must be listed.'),
  ban('TSModuleDeclaration[kind="namespace"]', 'Use a module: one file, named exports.'),
  ban('ClassDeclaration[superClass], ClassExpression[superClass]', 'Compose plain functions and data; no hierarchies.'),
  ban('CallExpression[callee.name="eval"]', program),
  ban(':matches(NewExpression, CallExpression)[callee.name="Function"]', program),
  ban('MemberExpression[object.name="globalThis"][property.name=/^(eval|Function)$/]', program),
];

const bannedPlainErrors = [
  ban(
    'ThrowStatement > :matches(NewExpression, CallExpression)[callee.name=/^(|Type|Range|Syntax|Aggregate)Error$/]',
    'Throw `engineError(code, params)` from src/model/engine-error.ts for the caller’s fault; return a diagnostic for a file’s; make an incident for a stuck instance.',
  ),
];

const bannedInThePureCore = [
  ban('NewExpression[callee.name="Date"][arguments.length=0]', now),
  ban('CallExpression[callee.name="Date"]', now),
  ban('NewExpression[callee.name=/^TZDate(Mini)?$/][arguments.length=0]', now),
  ban('CallExpression[callee.object.name=/^TZDate(Mini)?$/][callee.property.name="tz"][arguments.length=1]', now),
  ban(
    'MemberExpression[object.name="globalThis"][property.name=/^(set(Timeout|Interval|Immediate)|console|crypto|performance)$/]',
    'The same as without `globalThis`: take it as an argument from the engine’s host.',
  ),
];

const exit = {
  object: 'process',
  property: 'exit',
  message: 'Return a result; only src/cli/main.ts ends the process, after it has closed the engine.',
};

const propertiesOfThePureCore = [
  exit,
  { object: 'Date', property: 'now', message: now },
  { object: 'performance', property: 'now', message: now },
  { object: 'process', property: 'hrtime', message: now },
  { object: 'Math', property: 'random', message: random },
  { object: 'crypto', property: 'randomUUID', message: random },
  { object: 'crypto', property: 'getRandomValues', message: random },
];

const importsBannedEverywhere = [{ name: 'node:vm', message: program }];

// date-fns reads the clock in these; each has a form that takes the instant.
const clockReaders = [
  ...['constructNow', 'formatDistanceToNow', 'formatDistanceToNowStrict', 'isFuture', 'isPast', 'isToday'],
  ...['isTomorrow', 'isYesterday', 'isThisHour', 'isThisISOWeek', 'isThisMinute', 'isThisMonth', 'isThisQuarter'],
  ...['isThisSecond', 'isThisWeek', 'isThisYear', 'startOfToday', 'startOfTomorrow', 'startOfYesterday'],
  ...['endOfToday', 'endOfTomorrow', 'endOfYesterday'],
];

const importsBannedInThePureCore = [
  ...importsBannedEverywhere,
  { name: 'date-fns', importNames: clockReaders, message: now },
  { name: 'node:timers', message: timer },
  { name: 'node:timers/promises', message: timer },
  { name: 'node:perf_hooks', message: now },
  {
    name: 'node:crypto',
    importNames: ['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'webcrypto'],
    message: random,
  },
];

const globalsBannedInThePureCore = [
  ...['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({ name, message: timer })),
  { name: 'console', message: output },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '**/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('../..', import.meta.url).pathname },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-imports': ['error', { paths: importsBannedEverywhere }],
      'no-restricted-properties': ['error', exit],
      'no-restricted-syntax': ['error', ...bannedEverywhere],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A new member of a union must be met where it is handled.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in a sentence; objects and null don't, and stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => void f()` says less than `() => f()`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` with a named limit inside is plain style.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // A port is asynchronous though its in-memory adapter has nothing to wait for; `async` keeps its throws in the promise.
      '@typescript-eslint/require-await': 'off',
      // An index proved in range by the loop around it; `?? 0` would be code that never runs.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `_rest` says that a value is left out on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': ['error', ...globalsBannedInThePureCore],
      'no-restricted-imports': ['error', { paths: importsBannedInThePureCore }],
      'no-restricted-properties': ['error', ...propertiesOfThePureCore],
      'no-restricted-syntax': ['error', ...bannedEverywhere, ...bannedInThePureCore, ...bannedPlainErrors],
    },
  },
  {
    files: shell,
    rules: {
      'no-restricted-globals': ['error', { name: 'console', message: output }],
      'no-restricted-imports': ['error', { paths: importsBannedEverywhere }],
      'no-restricted-properties': ['error', exit],
      'no-restricted-syntax': ['error', ...bannedEverywhere, ...bannedPlainErrors],
    },
  },
  { files: mayThrowPlainErrors, rules: { 'no-restricted-syntax': ['error', ...bannedEverywhere] } },
  { files: ['src/cli/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/cli/main.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    // Tools want a default export.
    files: ['**/*.config.ts', 'test/config/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { URL: 'readonly', module: 'writable', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
