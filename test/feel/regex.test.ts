// The matcher agrees with the host's regular expressions where the two flavours mean the same.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from './ask.ts';

const pattern = fc.letrec<Record<'piece' | 'whole', string>>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c]', '\\d', '^', '$'),
    fc.tuple(tie('piece'), fc.constantFrom('?', '*', '+', '*?', '{2}', '{1,2}')).map(([a, q]) => `(?:${a})${q}`),
    tie('whole').map((a) => `(${a})`),
  ),
  whole: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.array(tie('piece'), { maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('piece'), tie('piece')).map(([a, b]) => `${a}|${b}`),
  ),
})).whole;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 8 });

describe('regular expressions', () => {
  it('match as the host does', () => {
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        expect({ source, input, found: ask('matches(i, p)', { i: input, p: source }) }).toEqual({
          source,
          input,
          found: new RegExp(source, 'u').test(input),
        });
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, unknown]>([
    ['matches("X", "[A-Z-[OI]]")', true],
    ['matches("O", "[A-Z-[OI]]")', false],
    ['matches("Q", "[^q]", "i")', false],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("ab\\ncd", "^cd$", "m")', true],
    ['matches("abab", "^(ab)\\1$")', true],
    ['matches("a.c", "a.c", "q")', true],
    ['matches("Đà", "^\\p{Lu}\\p{Ll}$")', true],
    ['matches("a", "\\p{IsBasicLatin}")', true],
    ['matches("a", "(?=a)")', null],
    ['matches("a", "[b-a]")', null],
    ['matches("a", "a", "y")', null],
    ['replace("darted", "^(.*?)d(.*)$", "$1c$2")', 'carted'],
    ['replace("abc", "b", "\\$")', 'a$c'],
    ['replace("aaa", "x*", "-")', '-a-a-a-'],
    ['split("a1b22c", "[0-9]+")', ['a', 'b', 'c']],
  ])('%s', (expression, expected) => {
    expect(ask(expression)).toEqual(expected);
  });
});
