import { describe, expect, it } from 'vitest';
import { compileUnaryTests } from 'quytrinh/feel';
import { problemOf } from './ask.ts';

describe('problems found on compiling', () => {
  it.each<[string, string, number, number, Record<string, string | number>]>([
    ['1 +', 'FEEL_SYNTAX', 3, 3, { found: '(end)', expected: 'an expression' }],
    ['if a then b', 'FEEL_SYNTAX', 11, 11, { found: '(end)', expected: '"else"' }],
    ['count([1, 2)', 'FEEL_SYNTAX', 11, 12, { found: ')', expected: '"," or "]"' }],
    ['a ! b', 'FEEL_SYNTAX', 2, 3, { found: '!', expected: 'an operator or the end' }],
    ['x = "abc', 'FEEL_STRING_OPEN', 4, 8, {}],
    [
      '1 + lenght("x")',
      'FEEL_UNKNOWN_FUNCTION',
      4,
      10,
      { name: 'lenght', suggestion: ' Did you mean "string length"?' },
    ],
    ['uper case("x")', 'FEEL_UNKNOWN_FUNCTION', 0, 9, { name: 'uper case', suggestion: ' Did you mean "upper case"?' }],
    ['1 + substring("x")', 'FEEL_ARGUMENT_COUNT', 4, 18, { name: 'substring', expected: '2-3', found: 1 }],
    [
      'contains(text: "a", match: "b")',
      'FEEL_UNKNOWN_PARAMETER',
      0,
      31,
      { name: 'contains', parameter: 'text', known: 'string, match' },
    ],
    ['x instance of nmber', 'FEEL_UNKNOWN_TYPE', 14, 19, { name: 'nmber', suggestion: ' Did you mean "number"?' }],
    ['@"2026-13-01"', 'FEEL_LITERAL', 0, 13, { text: '2026-13-01' }],
    ['function(a) external {java: {class: "x"}}', 'FEEL_EXTERNAL_FUNCTION', 0, 41, {}],
  ])('%s', (text, code, from, to, params) => {
    expect(problemOf(text)).toEqual({ code, from, to, params });
  });

  it('lets a known name be called, and everything be run in lenient mode', () => {
    expect(problemOf('f(1)', { names: ['f'] })).toBeUndefined();
    expect(problemOf('f(1)', { lenient: true })).toBeUndefined();
  });

  it('refuses what is too long or nested too deeply, without overflowing', () => {
    expect(problemOf('1'.repeat(20_001))?.code).toBe('FEEL_TOO_LONG');
    expect(problemOf(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`)?.code).toBe('FEEL_TOO_DEEP');
    expect(problemOf(Array(2_000).fill('a').join(' + '))?.code).toBe('FEEL_TOO_DEEP');
    expect(problemOf(Array(200).fill('a').join(' + '))).toBeUndefined();
  });

  it('refuses an empty cell of tests as FEEL', () => {
    expect(compileUnaryTests('')).toMatchObject({ ok: false, problem: { code: 'FEEL_SYNTAX' } });
  });
});
