import { describe, expect, it } from 'vitest';
import { compileExpression, fromJson, toJson } from 'quytrinh/feel';
import { ask, options, warningsOf } from './ask.ts';

describe('values and operators', () => {
  it.each<[string, unknown]>([
    ['0.1 + 0.2', 0.3],
    ['1.1 * 1.1', 1.21],
    ['0.3 / 0.1', 3],
    ['1.1 ** 2', 1.21],
    ['2 ** 10', 1024],
    ['-2 ** 2', 4],
    ['1 / 3 * 3', 1],
    ['1 / 0', null],
    ['10 ** 400', null],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', null],
    ['"a\\u00e1\\n\\"" ', 'aá\n"'],
    ['1 = "1"', null],
    ['null = null', true],
    ['[1, [2]] = [1, [2]]', true],
    ['{a: 1, b: 2} = {b: 2, a: 1}', true],
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['"x" or false', null],
    ['if null then 1 else 2', 2],
    ['5 between 1 and 5', true],
    ['5 in (1..5)', false],
    ['5 in (1, > 4)', true],
    ['5 in [[1..2], [4..6]]', true],
    ['"b" in ["a".."c"]', true],
    ['5 in (? > 4 and ? < 6)', true],
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][4]', null],
    ['[{x: 1, y: 2}, {x: 3}][x = 3]', [{ x: 3 }]],
    ['[{x: 1}, {x: 3}].x', [1, 3]],
    ['{a: 1, b: a + 1, "c d": b}.c d', 2],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in 1..2, j in [10, 20] return i + j', [11, 21, 12, 22]],
    ['for i in 1..6 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5, 8]],
    ['for i in (1..4) return i', [2, 3]],
    ['for d in @"2026-02-27"..@"2026-03-01" return string(d)', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['some x in [1, 2] satisfies x > 1', true],
    ['every x in [] satisfies false', true],
    ['(function(a, b: number) a + b)(1, [2])', 3],
    ['{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r', 2432902008176640000],
    ['for f in (for i in 1..3 return function() i) return f()', [1, 2, 3]],
    ['1 instance of number', true],
    ['[1, 2] instance of list<number>', true],
    ['[1..2] instance of range<number>', true],
    ['{a: 1} instance of context<a: string>', false],
    ['null instance of Any', false],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual(expected);
  });

  it('reads names with spaces and operators in them, when they are known', () => {
    expect(ask('Họ và tên + "!"', { 'Họ và tên': 'An' })).toBe('An!');
    expect(ask('thu-nhập * 2', { 'thu-nhập': 5 })).toBe(10);
    expect(ask('a-b', { a: 5, b: 3 })).toBe(2);
    expect(ask('x.first-name', { x: { 'first-name': 'An' } }, { shapes: { x: { 'first-name': null } } })).toBe('An');
  });

  it('lists the free names', () => {
    const compiled = compileExpression('for i in list return i * factor + count(list)');
    expect(compiled.ok && compiled.expression.names).toEqual(['factor', 'list']);
  });
});

describe('dates, times and durations', () => {
  it.each<[string, unknown]>([
    ['now()', '2026-02-16T10:30:00@Asia/Ho_Chi_Minh'],
    ['today()', '2026-02-16'],
    ['today() + duration("P1M")', '2026-03-16'],
    ['date("2024-02-29") + duration("P1Y")', '2025-02-28'],
    ['date("2026-01-01") - date("2025-12-25")', 'P7D'],
    ['date("2026-02-29")', null],
    ['date(2026, 2, 16).weekday', 1],
    ['day of week(@"2026-02-16")', 'Monday'],
    ['week of year(date(2005, 1, 1))', 53],
    ['time("23:30:00") + duration("PT1H")', '00:30:00'],
    ['@"2026-03-29T01:30:00@Europe/Paris" + duration("PT1H")', '2026-03-29T03:30:00@Europe/Paris'],
    ['@"2026-02-16T10:00:00+07:00" = @"2026-02-16T03:00:00Z"', true],
    ['@"2026-02-16T10:00:00+07:00" - @"2026-02-16T03:00:00.250Z"', '-PT0.25S'],
    ['years and months duration(@"2011-12-22", @"2013-08-24")', 'P1Y8M'],
    ['duration("P1D") * 1.5', 'P1DT12H'],
    ['duration("P1Y") / duration("P3M")', 4],
    ['duration("PT36H").days', 1],
    ['date and time(@"2026-02-16", @"08:00:00+07:00").time offset', 'PT7H'],
    ['duration("P1Y2M3D")', null],
    ['@"-0044-03-15".year', -44],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual(expected);
  });
});

describe('built-in functions', () => {
  it.each<[string, unknown]>([
    ['substring("đà nẵng", 4)', 'nẵng'],
    ['substring("a😀b", 2, 1)', '😀'],
    ['string length("a😀")', 2],
    ['upper case("đà nẵng")', 'ĐÀ NẴNG'],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
    ['matches("08/2026/NĐ-CP", "\\d+/\\d{4}/NĐ-CP")', true],
    ['string join(["a", null, "b"], ", ")', 'a, b'],
    ['string([1, "a", {b: @"P1D"}])', '[1, "a", {b: P1D}]'],
    ['number("1.234,5", ".", ",")', 1234.5],
    ['decimal(2.5, 0)', 2],
    ['round half up(1.005, 2)', 1.01],
    ['round half down(-2.5, 0)', -2],
    ['floor(-1.5)', -2],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['mean([1, 2, 3.6])', 2.2],
    ['median(8, 2, 5, 3, 4)', 4],
    ['stddev(2, 4, 7, 5)', 2.0816659994661326],
    ['mode([6, 3, 9, 6, 6])', [6]],
    ['min("b", "a")', 'a'],
    ['sum([duration("P1D"), duration("PT1H")])', 'P1DT1H'],
    ['all([true, null])', null],
    ['any([true, null])', true],
    ['sort([3, 1, 2], function(x, y) x < y)', [1, 2, 3]],
    ['distinct values([1, "1", 1, [1], [1]])', [1, '1', [1]]],
    ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', [5, 5, 7, 8]],
    ['index of([1, 2, 3, 2], 2)', [2, 4]],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['insert before([1, 3], 1, 2)', [2, 1, 3]],
    ['flatten([[1, 2], [[3]], 4])', [1, 2, 3, 4]],
    ['context put({a: {b: 1}}, ["a", "c"], 2)', { a: { b: 1, c: 2 } }],
    ['get value({a: 1}, "a")', 1],
    ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
    ['overlaps([1..5], [5..8])', true],
    ['before(1, [1..5])', false],
    ['during([4..6], [1..10])', true],
    ['range("[1..5)")', '[1..5)'],
    ['is(@"23:00:50", @"23:00:50Z")', false],
    ['substring(start position: 2, string: "abc")', 'bc'],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual(expected);
  });
});

describe('warnings', () => {
  it.each<[string, readonly string[]]>([
    ['missing + 1', ['FEEL_UNKNOWN_VARIABLE', 'FEEL_OPERANDS']],
    ['{a: 1}.b', ['FEEL_NO_ENTRY']],
    ['1 / 0', ['FEEL_DIVISION_BY_ZERO']],
    ['date("x")', ['FEEL_NO_RESULT']],
    ['upper case(1)', ['FEEL_ARGUMENT']],
    ['matches("a", "(")', ['FEEL_PATTERN']],
    ['if "x" then 1 else 2', ['FEEL_CONDITION']],
    ['1 + 1', []],
  ])('%s', (text, expected) => {
    expect(warningsOf(text)).toEqual(expected);
  });
});

describe('JSON', () => {
  it('writes every kind of value, and takes JSON as it is', () => {
    const compiled = compileExpression(
      '{d: @"2026-02-16", r: (1..5], f: function() 1, l: [@"PT1H", null], "__proto__": 1}',
    );
    const result = compiled.ok ? compiled.expression.evaluate(() => undefined, options) : undefined;
    const json = result?.ok === true ? toJson(result.value) : undefined;
    expect(JSON.stringify(json)).toBe('{"d":"2026-02-16","r":"(1..5]","f":null,"l":["PT1H",null],"__proto__":1}');
    expect(fromJson({ a: [1, null] })).toEqual({ a: [1, null] });
    expect(fromJson(undefined)).toBeNull();
  });
});
