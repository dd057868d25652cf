// Pattern text → regular expression; `null` when it is not valid. Nesting is bounded.
import { feelTextLimits } from '../limits.ts';
import type { CharTest, Flags, Regex } from './ast.ts';
import { anyOf, categoryTest, multiCharacterEscape, noneOf, rangeTest, without } from './classes.ts';

export interface ParsedRegex {
  readonly regex: Regex;
  readonly groups: number;
}

export function parseRegex(pattern: string, flags: Flags): ParsedRegex | null {
  const reader: Reader = {
    codes: Array.from(pattern),
    at: 0,
    flags,
    groups: 0,
    closed: new Set(),
    depth: 0,
    failed: false,
  };
  const regex = parseChoice(reader);
  if (reader.failed || reader.at < reader.codes.length) return null;
  return { regex, groups: reader.groups };
}

interface Reader {
  readonly codes: readonly string[];
  at: number;
  readonly flags: Flags;
  groups: number;
  /** Groups that are complete, so that `\1` may refer to them. */
  readonly closed: Set<number>;
  depth: number;
  failed: boolean;
}

const NOTHING: Regex = { kind: 'sequence', parts: [] };

function fail(reader: Reader): Regex {
  reader.failed = true;
  reader.at = reader.codes.length;
  return NOTHING;
}

const peek = (reader: Reader): string | undefined => reader.codes[reader.at];

function take(reader: Reader, expected: string): boolean {
  if (peek(reader) !== expected) return false;
  reader.at++;
  return true;
}

function parseChoice(reader: Reader): Regex {
  if (++reader.depth > feelTextLimits.regexNesting) return fail(reader);
  const parts = [parseSequence(reader)];
  while (take(reader, '|')) parts.push(parseSequence(reader));
  reader.depth--;
  return parts.length === 1 ? (parts[0] ?? NOTHING) : { kind: 'choice', parts };
}

function parseSequence(reader: Reader): Regex {
  const parts: Regex[] = [];
  for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) {
    parts.push(parseQuantifier(reader, parseAtom(reader)));
  }
  return { kind: 'sequence', parts };
}

function parseQuantifier(reader: Reader, body: Regex): Regex {
  const bounds = parseBounds(reader);
  if (bounds === undefined) return body;
  const greedy = !take(reader, '?');
  return { kind: 'repeat', body, ...bounds, greedy };
}

function parseBounds(reader: Reader): { min: number; max: number } | undefined {
  if (take(reader, '*')) return { min: 0, max: Infinity };
  if (take(reader, '+')) return { min: 1, max: Infinity };
  if (take(reader, '?')) return { min: 0, max: 1 };
  if (!take(reader, '{')) return undefined;
  const min = parseInteger(reader);
  let max = min;
  if (take(reader, ',')) max = peek(reader) === '}' ? Infinity : parseInteger(reader);
  if (!take(reader, '}') || min > max) fail(reader);
  return { min, max };
}

function parseInteger(reader: Reader): number {
  let digits = '';
  for (let next = peek(reader); next !== undefined && /^[0-9]$/.test(next) && digits.length < 9; next = peek(reader)) {
    digits += next;
    reader.at++;
  }
  if (digits === '') fail(reader);
  return Number(digits);
}

function parseAtom(reader: Reader): Regex {
  const { flags } = reader;
  const next = reader.codes[reader.at++] ?? '';
  switch (next) {
    case '(':
      return parseGroup(reader);
    case '[':
      return { kind: 'char', test: parseClass(reader) };
    case '.':
      return { kind: 'char', test: flags.dotAll ? () => true : (code) => code !== 10 && code !== 13 };
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '\\':
      return parseEscape(reader);
    case '?':
    case '*':
    case '+':
    case '{':
    case '}':
    case ']':
      return fail(reader);
    default:
      return { kind: 'char', test: literal(next, flags) };
  }
}

