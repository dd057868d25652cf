// A schema is read strictly, and judges values as a known validator does.
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from 'quytrinh/model';
import { readSchema, type SchemaProblem } from 'quytrinh/schema';

const faults = (schema: JsonValue): string[] => {
  const read = readSchema(schema);
  return read.ok ? [] : read.faults.map(({ code, pointer }) => `${code} ${pointer}`);
};
const problems = (schema: JsonValue, value: JsonValue): string[] => {
  const read = readSchema(schema);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.schema.check(value).map(({ code, pointer }: SchemaProblem) => `${code} ${pointer}`);
};

describe('a fraction as a step', () => {
  it('is judged by its decimal digits, in money as in hours', () => {
    for (const [step, fits, misfit] of [
      [0.01, [19.99, 0.07, 0, -4.35, 123456789.01], 19.995],
      [0.1, [0.3, 0.7], 0.35],
    ] as const) {
      for (const value of fits) expect(problems({ multipleOf: step }, value)).toEqual([]);
      expect(problems({ multipleOf: step }, misfit)).toEqual(['MULTIPLE_OF ']);
    }
  });
});

describe('a schema', () => {
  it.each<[what: string, schema: JsonValue, expected: string]>([
    ['that is none', 'text', 'NOT_SCHEMA '],
    ['with a keyword that nobody would check', { propertyNames: {} }, 'KEYWORD_UNKNOWN '],
    ['with a misspelt keyword inside', { properties: { a: { requried: [] } } }, 'KEYWORD_UNKNOWN /properties/a'],
    ['with an inherited name as a keyword', { constructor: {} }, 'KEYWORD_UNKNOWN '],
    ['with a type that is none', { type: 'text' }, 'KEYWORD_VALUE '],
    ['with a limit that is none', { items: { minItems: -1 } }, 'KEYWORD_VALUE /items'],
    ['with required names twice', { required: ['a', 'a'] }, 'KEYWORD_VALUE '],
    ['that leads out', { $ref: 'https://example.org/s.json' }, 'REF_REMOTE '],
    ['that leads nowhere', { $ref: '#/$defs/no' }, 'REF_UNKNOWN '],
    ['that leads to itself', { $ref: '#' }, 'REF_CIRCLE '],
    [
      'that leads to itself by others',
      { $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } } },
      'REF_CIRCLE /$defs/a/anyOf/0',
    ],
    ['with a pattern that is none', { pattern: '(' }, 'PATTERN_INVALID '],
    ['with a pattern that looks around', { pattern: '(?=a)a' }, 'PATTERN_INVALID '],
    ['with an unknown format', { format: 'iban' }, 'FORMAT_UNKNOWN '],
  ])('%s is refused', (_what, schema, expected) => {
    expect(faults(schema)).toContain(expected);
  });

  it('may refer to itself through its parts, and to its own definitions', () => {
    const tree = {
      type: 'object',
      properties: { next: { $ref: '#' }, of: { $ref: '#/$defs/a~1b' } },
      $defs: { 'a/b': { type: 'string' } },
    };
    expect(problems(tree, { next: { next: { of: 'x' } } })).toEqual([]);
    expect(problems(tree, { next: { next: { of: 1 } } })).toEqual(['TYPE /next/next/of']);
  });

  it('names the place and the problem of a value', () => {
    const schema = {
      type: 'object',
      required: ['so'],
      additionalProperties: false,
      properties: {
        so: { type: 'string', pattern: '^HS-\\d+$' },
        ngay: { type: 'string', format: 'date' },
        le_phi: { type: 'integer', minimum: 0, multipleOf: 1000 },
        'a/b': { type: 'array', items: { enum: [1, { x: 1, y: 2 }] }, uniqueItems: true },
        mot: { oneOf: [{ type: 'number' }, { minimum: 5 }] },
      },
    };
    expect(
      problems(schema, { so: 'HS-1', ngay: '2026-02-28', le_phi: 2000, 'a/b': [1, { y: 2, x: 1 }], mot: 1 }),
    ).toEqual([]);
    expect(problems(schema, { so: 'x', ngay: '2026-02-30', le_phi: -1.5, 'a/b': [2, 2], mot: 6, la: null })).toEqual([
      ...['PATTERN /so', 'FORMAT /ngay', 'TYPE /le_phi', 'UNIQUE_ITEMS /a~1b', 'ENUM /a~1b/0', 'ENUM /a~1b/1'],
      ...['ONE_OF /mot', 'UNKNOWN_NAME '],
    ]);
    expect(problems(schema, {})).toEqual(['REQUIRED ']);
    expect(problems(schema, [])).toEqual(['TYPE ']);
  });

  it('asks some of the variables without missing the others', () => {
    const read = readSchema({
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'number' } },
      additionalProperties: false,
    });
    if (!read.ok) throw new Error('refused');
    expect(read.schema.checkSome({ a: 1 })).toEqual([]);
    expect(read.schema.checkSome({ a: 'x', c: 1 }).map(({ code }) => code)).toEqual(['TYPE', 'UNKNOWN_NAME']);
  });

  it('cannot be made to work for ever', () => {
    const began = performance.now();
    const many: JsonObject = {
      anyOf: Array.from({ length: 30 }, () => ({ type: 'object', properties: { n: { $ref: '#' } }, required: ['x'] })),
    };
    let value: JsonValue = {};
    for (let depth = 0; depth < 30; depth += 1) value = { n: value };
    expect(problems(many, value)).toEqual(['TOO_MUCH ']);
    expect(problems({ pattern: '^(a+)+$' }, `${'a'.repeat(40)}!`)).toEqual(['PATTERN ']);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('judges as a known validator does', () => {
    const ajv = new Ajv2020({ strict: false });
    // The other one reads 1e21 as 1 when it divides.
    const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => !/\de[+-]?\d/.test(JSON.stringify(one)));
    let refused = 0;
    fc.assert(
      fc.property(schemaOf(3), fc.array(value, { minLength: 1, maxLength: 5 }), (schema, values) => {
        const validate = ajv.compile(schema as object | boolean);
        const near: JsonValue[] = [...(values as JsonValue[]), ...small];
        for (const value of near) {
          const fits = validate(value);
          if (!fits) refused += 1;
          expect([value, problems(schema, value).length === 0]).toEqual([value, fits]);
        }
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(500);
  }, 60_000);
});

const small: readonly JsonValue[] = [
  ...[null, true, 0, 1, 2.5, -3, '', 'a', 'ạ', 'abc', [], [1], [1, 1], ['a', 2], {}, { a: 1 }, { a: 'x', b: [] }],
  { a: { a: 1, b: null } },
];

function schemaOf(depth: number): fc.Arbitrary<JsonValue> {
  const number = fc.integer({ min: -3, max: 3 });
  const count = fc.integer({ min: 0, max: 3 });
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
  const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
    fc.boolean(),
    fc.record({ type: fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'string', 'integer') }),
    fc.record({
      type: fc.uniqueArray(fc.constantFrom('string', 'integer', 'object', 'null'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      enum: fc.uniqueArray(fc.constantFrom<JsonValue>(...small), {
        minLength: 1,
        maxLength: 4,
        selector: (one) => JSON.stringify(one),
      }),
    }),
    fc.record({ const: fc.constantFrom<JsonValue>(...small) }),
    fc.record({ minimum: number, exclusiveMaximum: number }, { requiredKeys: [] }),
    fc.record(
      { maximum: number, exclusiveMinimum: number, multipleOf: fc.constantFrom(1, 2, 0.5) },
      { requiredKeys: [] },
    ),
    fc.record({ minLength: count, maxLength: count }, { requiredKeys: [] }),
    fc.record({ minItems: count, maxItems: count, uniqueItems: fc.boolean() }, { requiredKeys: [] }),
    fc.record({ minProperties: count, maxProperties: count, required: names }, { requiredKeys: [] }),
  );
  if (depth === 0) return leaf;
  const part = schemaOf(depth - 1);
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaf,
    fc.record(
      {
        properties: fc.dictionary(fc.constantFrom('a', 'b'), part, { maxKeys: 2 }),
        additionalProperties: part,
        required: names,
        items: part,
        prefixItems: parts,
      },
      { requiredKeys: [] },
    ),
    fc.record({ allOf: parts, not: part }, { requiredKeys: [] }),
    fc.record({ anyOf: parts }),
    fc.record({ oneOf: parts }),
  );
}
