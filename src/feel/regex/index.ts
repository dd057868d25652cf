// `matches`, `replace` and `split` with regular expressions that can neither hang nor reach the host.
import { charge, checkString, stop } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { feelTextLimits } from '../limits.ts';
import type { Flags } from './ast.ts';
import { findMatch } from './match.ts';
import type { Budget } from './match.ts';
import { parseRegex } from './parse.ts';
import { createProgram } from './program.ts';
import type { Program } from './program.ts';

interface CompiledPattern {
  readonly pattern: string;
  readonly flags: Flags;
  readonly program: Program;
}

/** `null` when the pattern or the flags are not valid. */
export function matchesPattern(input: string, pattern: string, flags: string, env: Env): boolean | null {
  const compiled = compilePattern(pattern, flags);
  if (compiled === null) return null;
  return find(compiled, codePoints(input, env), 0, createBudget(env), env) !== undefined;
}

/** Every match replaced; `$1`…`$9` stand for groups, `$0` for the match, `\$` and `\\` for themselves. */
export function replacePattern(
  input: string,
  pattern: string,
  replacement: string,
  flags: string,
  env: Env,
): string | null {
  const compiled = compilePattern(pattern, flags);
  if (compiled === null) return null;
  const pieces = flags.includes('q') ? [replacement] : parseReplacement(replacement, compiled.program.groups);
  if (pieces === null) return null;
  const codes = codePoints(input, env);
  let text = '';
  const rest = forEachMatch(compiled, codes, env, (registers, before) => {
    text += textOf(before);
    for (const piece of pieces) {
      text += typeof piece === 'string' ? piece : textOf(groupOf(codes, registers, piece));
    }
    checkString(env, text.length);
  });
  return text + textOf(rest);
}

/** The text between the matches. */
export function splitPattern(input: string, pattern: string, env: Env): string[] | null {
  const compiled = compilePattern(pattern, '');
  if (compiled === null) return null;
  const parts: string[] = [];
  const rest = forEachMatch(compiled, codePoints(input, env), env, (_registers, before) => {
    parts.push(textOf(before));
  });
  parts.push(textOf(rest));
  charge(env, parts.length);
  return parts;
}

/** Visits the matches from left to right with the text before each; gives the text after the last. */
function forEachMatch(
  compiled: CompiledPattern,
  codes: readonly number[],
  env: Env,
  visit: (registers: readonly number[], before: readonly number[]) => void,
): readonly number[] {
  const budget = createBudget(env);
  let copied = 0;
  let from = 0;
  while (from <= codes.length) {
    const registers = find(compiled, codes, from, budget, env);
    if (registers === undefined) break;
    const start = registers[0] ?? 0;
    const end = registers[1] ?? 0;
    visit(registers, codes.slice(copied, start));
    copied = end;
    // An empty match must not be found again at the same place.
    from = end > start ? end : end + 1;
  }
  return codes.slice(copied);
}

function find(
  { pattern, flags, program }: CompiledPattern,
  codes: readonly number[],
  from: number,
  budget: Budget,
  env: Env,
): readonly number[] | undefined {
  const found = findMatch(program, flags, codes, from, budget);
  if (found === null) return stop('FEEL_REGEX_STEPS', { pattern: pattern.slice(0, 100), limit: env.limits.regexSteps });
  return found;
}

const createBudget = (env: Env): Budget => ({ steps: env.limits.regexSteps });

function codePoints(text: string, env: Env): number[] {
  charge(env, text.length >> 4);
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function textOf(codes: readonly number[]): string {
  let text = '';
  for (const code of codes) text += String.fromCodePoint(code);
  return text;
}

function groupOf(codes: readonly number[], registers: readonly number[], group: number): readonly number[] {
  const start = registers[2 * group] ?? -1;
  const end = registers[2 * group + 1] ?? -1;
  return start < 0 || end < 0 ? [] : codes.slice(start, end);
}

/** Texts and group numbers in turn; `null` when a `$` or a backslash stands alone. */
function parseReplacement(replacement: string, groups: number): (string | number)[] | null {
  const pieces: (string | number)[] = [];
  for (let i = 0; i < replacement.length; i++) {
    const next = replacement.charAt(i);
    const after = replacement.charAt(i + 1);
    if (next === '\\') {
      if (after !== '\\' && after !== '$') return null;
      pieces.push(after);
      i++;
    } else if (next === '$') {
      if (!/^[0-9]$/.test(after)) return null;
      let group = Number(after);
      i++;
      for (let digit = replacement.charAt(i + 1); /^[0-9]$/.test(digit); digit = replacement.charAt(i + 1)) {
        if (group * 10 + Number(digit) > groups) break;
        group = group * 10 + Number(digit);
        i++;
      }
      pieces.push(group);
    } else {
      pieces.push(next);
    }
  }
  return pieces;
}

const patterns = new Map<string, CompiledPattern | null>();

function compilePattern(pattern: string, flags: string): CompiledPattern | null {
  const key = `${flags}/${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  if (patterns.size >= feelTextLimits.cached) patterns.clear();
  const compiled = createPattern(pattern, flags);
  patterns.set(key, compiled);
  return compiled;
}

function createPattern(pattern: string, flags: string): CompiledPattern | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  const parsedFlags: Flags = {
    dotAll: flags.includes('s'),
    lines: flags.includes('m'),
    ignoreCase: flags.includes('i'),
  };
  let text = pattern;
  if (flags.includes('q')) text = pattern.replace(/[\\|.?*+(){}[\]^$-]/g, '\\$&');
  else if (flags.includes('x')) text = withoutSpaces(pattern);
  const parsed = parseRegex(text, parsedFlags);
  const program = parsed && createProgram(parsed.regex, parsed.groups);
  return program && { pattern, flags: parsedFlags, program };
}

/** Flag `x`: white space outside of classes does not count. */
function withoutSpaces(pattern: string): string {
  let text = '';
  let depth = 0;
  for (const character of pattern) {
    if (character === '[') depth++;
    else if (character === ']') depth--;
    if (depth > 0 || !/[\t\n\r ]/.test(character)) text += character;
  }
  return text;
}
