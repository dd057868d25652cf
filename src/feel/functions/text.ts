// String functions (DMN 1.5, §10.3.4.3). Positions count characters, not UTF-16 units.
import { charge, checkString, warn } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { matchesPattern, replacePattern, splitPattern } from '../regex/index.ts';
import { signature } from './define.ts';
import type { Signature } from './define.ts';

export const textFunctions: Readonly<Record<string, readonly Signature[]>> = {
  substring: [
    signature(
      [
        ['string', 'string'],
        ['start position', 'number'],
        ['length?', 'number or null'],
      ],
      (env, text, start, length) => substring(read(env, text), Math.trunc(start), length),
    ),
  ],
  'string length': [signature([['string', 'string']], (env, text) => lengthOf(read(env, text)))],
  'upper case': [signature([['string', 'string']], (env, text) => read(env, text).toUpperCase())],
  'lower case': [signature([['string', 'string']], (env, text) => read(env, text).toLowerCase())],
  'substring before': [
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      (env, text, match) => text.slice(0, Math.max(0, read(env, text).indexOf(match))),
    ),
  ],
  'substring after': [
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      (env, text, match) => (read(env, text).includes(match) ? text.slice(text.indexOf(match) + match.length) : ''),
    ),
  ],
  contains: [twoTexts((text, match) => text.includes(match))],
  'starts with': [twoTexts((text, match) => text.startsWith(match))],
  'ends with': [twoTexts((text, match) => text.endsWith(match))],
  matches: [
    signature(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['flags?', 'string or null'],
      ],
      (env, input, pattern, flags) => guarded(env, matchesPattern(input, pattern, flags ?? '', env), pattern, flags),
    ),
  ],
  replace: [
    signature(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['replacement', 'string'],
        ['flags?', 'string or null'],
      ],
      (env, input, pattern, replacement, flags) =>
        guarded(env, replacePattern(input, pattern, replacement, flags ?? '', env), pattern, flags),
    ),
  ],
  split: [
    signature(
      [
        ['string', 'string'],
        ['delimiter', 'string'],
      ],
      (env, text, delimiter) => guarded(env, splitPattern(text, delimiter, env), delimiter, ''),
    ),
  ],
  'string join': [
    signature(
      [
        ['list', 'list'],
        ['delimiter?', 'string or null'],
      ],
      (env, list, delimiter) => join(env, list, delimiter ?? ''),
    ),
  ],
};

/** Characters of a text that are read for one step. */
const READ = 64;

/** A text is paid for by its length: without that, a function called again and again on a long text would be no more than its calls. */
function read(env: Env, text: string): string {
  if (text.length >= READ) charge(env, Math.floor(text.length / READ));
  return text;
}

function twoTexts(run: (text: string, match: string) => boolean): Signature {
  return signature(
    [
      ['string', 'string'],
      ['match', 'string'],
    ],
    (env, text, match) => run(read(env, text), match),
  );
}

function guarded<T>(env: Env, result: T | null, pattern: string, flags: string | null | undefined): T | null {
  return result ?? warn(env, env.at, 'FEEL_PATTERN', { pattern, flags: flags ?? '' });
}

function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) >= 0xd800 && (text.codePointAt(i) ?? 0) > 0xffff) length--;
  return length;
}

function substring(text: string, start: number, length: number | null | undefined): string | null {
  if (start === 0 || length === null) return null;
  const whole = length === undefined ? undefined : Math.trunc(length);
  if (whole !== undefined && whole < 1) return null;
  const characters = isPlain(text) ? text : Array.from(text);
  const first = start > 0 ? start - 1 : characters.length + start;
  if (first < 0 || first > characters.length) return null;
  const part = characters.slice(first, whole === undefined ? undefined : first + whole);
  return typeof part === 'string' ? part : part.join('');
}

const isPlain = (text: string): boolean => !/[\ud800-\udfff]/.test(text);

function join(env: Env, list: readonly unknown[], delimiter: string): string | null {
  charge(env, list.length);
  let joined = '';
  let first = true;
  for (const item of list) {
    if (item === null) continue;
    if (typeof item !== 'string') return warn(env, env.at, 'FEEL_NO_RESULT', { name: 'string join' });
    joined += first ? item : delimiter + item;
    first = false;
    checkString(env, joined.length);
  }
  return joined;
}
