import { describe, expect, it } from 'vitest';
import { passes } from './ask.ts';

describe('unary tests', () => {
  it.each<[string, unknown, unknown]>([
    ['-', null, true],
    ['"a", "b"', 'b', true],
    ['"a", "b"', 'c', false],
    ['not("a", "b")', 'c', true],
    ['< 5', 4, true],
    ['< 5', null, null],
    ['[1..5)', 5, false],
    ['< 5, > 10', 11, true],
    ['? > 5 and ? < 8', 6, true],
    ['contains(?, "x")', 'axb', true],
    ['not(contains(?, "x"))', 'axb', false],
    ['true', true, true],
    ['false', true, false],
    ['null', null, true],
    ['[1, 2]', 2, true],
    ['limit', 5, true],
    ['< limit', 4, true],
    ['> limit', 4, false],
    ['known', 3, true],
    ['date("2026-01-01")', '2026-01-01', false],
  ])('%s of %j', (tests, input, expected) => {
    expect(passes(tests, input, { limit: 5, known: [1, 2, 3] })).toBe(expected);
  });
});