function parseGroup(reader: Reader): Regex {
  if (peek(reader) === '?') {
    if (reader.codes[reader.at + 1] !== ':') return fail(reader);
    reader.at += 2;
    const body = parseChoice(reader);
    return take(reader, ')') ? body : fail(reader);
  }
  const number = ++reader.groups;
  const body = parseChoice(reader);
  if (!take(reader, ')')) return fail(reader);
  reader.closed.add(number);
  return { kind: 'group', number, body };
}

/** After a backslash outside of a class. */
function parseEscape(reader: Reader): Regex {
  const next = peek(reader);
  if (next !== undefined && /^[1-9]$/.test(next)) {
    let number = Number(next);
    reader.at++;
    // More digits belong to the reference as long as there is such a group.
    for (let digit = peek(reader); digit !== undefined && /^[0-9]$/.test(digit); digit = peek(reader)) {
      if (!reader.closed.has(number * 10 + Number(digit))) break;
      number = number * 10 + Number(digit);
      reader.at++;
    }
    return reader.closed.has(number) ? { kind: 'reference', number } : fail(reader);
  }
  const test = parseClassEscape(reader);
  return test === undefined ? fail(reader) : { kind: 'char', test };
}

/** After a backslash, in or outside of a class. */
function parseClassEscape(reader: Reader): CharTest | undefined {
  const next = reader.codes[reader.at++] ?? '';
  if (next === 'p' || next === 'P') {
    const end = reader.codes.indexOf('}', reader.at);
    if (!take(reader, '{') || end < 0) return undefined;
    const test = categoryTest(reader.codes.slice(reader.at, end).join(''));
    reader.at = end + 1;
    return test && (next === 'p' ? test : noneOf(test));
  }
  const single = singleEscape(next);
  return single === undefined ? multiCharacterEscape(next) : literal(single, reader.flags);
}

function singleEscape(letter: string): string | undefined {
  const control = { n: '\n', r: '\r', t: '\t' }[letter];
  return control ?? (/^[\\|.?*+(){}[\]^$-]$/.test(letter) ? letter : undefined);
}

function literal(character: string, flags: Flags): CharTest {
  const code = character.codePointAt(0) ?? 0;
  return flags.ignoreCase ? rangeTest(code, code, true) : (tested) => tested === code;
}

/** After `[`: `^`, single characters, ranges, escapes, and `-[…]` to take away. */
function parseClass(reader: Reader): CharTest {
  if (++reader.depth > feelTextLimits.regexNesting) fail(reader);
  const negated = take(reader, '^');
  const tests: CharTest[] = [];
  let removed: CharTest | undefined;
  let first = true;
  for (;;) {
    const next = reader.codes[reader.at++];
    if (next === undefined || (next === ']' && first) || next === '[') {
      fail(reader);
      break;
    }
    if (next === ']') break;
    first = false;
    if (next === '-' && peek(reader) === '[') {
      reader.at++;
      removed = parseClass(reader);
      if (!take(reader, ']')) fail(reader);
      break;
    }
    const test = parseMember(reader, next);
    if (test === undefined) {
      fail(reader);
      break;
    }
    tests.push(test);
  }
  reader.depth--;
  const base = negated ? noneOf(anyOf(tests)) : anyOf(tests);
  return removed === undefined ? base : without(base, removed);
}

function parseMember(reader: Reader, next: string): CharTest | undefined {
  let low = next;
  if (next === '\\') {
    const single = singleEscape(peek(reader) ?? '');
    if (single === undefined) return parseClassEscape(reader);
    reader.at++;
    low = single;
  }
  const after = reader.codes[reader.at + 1];
  if (peek(reader) !== '-' || after === undefined || after === ']' || after === '[') return literal(low, reader.flags);
  reader.at += 2;
  let high: string | undefined = after;
  if (after === '\\') {
    high = singleEscape(peek(reader) ?? '');
    reader.at++;
  }
  const from = low.codePointAt(0) ?? 0;
  const to = high?.codePointAt(0) ?? -1;
  return from > to ? undefined : rangeTest(from, to, reader.flags.ignoreCase);
}
