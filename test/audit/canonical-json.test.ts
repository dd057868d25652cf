// RFC 8785 vectors, and the same text as an independent implementation on random values.
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, CANONICAL_DEPTH } from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';

const doubleOf = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE();

describe('canonicalJson', () => {
  it('writes the sample of RFC 8785 §3.2.2', () => {
    const value: unknown = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts by UTF-16 code units: RFC 8785 §3.2.3', () => {
    const value: unknown = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
    );
    const sorted = Object.values(JSON.parse(canonicalJson(value).replace('"1"', '"_1"')) as object);
    expect(sorted).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('sorts members that look like numbers as text, not as numbers', () => {
    expect(canonicalJson({ 9: 0, 10: 0, 1: 0, '': 0 })).toBe('{"":0,"1":0,"10":0,"9":0}');
  });

  // RFC 8785 appendix B
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s', (hex, text) => {
    expect(canonicalJson(doubleOf(hex))).toBe(text);
  });

  it('agrees with an independent implementation', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Thụ lý hồ sơ', '\u2028', '\u007f', '😀'),
    );
    const value = fc.anything({
      key: text,
      values: [
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ],
      maxDepth: 4,
      maxKeys: 40,
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(value, (any) => {
        expect(canonicalJson(any)).toBe(canonicalize(any));
      }),
      { numRuns: 2000 },
    );
  });

  it('survives reading and writing again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  class Form {
    field = 1;
  }
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;

  it.each<[string, unknown, string, string]>([
    ['undefined', undefined, '$', 'undefined'],
    ['an undefined member', { b: 1, a: { x: undefined } }, '$.a.x', 'undefined'],
    // eslint-disable-next-line no-sparse-arrays
    ['a hole', { list: [1, , 3] }, '$.list[1]', 'undefined'],
    ['a function', [() => 1], '$[0]', 'a function'],
    ['a symbol', { s: Symbol('s') }, '$.s', 'a symbol'],
    ['a bigint', { n: 1n }, '$.n', 'a bigint'],
    ['NaN', { n: NaN }, '$.n', 'NaN'],
    ['infinity', [-Infinity], '$[0]', '-Infinity'],
    ['a lone surrogate', { a: 'x\ud800y' }, '$.a', 'text with a lone surrogate'],
    ['a lone surrogate in a name', { a: { '\udfff': 1 } }, 'a member name of $.a', 'text with a lone surrogate'],
    ['a Date', { at: new Date(0) }, '$.at', 'not a plain object'],
    ['a Map', new Map([[1, 2]]), '$', 'not a plain object'],
    ['a class instance', { form: new Form() }, '$.form', 'not a plain object'],
  ])('refuses %s and says where', (_, value, path, problem) => {
    expect(() => canonicalJson(value)).toThrow(
      expect.objectContaining({ code: 'CANONICAL_INVALID', params: { path, problem } }),
    );
  });

  it('refuses a circular value and nesting beyond the named limit, but not the limit itself', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(() => canonicalJson(circular)).toThrow(/circular/);
    expect(() => canonicalJson(nested(CANONICAL_DEPTH + 1))).toThrow(/nested deeper/);
    expect(canonicalJson(nested(CANONICAL_DEPTH))).toHaveLength(2 * CANONICAL_DEPTH);
  });
});
