// No text can hang the evaluation, overflow the stack, fill the memory or see the host.
import { describe, expect, it } from 'vitest';
import { isFeelLimit } from 'quytrinh/feel';
import { ask, compiled } from './ask.ts';

describe('bounded evaluation', () => {
  it.each<[string, string, string]>([
    ['an endless range', 'for i in 1..100000000 return i', 'FEEL_STEPS'],
    ['nested loops', 'for i in 1..100000, j in 1..100000 return 1', 'FEEL_STEPS'],
    ['quantifiers', 'some i in 1..1000000000 satisfies false', 'FEEL_STEPS'],
    ['a partial list copied again and again', 'for i in 1..100000 return partial', 'FEEL_STEPS'],
    [
      'a list doubled again and again',
      'for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])',
      'FEEL_STEPS',
    ],
    [
      'a text doubled again and again',
      'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]',
      'FEEL_STRING_LENGTH',
    ],
    [
      'shared lists printed',
      'string(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])',
      'FEEL_STEPS',
    ],
    [
      'shared lists compared',
      '{f: function(x) for i in 1..60 return if i = 1 then [x] else [partial[-1], partial[-1]], r: f(1) = f(1)}.r',
      'FEEL_STEPS',
    ],
    ['a very deep list', 'flatten(for i in 1..1300 return if i = 1 then [] else [partial[-1]])[1]', 'FEEL_STEPS'],
    ['endless recursion', '{f: function(n) f(n + 1), r: f(0)}.r', 'FEEL_DEPTH'],
    ['mutual recursion through arguments', '(function(f) f(f))(function(f) f(f))', 'FEEL_DEPTH'],
    ['exponential recursion', '{f: function(n) if n < 1 then 1 else f(n - 1) + f(n - 1), r: f(40)}.r', 'FEEL_STEPS'],
    ...[
      'upper case(x)',
      'lower case(x)',
      'string length(x)',
      'substring(x, 5)',
      'substring before(x, "b")',
      'substring after(x, "b")',
      'contains(x, "b")',
    ].map((call): [string, string, string] => [
      `a long text read again and again by ${call}`,
      `{l: for i in 1..20 return if i = 1 then "aaaa" else partial[-1] + partial[-1], x: l[-1], r: for i in 1..100 return ${call}}.r`,
      'FEEL_STEPS',
    ]),
    [
      'a pattern that backtracks',
      'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
      'FEEL_REGEX_STEPS',
    ],
    [
      'a pattern that backtracks over references',
      'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a*)*\\1b$")',
      'FEEL_REGEX_STEPS',
    ],
  ])('%s', (_name, text, code) => {
    expect(ask(text)).toBe(code);
  });

  it('refuses patterns that grow too large or nest too deeply', () => {
    expect(ask('matches("a", "((a{1000}){1000}){1000}")')).toBeNull();
    expect(ask(`matches("a", "${'('.repeat(500)}a${')'.repeat(500)}")`)).toBeNull();
  });

  it('takes limits from the caller', () => {
    const expression = compiled('for i in 1..100 return i');
    expect(expression.evaluate(() => undefined, { now: 0, limits: { steps: 50 } })).toMatchObject({
      ok: false,
      problem: { code: 'FEEL_STEPS', params: { limit: 50 } },
    });
    let thrown: unknown;
    try {
      expression.run(() => undefined, { now: 0, limits: { steps: 50 } });
    } catch (error) {
      thrown = error;
    }
    expect(isFeelLimit(thrown)).toBe(true);
  });

  it('leaves deep recursion that ends alone', () => {
    expect(ask('{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(200)}.r')).toBe(200);
  });

  it('shows nothing of the host', () => {
    const variables = { a: { own: 1 }, l: [1], s: 'x' };
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(ask(`a.${name}`, variables)).toBeNull();
      expect(ask(`l.${name}`, variables)).toEqual([null]);
      expect(ask(`s.${name}`, variables)).toBeNull();
      expect(ask(`get value(a, "${name}")`, variables)).toBeNull();
      expect(ask(`l[${name} = 1]`, variables)).toEqual([]);
    }
    for (const value of [
      'date("2020-01-01")',
      'date and time("2020-01-01T10:00:00")',
      'time("10:00:00")',
      '@"PT1H"',
      '@"P1Y"',
    ])
      for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])
        expect(ask(`${value}.${name}`)).toBeNull();
    expect(ask('context put({}, "__proto__", {x: 1}).x')).toBeNull();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
